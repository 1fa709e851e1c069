from datetime import date, datetime, timedelta

import pytest

from common.clock import OFFICE_ZONE
from deadlines import limits
from deadlines.calendar import build
from deadlines.errors import LimitUnknown
from deadlines.facts import PublicationFacts, Stop
from deadlines.hours import parse
from deadlines.lights import Colour, light_of
from deadlines.rules import is_public_in_time

MONDAY = date(2026, 3, 2)
HOURS = parse("08:30-12:00 13:30-17:30")


@pytest.fixture(scope="module")
def calendar():
    return build(days={}, official=[2026], version=1)


def test_every_limit_names_its_basis():
    assert all(limit.basis and limit.days >= limit.fewest >= 1 for limit in limits.LIMITS.values())


@pytest.mark.parametrize(
    ("desk", "urgency", "words"),
    [
        ("division_check", "normal", "1个工作日"),
        ("disclosure_check", "normal", "2个工作日"),
        ("department_cosign", "normal", "3个工作日"),
        ("department_cosign", "urgent", "2个工作日"),
        ("disclosure_check", "urgent", "1个工作日"),
        ("division_check", "urgent", "1个工作日"),
        ("legality_review", "normal", "5个工作日"),
        ("legality_review", "urgent", "5个工作日"),
        ("legality_review", "most_urgent", "1个工作日"),
        ("department_cosign", "most_urgent", "4个工作小时"),
    ],
)
def test_urgency_shortens_a_desk_s_time_but_not_below_what_the_law_leaves(desk, urgency, words):
    assert limits.budget_for(desk, urgency).words == words


def test_a_desk_without_a_limit_is_refused():
    with pytest.raises(LimitUnknown):
        limits.budget_for("nowhere", "normal")


def test_work_that_arrives_on_friday_is_due_by_working_days(calendar):
    friday = datetime(2026, 3, 6, 10, tzinfo=OFFICE_ZONE)

    due = limits.desk_due("disclosure_check", "normal", arrived_at=friday, calendar=calendar, hours=HOURS)

    assert (due.on, due.at) == (date(2026, 3, 10), None)


def test_what_is_most_urgent_is_due_by_hours_of_work_over_lunch_and_the_weekend(calendar):
    friday = datetime(2026, 3, 6, 16, tzinfo=OFFICE_ZONE)

    due = limits.desk_due("sign", "most_urgent", arrived_at=friday, calendar=calendar, hours=HOURS)

    assert due.at == datetime(2026, 3, 9, 11, tzinfo=OFFICE_ZONE)  # an hour and a half on Friday, the rest on Monday
    assert due.on == date(2026, 3, 9)


def test_a_desk_that_waits_does_not_count_the_days_of_a_consultation_and_others_do(calendar):
    arrived = datetime(2026, 3, 2, 10, tzinfo=OFFICE_ZONE)
    stop = Stop(arrived + timedelta(hours=1), datetime(2026, 3, 5, 9, tzinfo=OFFICE_ZONE), "征求意见")
    given = {"arrived_at": arrived, "calendar": calendar, "hours": HOURS, "stops": [stop]}

    assert limits.desk_due("disclosure_check", "normal", **given).on == date(2026, 3, 9)
    assert limits.desk_due("sign", "normal", **given).on == date(2026, 3, 4)


@pytest.mark.rule(21)
def test_information_must_be_public_twenty_working_days_after_it_was_formed(calendar):
    due = limits.publication_due(MONDAY, calendar=calendar)

    assert due.on == date(2026, 3, 30)
    assert is_public_in_time(PublicationFacts(MONDAY, due.on, date(2026, 3, 30)))
    assert not is_public_in_time(PublicationFacts(MONDAY, due.on, date(2026, 3, 31)))


@pytest.mark.rule(21)
@pytest.mark.parametrize(
    ("today", "alert"),
    [
        ("2026-03-13", 0),
        ("2026-03-16", 10),
        ("2026-03-20", 10),
        ("2026-03-23", 15),
        ("2026-03-26", 18),
        ("2026-04-20", 18),
    ],
)
def test_the_office_is_alerted_after_ten_fifteen_and_eighteen_working_days(calendar, today, alert):
    assert limits.publication_alert(MONDAY, date.fromisoformat(today), calendar=calendar) == alert


@pytest.mark.parametrize(
    ("today", "colour", "remaining", "word"),
    [
        ("2026-03-02", Colour.GREEN, 4, "剩 4 个工作日"),
        ("2026-03-05", Colour.YELLOW, 1, "剩 1 个工作日"),
        ("2026-03-06", Colour.YELLOW, 0, "今日到期"),
        ("2026-03-07", Colour.RED, 0, "已超期"),
        ("2026-03-09", Colour.RED, -1, "超期 1 个工作日"),
        ("2026-03-16", Colour.RED, -6, "超期 6 个工作日"),
    ],
)
def test_a_light_tells_how_near_the_due_day_is(calendar, today, colour, remaining, word):
    light = light_of(date(2026, 3, 6), date.fromisoformat(today), calendar=calendar)

    assert (light.colour, light.remaining, light.word) == (colour, remaining, word)


def test_a_light_can_turn_yellow_earlier(calendar):
    light = light_of(date(2026, 3, 30), date(2026, 3, 16), calendar=calendar, near=10)

    assert light.colour is Colour.YELLOW
