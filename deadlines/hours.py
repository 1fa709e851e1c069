"""办公时间: the hours of a working day, where minutes of work are counted; pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from common.clock import OFFICE_ZONE, office_date
from deadlines.calendar import FIRST_YEAR, Calendar
from deadlines.facts import Due, Stop

SPAN = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")
MINUTE = timedelta(minutes=1)
Piece = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """From when to when the office works on a working day, in order."""

    spans: tuple[tuple[time, time], ...]

    @property
    def minutes(self) -> int:
        """Return how many minutes a working day has."""
        return sum((last - first) // MINUTE for first, last in self.pieces(date(FIRST_YEAR, 1, 1)))

    def pieces(self, day: date) -> list[Piece]:
        """Return the worked times of a working day."""
        return [
            (datetime.combine(day, first, OFFICE_ZONE), datetime.combine(day, last, OFFICE_ZONE))
            for first, last in self.spans
        ]


def parse(text: str) -> OfficeHours:
    """Return the hours of "08:30-12:00 13:30-17:30".

    :raises ValueError: another form, hours that do not exist, overlap, or are out of order.
    """
    spans = []
    for word in text.split():
        if not (match := SPAN.fullmatch(word)):
            raise ValueError(f"office hours are written 08:30-12:00 13:30-17:30, not {word}")
        spans.append((time.fromisoformat(match[1]), time.fromisoformat(match[2])))
    flat = [each for span in spans for each in span]
    if not flat or flat != sorted(set(flat)):
        raise ValueError("office hours follow one another")
    return OfficeHours(tuple(spans))


def worked(
    start: datetime, end: datetime, *, calendar: Calendar, hours: OfficeHours, stops: Iterable[Stop] = ()
) -> Iterator[Piece]:
    """Yield the times between two moments in which the office works and no stop is in force."""
    day = office_date(start)
    while day <= office_date(end):
        if calendar.is_workday(day):
            for first, last in hours.pieces(day):
                yield from _without((max(first, start), min(last, end)), list(stops))
        day += timedelta(days=1)


def _without(piece: Piece, stops: list[Stop]) -> Iterator[Piece]:
    """Yield what the stops leave of a piece."""
    first, last = piece
    if first >= last:
        return
    if not stops:
        yield piece
        return
    stop, *others = stops
    yield from _without((first, min(last, stop.start)), others)
    yield from _without((max(first, stop.end), last), others)


def minutes_between(start: datetime, end: datetime, *, calendar: Calendar, hours: OfficeHours) -> int:
    """Return how many minutes of work lie between two moments; negative when `end` is earlier."""
    if end < start:
        return -minutes_between(end, start, calendar=calendar, hours=hours)
    return sum(((last - first) // MINUTE for first, last in worked(start, end, calendar=calendar, hours=hours)), 0)


def add_minutes(
    start: datetime, minutes: int, *, calendar: Calendar, hours: OfficeHours, stops: Iterable[Stop] = ()
) -> Due:
    """Return when so many minutes of work have passed since the moment.

    :raises DayOutOfCalendar: the calendar does not reach so far.
    :raises ValueError: the number is not positive.
    """
    if minutes < 1:
        raise ValueError("a limit has at least one minute")
    left, day, kept = minutes * MINUTE, office_date(start), list(stops)
    while True:
        for first, last in worked(max(start, _begin(day)), _end(day), calendar=calendar, hours=hours, stops=kept):
            if last - first >= left:
                known = calendar.knows(office_date(start), day)
                return Due(day, not known, calendar.version, first + left)
            left -= last - first
        day += timedelta(days=1)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), OFFICE_ZONE)


def _end(day: date) -> datetime:
    return datetime.combine(day, time.max, OFFICE_ZONE)
