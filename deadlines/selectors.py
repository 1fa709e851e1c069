"""The calendar, held in the process and asked for news once a minute; when clocks stand, and what was crossed."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache
from django.db.models import QuerySet, Sum

from common.prepared import Prepared, Slot
from deadlines import hours
from deadlines.calendar import Calendar, build
from deadlines.facts import Stop
from deadlines.hours import OfficeHours
from deadlines.models import CalendarDay, CalendarYear, Crossing, Pause, YearStatus

VERSION_KEY = "deadlines.version"
FRESH = 60  # seconds


def calendar(office_path: str = "") -> Calendar:
    """Return the calendar; a changed one is seen within a minute by every process (usually no query)."""
    return _calendar_of(cache.get_or_set(VERSION_KEY, version, FRESH) or 0)


def version() -> int:
    """Return the version of the whole calendar, the sum of its years' versions; it only grows."""
    return CalendarYear.objects.aggregate(version=Sum("version"))["version"] or 0


def forget() -> None:
    """Make the next question look at the tables again."""
    cache.delete(VERSION_KEY)
    _calendar_of.cache_clear()


@lru_cache(maxsize=1)
def _calendar_of(_version: int) -> Calendar:
    """Read the calendar in one statement, so that days and version belong together."""
    rows = CalendarYear.objects.values_list("year", "status", "version", "days__day", "days__is_workday")
    versions, official, days = {}, set(), {}
    for year, status, number, day, is_workday in rows:
        versions[year] = number
        if status == YearStatus.OFFICIAL:
            official.add(year)
        if day:
            days[day] = is_workday
    return build(days=days, official=official, version=sum(versions.values()))


def named_days(first: date, last: date) -> dict[date, str]:
    """Return what the days are called that a notice names, from the one day to the other (one query)."""
    return dict(CalendarDay.objects.filter(day__range=(first, last)).values_list("day", "name"))


def office_hours() -> OfficeHours:
    """Return from when to when the office works on a working day (setting OFFICE_HOURS)."""
    return _hours_of(settings.OFFICE_HOURS)


@lru_cache(maxsize=4)
def _hours_of(text: str) -> OfficeHours:
    return hours.parse(text)


_pauses = Prepared(lambda: Pause.objects.filter(document_id=Slot("document")).order_by("pk"))


def stops_of(document_id: int) -> list[Stop]:
    """Return the times in which the clocks of the document stand, oldest first (one query)."""
    return [_stop(each) for each in _pauses(document=document_id)]


def stops_among(document_ids: Iterable[int]) -> dict[int, list[Stop]]:
    """Return the same for several documents in one query; documents without any are left out."""
    found: dict[int, list[Stop]] = {}
    for each in Pause.objects.filter(document_id__in=set(document_ids)).order_by("pk"):
        found.setdefault(each.document_id, []).append(_stop(each))
    return found


def _stop(pause: Pause) -> Stop:
    return Stop(pause.started_at, pause.end, str(pause), pause.basis)


def crossings_of(document_id: int) -> QuerySet[Crossing]:
    """Return what was crossed on the document, oldest first."""
    return Crossing.objects.filter(document_id=document_id).order_by("pk")


def crossings_since(at: datetime, kinds: Iterable[str] = ()) -> QuerySet[Crossing]:
    """Return what was found crossed since the moment, oldest first; `kinds` (ClockKind) leaves out the others.

    For lists and counts. Whoever has to act on each crossing exactly once registers with `deadlines.registry.reacts`.
    """
    found = Crossing.objects.filter(at__gte=at).order_by("at", "pk")
    kept = list(kinds)
    return found.filter(kind__in=kept) if kept else found
