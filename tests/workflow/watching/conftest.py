"""What the tests of the watched clocks share."""

from datetime import datetime, time

import pytest

from accounts.roles import Role
from common.clock import OFFICE_ZONE
from deadlines import services as deadlines
from notices.models import Notice
from tests.people import make_person
from tests.publication.build import World


@pytest.fixture
def world(db):
    """A ministry with one person for each part in a release, a head and a secretary."""
    it = World()
    it.who["secretary"] = make_person("secretary", Role.OFFICE_SECRETARY, office=it.general)
    it.who["chief"] = make_person("chief", Role.DIVISION_HEAD, office=it.general)
    return it


def swept(at, kinds):
    """Let the sweep look at the moment; return how many notices of the kinds (by their beginning) that made."""
    before = Notice.objects.filter(kind__startswith=kinds).count()
    deadlines.sweep(at)
    return Notice.objects.filter(kind__startswith=kinds).count() - before


def told(kind):
    """Return the user names of whoever was told the kind."""
    return set(Notice.objects.filter(kind=kind).values_list("person__username", flat=True))


def ten_o_clock(day):
    """Return ten in the morning of the office day."""
    return datetime.combine(day, time(10), OFFICE_ZONE)
