"""People for the tests of what every app uses."""

import pytest

from accounts.roles import Role
from tests.people import make_office, make_person


@pytest.fixture
def organ(db):
    return make_office("教育部")


@pytest.fixture
def drafter(organ):
    return make_person("nigao", Role.DRAFTER, title="处长", office=make_office("办公厅", organ))


@pytest.fixture
def colleague(organ, drafter):
    return make_person("tongshi", Role.DRAFTER, office=drafter.office)
