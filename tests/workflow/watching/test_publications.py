"""The clock of publication, told to those who can still keep it (workflow.watching.publications, .reached)."""

from datetime import timedelta

import pytest

from deadlines.selectors import calendar
from notices.models import Notice
from tests.publication.build import NOON
from tests.workflow.shortly import at_the_release_desk
from tests.workflow.watching.conftest import swept, ten_o_clock, told


@pytest.fixture
def watch(world):
    """Return a function: the sweep on the n-th working day after the date of a document at the release desk."""
    document = at_the_release_desk(world, NOON)

    def on(working_days):
        day = calendar().add_working_days(document.issued_on, working_days).on
        return swept(ten_o_clock(day), "publication.")

    on.document = document
    return on


@pytest.mark.rule(21)
def test_publication_is_recalled_three_times_and_then_goes_up(watch):
    assert watch(9) == 0
    assert watch(10) == watch(15) == 2
    assert told("publication.yellow") == {"drafter", "publisher"}
    assert watch(18) == 3
    assert told("publication.yellow") == {"drafter", "publisher", "secretary"}
    assert watch(20) == 0

    assert watch(21) == 4
    assert told("publication.red") == {"drafter", "publisher"}
    assert told("publication.escalated") == {"chief", "secretary"}
    assert watch(23) == 2
    assert told("publication.leader") == {"leader", "signatory"}
    assert watch(40) == 0


def test_an_alert_that_nobody_saw_in_time_is_told_as_what_it_has_become(watch):
    assert watch(16) == 2

    assert Notice.objects.filter(kind="publication.yellow", key__contains=":second:").count() == 2


def test_what_is_public_has_no_such_clock_any_more(world):
    world.published()

    assert swept(ten_o_clock(NOON.date() + timedelta(days=90)), "publication.") == 0
