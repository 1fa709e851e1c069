"""To which rungs a light has come, and what a sweep asks once (deadlines.registry)."""

from datetime import UTC, date, datetime, timedelta

from deadlines.calendar import build
from deadlines.choices import Rung
from deadlines.lights import light_of
from deadlines.registry import Look, rungs_of

CALENDAR = build(days={}, official=range(2026, 2028), version=1)
WEDNESDAY = date(2026, 11, 25)
AT = datetime(2026, 11, 25, 4, tzinfo=UTC)


def reached(days):
    """Return the rungs so many days of the week after (before: negative) a Wednesday's due day."""
    today = WEDNESDAY + timedelta(days=days)
    light = light_of(WEDNESDAY, today, calendar=CALENDAR)
    return rungs_of(light, today, calendar=CALENDAR, late_after=3)


def test_a_light_climbs_from_near_to_over_and_by_working_days_to_over_for_days():
    assert reached(-2) == ()
    assert reached(-1) == reached(0) == (Rung.NEAR,)
    assert reached(1) == reached(2) == reached(4) == (Rung.DUE,)
    assert reached(5) == reached(30) == (Rung.DUE, Rung.LATE)


def test_a_sweep_asks_a_thing_once_and_the_next_one_again():
    asked = []

    def ask(at):
        asked.append(at)
        return len(asked)

    look = Look(AT)

    assert (look.once(ask), look.once(ask), Look(AT).once(ask)) == (1, 1, 2)
    assert asked == [AT, AT]
