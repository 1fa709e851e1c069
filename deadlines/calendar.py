"""The working-day calendar as a value: built once, never changed, asked without a query."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from deadlines.errors import DayOutOfCalendar
from deadlines.facts import Due

FIRST_YEAR, LAST_YEAR = 1980, 2100
# Of a fixed date (全国年节及纪念日放假办法, revised 2024-11-10); those by the moon come with the notice.
FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days as ordinals in order, the years whose notice is known, and the version (R88)."""

    workdays: tuple[int, ...]
    official: frozenset[int]
    version: int

    def is_workday(self, day: date) -> bool:
        """Test if the day is worked."""
        place = self._after(day)
        return place > 0 and self.workdays[place - 1] == day.toordinal()

    def add_working_days(self, start: date, n: int) -> Due:
        """Return the n-th working day after `start`, which itself does not count (regulations §9).

        Provisional when a year on the way has no notice yet.
        :raises DayOutOfCalendar: the calendar does not reach so far.
        :raises ValueError: n is not positive.
        """
        if n < 1:
            raise ValueError("a limit has at least one working day")
        place = self._after(start) + n - 1
        if place >= len(self.workdays):
            raise DayOutOfCalendar(first=FIRST_YEAR, last=LAST_YEAR)
        on = date.fromordinal(self.workdays[place])
        return Due(on, not self.knows(start, on), self.version)

    def working_days_between(self, a: date, b: date) -> int:
        """Return how many working days lie after `a` up to and including `b`; negative when b is earlier.

        :raises DayOutOfCalendar: a day is outside the calendar.
        """
        return self._after(b) - self._after(a)

    def knows(self, first: date, last: date) -> bool:
        """Test if the notice of every year from the one day to the other is known."""
        return all(year in self.official for year in range(first.year, last.year + 1))

    def _after(self, day: date) -> int:
        """Return how many working days of the calendar lie before or on the day."""
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise DayOutOfCalendar(first=FIRST_YEAR, last=LAST_YEAR)
        return bisect_right(self.workdays, day.toordinal())


def build(*, days: Mapping[date, bool], official: Iterable[int], version: int) -> Calendar:
    """Return the calendar of the given exceptions (day -> worked) over the weekend rule.

    A year that is not official gets the holidays of a fixed date beside its exceptions.
    """
    known = frozenset(official)
    first, last = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    workdays = tuple(day.toordinal() for day in every if days.get(day, _worked_by_rule(day, day.year in known)))
    return Calendar(workdays, known, version)


def _worked_by_rule(day: date, is_known: bool) -> bool:
    return day.weekday() < SATURDAY and (is_known or (day.month, day.day) not in FIXED_HOLIDAYS)
