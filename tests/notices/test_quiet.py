"""安静时段 (notices.quiet)."""

from datetime import datetime, time

import pytest

from common.clock import OFFICE_ZONE
from notices.quiet import Quiet


def on(day, hour, minute=0):
    """Return a moment of November 2026; the 27th is a Friday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=OFFICE_ZONE)


def weekdays(day):
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("at", "until"),
    [
        (on(26, 8), None),
        (on(26, 20, 59), None),
        (on(26, 21), on(27, 8)),
        (on(27, 7, 59), on(27, 8)),
        (on(27, 21), on(30, 8)),
        (on(28, 12), on(30, 8)),
        (on(30, 7), on(30, 8)),
    ],
)
def test_evenings_nights_and_days_of_rest_are_quiet(at, until):
    assert Quiet().until(at, weekdays) == until


def test_quiet_hours_may_lie_within_a_day_and_days_of_rest_may_be_loud():
    noon = Quiet(time(12), time(14), rest_days=False)

    assert noon.until(on(28, 13), weekdays) == on(28, 14)
    assert noon.until(on(28, 14), weekdays) is None
    assert Quiet(time(12), time(14)).until(on(28, 13), weekdays) == on(30, 0)


def test_the_same_hour_twice_is_no_quiet_time():
    assert Quiet(time(0), time(0), rest_days=False).until(on(28, 0), weekdays) is None
