"""A span of office days and its name; pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from common.clock import OFFICE_ZONE

MONTHS, QUARTER = 12, 3


@dataclass(frozen=True, slots=True)
class Period:
    """Office days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def begins(self) -> datetime:
        """Return the first moment of the period."""
        return datetime.combine(self.first, time(), OFFICE_ZONE)

    @property
    def ends(self) -> datetime:
        """Return the first moment after the period."""
        return datetime.combine(self.last + timedelta(days=1), time(), OFFICE_ZONE)

    @property
    def name(self) -> str:
        """Return what the period is called: a year, a quarter, a month, else its days."""
        year = self.first.year
        if self == year_of(year):
            return f"{year}年"
        if self == months(year, self.first.month, 1):
            return f"{year}年{self.first.month}月"
        if self.first.month % QUARTER == 1 and self == months(year, self.first.month, QUARTER):
            return f"{year}年第{(self.first.month + 2) // QUARTER}季度"
        return f"{self.first:%Y-%m-%d} 至 {self.last:%Y-%m-%d}"


def months(year: int, month: int, count: int) -> Period:
    """Return `count` whole months that begin with the month."""
    return Period(date(year, month, 1), shifted(date(year, month, 1), count) - timedelta(days=1))


def month_of(day: date) -> Period:
    """Return the month in which the day lies."""
    return months(day.year, day.month, 1)


def year_of(year: int) -> Period:
    """Return the whole year."""
    return months(year, 1, MONTHS)


def quarter_of(year: int, number: int) -> Period:
    """Return the quarter 1 to 4 of the year."""
    return months(year, QUARTER * number - 2, QUARTER)


def up_to(last: date, count: int) -> Period:
    """Return the `count` months that end with the month of the day."""
    first = shifted(last.replace(day=1), 1 - count)
    return months(first.year, first.month, count)


def shifted(first: date, by: int) -> date:
    """Return the first day of the month so many months after the month of `first`."""
    place = first.year * MONTHS + first.month - 1 + by
    return date(place // MONTHS, place % MONTHS + 1, 1)


def month_firsts(period: Period) -> list[date]:
    """Return the first day of every month that the period touches, in order."""
    found, each = [], period.first.replace(day=1)
    while each <= period.last:
        found.append(each)
        each = shifted(each, 1)
    return found
