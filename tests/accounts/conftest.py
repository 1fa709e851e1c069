"""People and a moment for the tests of accounts."""

from datetime import UTC, datetime

import pytest

from accounts.roles import Role
from tests.people import make_office, make_person


@pytest.fixture
def noon():
    """12:00 in Beijing on 24 November 2026."""
    return datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.fixture
def organ(db):
    return make_office("教育部")


@pytest.fixture
def security(organ):
    return make_person("anquan", Role.SECURITY_ADMIN)


@pytest.fixture
def system(organ):
    return make_person("xitong", Role.SYSTEM_ADMIN)


@pytest.fixture
def drafter(organ):
    return make_person("nigao", Role.DRAFTER)


@pytest.fixture
def colleague(organ):
    return make_person("tongshi", Role.DRAFTER)


@pytest.fixture
def signatory(organ):
    return make_person("qianfa", Role.SIGNATORY)


@pytest.fixture
def browse(client):
    """Return a browser in which the person is signed in."""

    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in
