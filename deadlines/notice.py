"""How a yearly holiday notice is written down: one line a year, as a clerk can type it.

    2026 元旦 0101-0103 +0104 | 春节 0215-0223 +0214 +0228 | 清明 0404-0406

A span is off work, `+` is a day of work in exchange (调休); a day of a neighbouring year has eight digits.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from deadlines.errors import NoticeUnreadable

LINE = re.compile(r"(?P<year>\d{4}) (?P<groups>.+)")
SPAN = re.compile(r"(?P<plus>\+?)(?P<first>\d{4}|\d{8})(-(?P<last>\d{4}|\d{8}))?")


@dataclass(frozen=True, slots=True)
class NamedDay:
    """One day of a notice: whether it is worked, and the holiday it belongs to."""

    day: date
    is_workday: bool
    name: str


def parse(text: str) -> dict[int, list[NamedDay]]:
    """Return the days of each year's notice; empty lines and lines that begin with # are passed over.

    :raises NoticeUnreadable: a line has another form, names a day that does not exist, or a year comes twice.
    """
    years: dict[int, list[NamedDay]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            year, days = _year(line.strip())
        except ValueError as error:
            raise NoticeUnreadable(line=number) from error
        if year in years:
            raise NoticeUnreadable(line=number)
        years[year] = days
    return years


def _year(line: str) -> tuple[int, list[NamedDay]]:
    if not (match := LINE.fullmatch(line)):
        raise ValueError
    year = int(match["year"])
    return year, [day for group in match["groups"].split("|") for day in _group(year, group.split())]


def _group(year: int, words: list[str]) -> Iterator[NamedDay]:
    name, *spans = words
    if not spans or SPAN.fullmatch(name):
        raise ValueError
    for span in spans:
        if not (match := SPAN.fullmatch(span)):
            raise ValueError
        for day in _days(_day(year, match["first"]), _day(year, match["last"] or match["first"])):
            yield NamedDay(day, bool(match["plus"]), name)


def _day(year: int, digits: str) -> date:
    return date.fromisoformat(digits if len(digits) == len("20260101") else f"{year}{digits}")


def _days(first: date, last: date) -> list[date]:
    if last < first:
        raise ValueError
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
