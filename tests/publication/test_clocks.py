"""The clocks of publication, emergencies and re-posting come to their rungs (R21, R22, R82)."""

from datetime import date, timedelta

import pytest

from deadlines import selectors
from deadlines import services as deadlines
from deadlines.choices import ClockKind
from deadlines.models import Crossing
from deadlines.notice import read
from documents.models import CatalogueItem
from publication.clocks import due_of, light_on
from tests.publication.build import change


@pytest.fixture(autouse=True)
def fresh_calendar():
    selectors.forget()
    yield
    selectors.forget()


def crossed(kind, start, days):
    """Look every noon for so many days; return each rung with the day on which it was found."""
    for n in range(days):
        deadlines.sweep(start + timedelta(days=n))
    rows = Crossing.objects.filter(kind=kind).order_by("pk")
    return [(each.rung, each.colour, each.at.date().isoformat()) for each in rows]


@pytest.mark.rule(21)
def test_publication_is_recalled_after_10_15_and_18_working_days_and_overdue_after_20(world, noon):
    document = world.issued()

    found = crossed(ClockKind.PUBLICATION, noon, 32)

    assert found == [
        ("first", "yellow", "2026-12-08"),
        ("second", "yellow", "2026-12-15"),
        ("third", "yellow", "2026-12-18"),
        ("due", "red", "2026-12-23"),
        ("late", "red", "2026-12-25"),
    ]
    assert selectors.crossings_of(document.pk).count() == 5


@pytest.mark.rule(21)
@pytest.mark.parametrize(
    ("alerts", "colours"),
    [([10, 15, 18], ["green", "yellow", "yellow", "red"]), ([15], ["green", "green", "yellow", "red"])],
)
def test_its_light_is_yellow_from_the_first_alert_on(world, settings, alerts, colours):
    settings.PUBLICATION_ALERTS = alerts
    document, days = world.issued(), (date(2026, 12, day) for day in (7, 8, 22, 23))

    assert [light_on(document, day).colour for day in days] == colours


def test_a_document_that_no_calendar_reaches_keeps_no_other_from_being_looked_at(world, noon):
    budget = CatalogueItem.objects.get(code="budget").pk
    change(world.issued(), limit_from=date(1950, 1, 1), catalogue_item_id=budget)
    world.issued()

    assert deadlines.sweep(noon + timedelta(days=60)) == 2


@pytest.mark.rule(24)
def test_no_clock_of_ours_runs_on_what_others_lead(world, noon):
    world.issued(led_by="财政部")

    assert crossed(ClockKind.PUBLICATION, noon + timedelta(days=60), 1) == []


@pytest.mark.rule(21)
def test_the_installation_says_when_it_is_recalled(world, noon, settings):
    settings.PUBLICATION_ALERTS = [5]
    world.issued()

    assert crossed(ClockKind.PUBLICATION, noon, 20) == [("first", "yellow", "2026-12-01")]


def test_after_a_long_standstill_nothing_yellow_is_told(world, noon):
    world.issued()

    assert crossed(ClockKind.PUBLICATION, noon + timedelta(days=60), 2) == [
        ("due", "red", "2027-01-23"),
        ("late", "red", "2027-01-23"),
    ]


def test_the_installation_says_after_how_many_working_days_it_goes_to_the_leader(world, noon, settings):
    settings.NOTICE_LEADER_DAYS = 1
    world.issued()

    assert crossed(ClockKind.PUBLICATION, noon + timedelta(days=29), 1) == [
        ("due", "red", "2026-12-23"),
        ("late", "red", "2026-12-23"),
    ]


@pytest.mark.rule(22)
def test_a_limit_of_its_own_is_recalled_a_working_day_before(world, noon):
    document = world.issued()
    change(document, limit_from=date(2026, 11, 20), catalogue_item_id=CatalogueItem.objects.get(code="budget").pk)

    assert crossed(ClockKind.PUBLICATION, noon, 25) == [
        ("near", "yellow", "2026-12-09"),
        ("due", "red", "2026-12-11"),
        ("late", "red", "2026-12-15"),
    ]


def test_what_is_not_to_be_published_runs_no_clock(world, noon):
    world.draft()

    assert crossed(ClockKind.PUBLICATION, noon + timedelta(days=60), 1) == []


@pytest.mark.rule(88)
def test_a_new_notice_moves_what_is_to_be_published_and_the_preview_counts_it(world, noon):
    document = world.issued()
    change(document, issued_on=date(2026, 12, 15))
    document.issued_on = date(2026, 12, 15)
    before = due_of(document)

    found = deadlines.preview(read("2027 元旦 0101-0105"))

    assert before.provisional and found.moving[ClockKind.PUBLICATION] == 1
