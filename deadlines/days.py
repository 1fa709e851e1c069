"""Working days and minutes of work counted by the database.

The days of the calendar go along as one array of ordinals, searched by halves.
"""

from datetime import date, time
from typing import Any

from django.db.models import DateField, FloatField, Func, IntegerField, Value
from django.db.models.functions import TruncDate

from common.clock import OFFICE_ZONE
from deadlines.calendar import Calendar
from deadlines.hours import OfficeHours


def office_day(moment: str) -> TruncDate:
    """Return the office day of a column of moments."""
    return TruncDate(moment, tzinfo=OFFICE_ZONE)


def ordinals(calendar: Calendar, last: date) -> Value:
    """Return the working days of the calendar up to the day as PostgreSQL writes an array."""
    until = last.toordinal()
    return Value("{" + ",".join(str(day) for day in calendar.workdays if day <= until) + "}")


class WorkedUpTo(Func):
    """How many working days of the array lie up to and including a day; both are given."""

    template = "width_bucket(%(expressions)s::int[])"
    arg_joiner = " - date '0001-01-01' + 1, "

    def __init__(self, day: Any, days: Value) -> None:
        super().__init__(day, days, output_field=IntegerField())


class WorkedDay(Func):
    """The working day at a place of the array, the first is 1; null beyond its end."""

    template = "(date '0001-01-01' - 1 + (%(expressions)s])"
    arg_joiner = "::int[])["

    def __init__(self, days: Value, place: Any) -> None:
        super().__init__(days, place, output_field=DateField())


class DaysLater(Func):
    """The day so many days of the calendar after another."""

    template = "(%(expressions)s)"
    arg_joiner = " + "

    def __init__(self, day: Any, count: Any) -> None:
        super().__init__(day, count, output_field=DateField())


def worked_between(first: Any, last: Any, days: Value) -> Any:
    """Return how many working days lie after the one day up to and including the other."""
    return WorkedUpTo(last, days) - WorkedUpTo(first, days)


class WorkedMinutesUpTo(Func):
    """How many minutes of work lie before a moment, from the first day of the array on.

    Those of the working days before its day, and of its day, when it is worked, what has passed.
    """

    template = (
        "(select (place - is_worked) * %(whole)s + is_worked * (%(passed)s)"
        " from (select place, clock, (known[place] is not distinct from number)::int is_worked"
        " from (select number, clock, known, width_bucket(number, known) place"
        " from (select moment::date - date '0001-01-01' + 1 number, known,"
        " extract(epoch from moment::time)::float8 / 60 clock"
        " from (select moment at time zone '%(zone)s' moment, known"
        " from (values (%(expressions)s::int[])) asked(moment, known)) here) day) placed) found)"
    )
    arg_joiner = ", "

    def __init__(self, moment: Any, days: Value, hours: OfficeHours) -> None:
        spans = [(_minute(begin), _minute(end)) for begin, end in hours.spans]
        passed = " + ".join(f"greatest(0, least(clock, {end}) - {begin})" for begin, end in spans)
        whole = sum(end - begin for begin, end in spans)
        super().__init__(moment, days, output_field=FloatField(), passed=passed, whole=whole, zone=OFFICE_ZONE.key)


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def minutes_between(first: Any, last: Any, days: Value, hours: OfficeHours) -> Any:
    """Return how many minutes of work lie between two moments, as deadlines.hours counts them."""
    return WorkedMinutesUpTo(last, days, hours) - WorkedMinutesUpTo(first, days, hours)
