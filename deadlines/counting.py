"""Counting a limit: when it ends, and each day on the way as it was counted; pure.

One walk serves both, so what is explained is what was computed. The day of the start does not count (regulations §9);
a day that a stop covers does not count either. A limit in days of the calendar whose last day is a day of rest ends
with the first working day after it (民法典第二百零一条、第二百零三条).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from common.clock import office_date
from deadlines.calendar import Calendar
from deadlines.facts import Budget, Due, Stop, Unit, end_of
from deadlines.hours import MINUTE, OfficeHours, add_minutes, worked

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day on the way: the how-many-th it is (0: it does not count), whether the office works, what stops it; where
    minutes are counted, how many of them; `beyond`: the limit ended on a day of rest and goes on to a working day."""

    day: date
    number: int
    is_workday: bool
    stop: Stop | None = None
    minutes: int = 0
    beyond: bool = False


def due_of(
    start: datetime, budget: Budget, *, calendar: Calendar, hours: OfficeHours, stops: Sequence[Stop] = ()
) -> Due:
    """Return when a limit that began at the moment ends.

    :raises DayOutOfCalendar: the calendar does not reach so far.
    :raises ValueError: the limit is not positive.
    """
    if budget.unit is Unit.WORKING_MINUTE:
        return add_minutes(start, budget.amount, calendar=calendar, hours=hours, stops=stops)
    if budget.unit is Unit.HOUR:
        end = start + timedelta(hours=budget.amount)
        return Due(office_date(end), provisional=False, version=calendar.version, at=end)
    return day_of(office_date(start), budget, calendar=calendar, stops=stops)


def day_of(start: date, budget: Budget, *, calendar: Calendar, stops: Sequence[Stop] = ()) -> Due:
    """Return the day on which a limit in days that began on the office day ends.

    :raises DayOutOfCalendar: the calendar does not reach so far.
    :raises ValueError: the limit is not positive.
    """
    if budget.unit is Unit.WORKING_DAY and not stops:
        return calendar.add_working_days(start, budget.amount)
    *_, last = walk(start, budget, calendar=calendar, stops=stops)
    return Due(last.day, _is_provisional(start, last.day, budget, calendar), calendar.version)


def _is_provisional(start: date, on: date, budget: Budget, calendar: Calendar) -> bool:
    return not calendar.knows(start if budget.unit is Unit.WORKING_DAY else on, on)


def walk(start: date, budget: Budget, *, calendar: Calendar, stops: Sequence[Stop] = ()) -> Iterator[CountedDay]:
    """Yield each day after the start up to the one on which the limit in days ends.

    :raises DayOutOfCalendar: the calendar does not reach so far.
    :raises ValueError: the limit is not positive.
    """
    if budget.amount < 1:
        raise ValueError("a limit has at least one day")
    number, day, every = 0, start, budget.unit is Unit.CALENDAR_DAY
    while number < budget.amount:
        day += DAY
        is_workday, stop = calendar.is_workday(day), next((each for each in stops if each.covers(day)), None)
        counts = stop is None and (every or is_workday)
        number += counts
        yield CountedDay(day, number if counts else 0, is_workday, stop)
    while not calendar.is_workday(day):
        day += DAY
        yield CountedDay(day, 0, calendar.is_workday(day), beyond=True)


def walk_minutes(
    start: datetime, due: datetime, *, calendar: Calendar, hours: OfficeHours, stops: Sequence[Stop] = ()
) -> Iterator[CountedDay]:
    """Yield each day from the start to the moment on which a limit in minutes of work ends, with its minutes."""
    day, number = office_date(start), 0
    while day <= office_date(due):
        pieces = [
            last - first
            for first, last in worked(start, due, calendar=calendar, hours=hours, stops=stops)
            if office_date(first) == day
        ]
        minutes = sum(pieces, timedelta()) // MINUTE
        number += bool(minutes)
        stop = next((each for each in stops if each.covers(day)), None)
        yield CountedDay(day, number if minutes else 0, calendar.is_workday(day), stop, minutes)
        day += DAY


def walk_hours(start: datetime, due: datetime) -> Iterator[CountedDay]:
    """Yield each day from the start to the moment on which a limit in hours of real time ends, with its minutes."""
    begin, number = start, 0
    while begin < due:
        day = office_date(begin)
        end, number = min(end_of(day), due), number + 1
        minutes = (end - start) // MINUTE - (begin - start) // MINUTE  # so that they add up
        yield CountedDay(day, number, is_workday=True, minutes=minutes)
        begin = end
