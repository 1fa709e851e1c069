"""A holiday notice as text: the State Council's own wording, a csv, or one line a year as a clerk can type it.

    2026 元旦 0101-0103 +0104 | 春节 0215-0223 +0214 +0228 | 清明 0404-0406

In a line, a span is off work, `+` is a day of work in exchange (调休); a day of a neighbouring year has eight digits.
A csv has the columns 年份, 日期, 安排 (放假 or 上班), 名称.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from deadlines import wording
from deadlines.calendar import FIRST_YEAR, LAST_YEAR
from deadlines.errors import DayTwice, NoticeUnreadable, NoticeWithoutYear

LINE = re.compile(r"(?P<year>\d{4}) (?P<groups>.+)")
ONE_LINE = re.compile(r"\d{4}\s+\S+\s+\+?\d{4}")
SPAN = re.compile(r"(?P<plus>\+?)(?P<first>\d{4}|\d{8})(-(?P<last>\d{4}|\d{8}))?")
COLUMNS = ["年份", "日期", "安排", "名称"]
WORKED = {"放假": False, "上班": True}
EXCERPT = 30  # letters of a line that a refusal quotes
NAME = 40  # letters of a name


@dataclass(frozen=True, slots=True)
class NamedDay:
    """One day of a notice: whether it is worked, and the holiday it belongs to."""

    day: date
    is_workday: bool
    name: str


Years = dict[int, list[NamedDay]]


def read(text: str) -> Years:
    """Return the days of each year's notice, in whichever of the three forms it is written.

    :raises NoticeUnreadable: a line has another form, contradicts itself, or names a day that does not exist.
    :raises NoticeWithoutYear: the wording does not say for which year it is.
    :raises DayTwice: a day is said to be off and worked.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if lines and lines[0].replace(" ", "").split(",") == COLUMNS:
        years = _csv(text)
    elif any(ONE_LINE.match(line) or LINE.fullmatch(line) for line in lines):
        years = parse(text)
    else:
        years = _worded(text)
    for year, days in years.items():
        _check(year, days)
    return years


def _worded(text: str) -> Years:
    year, days = wording.year_of(text), list[NamedDay]()
    for number, name, body in wording.items(text):
        if year is None:
            raise NoticeWithoutYear
        try:
            if not name:
                raise wording.Unclear("不是“一、节名：放假安排”")
            days += [NamedDay(each.day, each.is_workday, each.name) for each in wording.days_of(name, body, year)]
        except wording.Unclear as error:
            raise NoticeUnreadable(line=number, text=body[:EXCERPT], why=str(error)) from error
    if year is None or not days:
        raise NoticeWithoutYear
    return {year: days}


def _csv(text: str) -> Years:
    years: Years = {}
    for number, line in enumerate(text.splitlines(), start=1):
        row = [each.strip() for each in next(csv.reader([line]), [])]
        if not any(row) or row == COLUMNS or line.startswith("#"):
            continue
        try:
            year, day, worked, name = row
            years.setdefault(int(year), []).append(NamedDay(date.fromisoformat(day), WORKED[worked], name))
        except (ValueError, KeyError) as error:
            why = "应为“年份,日期,放假或上班,名称”"
            raise NoticeUnreadable(line=number, text=line[:EXCERPT], why=why) from error
    return years


def _check(year: int, days: list[NamedDay]) -> None:
    """Refuse a year that the calendar does not reach, days far from it, and days that are off and worked."""
    said: dict[date, bool] = {}
    for each in days:
        fits = FIRST_YEAR <= year <= LAST_YEAR and abs(each.day.year - year) <= 1
        if not fits or not 0 < len(each.name) <= NAME:
            raise NoticeUnreadable(line=1, text=f"{year}年 {each.day} {each.name}"[:EXCERPT], why="年份或者名称不合适")
        if said.setdefault(each.day, each.is_workday) != each.is_workday:
            raise DayTwice(day=each.day.isoformat())


def parse(text: str) -> Years:
    """Return the days of each year that stands on a line of its own; empty lines and # lines are passed over.

    :raises NoticeUnreadable: a line has another form, names a day that does not exist, or a year comes twice.
    """
    years: Years = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        quoted = {"line": number, "text": line.strip()[:EXCERPT]}
        try:
            year, days = _year(line.strip())
        except ValueError as error:
            why = "应为“年份 节名 月日-月日 +上班日 | 节名 …”"
            raise NoticeUnreadable(**quoted, why=why) from error
        if year in years:
            raise NoticeUnreadable(**quoted, why="同一年份出现两次")
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
