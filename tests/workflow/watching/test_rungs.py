"""Which steps a clock has reached (workflow.watching.rungs)."""

from datetime import date, timedelta

import pytest

from deadlines.calendar import build
from deadlines.lights import light_of
from workflow.watching.rungs import Rung, publication_rungs, rungs_of

CALENDAR = build(days={}, official=range(2026, 2028), version=1)
MONDAY = date(2026, 11, 23)


def reached(days):
    """Return the steps so many days of the week after (before: negative) a Wednesday's due day."""
    due = date(2026, 11, 25)
    light = light_of(due, due + timedelta(days=days), calendar=CALENDAR)
    return rungs_of(light.colour, light.overdue, 3)


def test_a_light_climbs_from_yellow_to_red_and_to_the_leader_by_working_days():
    assert reached(-2) == ()
    assert reached(-1) == reached(0) == (Rung.YELLOW,)
    assert reached(1) == reached(2) == reached(4) == (Rung.RED, Rung.ESCALATED)
    assert reached(5) == reached(30) == (Rung.RED, Rung.ESCALATED, Rung.LEADER)


def after(working_days, formed=MONDAY):
    day = CALENDAR.add_working_days(formed, working_days).on
    due = CALENDAR.add_working_days(formed, 20).on
    rungs = publication_rungs(due, formed, day, calendar=CALENDAR, leader_after=3)
    return [name for _, name in rungs]


@pytest.mark.rule(21)
def test_publication_is_recalled_on_day_10_15_and_18_and_is_red_after_20():
    assert [after(days) for days in (9, 10, 14, 15, 17, 18, 20)] == [[], *2 * [["10"]], *2 * [["15"]], *2 * [["18"]]]
    assert after(21) == ["red", "escalated"]
    assert after(23) == ["red", "escalated", "leader"]


@pytest.mark.rule(22)
def test_a_limit_of_its_own_has_a_yellow_light_like_any_other():
    due = date(2026, 11, 27)

    assert publication_rungs(due, None, MONDAY, calendar=CALENDAR, leader_after=3) == ()
    assert publication_rungs(due, None, due, calendar=CALENDAR, leader_after=3) == ((Rung.YELLOW, "yellow"),)
