"""Working days counted by the database: the calendar's days go along as one array of ordinals, searched by halves."""

from datetime import date
from typing import Any

from django.db.models import DateField, Func, IntegerField, Value
from django.db.models.functions import TruncDate

from common.clock import OFFICE_ZONE
from deadlines.calendar import Calendar


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
