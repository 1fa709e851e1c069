"""The calendar, held in the process and asked for news once a minute; when clocks stand, and what was crossed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, F, Q, QuerySet, Sum

from common.prepared import Prepared, Slot
from deadlines import hours
from deadlines.calendar import Calendar, build
from deadlines.choices import ClockKind, ExtensionState
from deadlines.facts import Stop
from deadlines.hours import OfficeHours
from deadlines.models import CalendarDay, CalendarYear, Crossing, Extension, Pause, RegionalHoliday, YearStatus
from deadlines.notice import NamedDay
from deadlines.registry import CalendarOf

VERSION_KEY = "deadlines.version"
FRESH = 60  # seconds


Days = dict[date, bool]


@dataclass(frozen=True, slots=True)
class Tables:
    """What the tables say: exceptions of the country, years whose notice is known, exceptions by the path of an
    office, and the version of all of it."""

    days: Days
    official: frozenset[int]
    regional: dict[str, Days]
    version: int

    def calendar(self, office_path: str) -> Calendar:
        """Return the calendar of an office: what an office further down says goes before what stands above it."""
        days = dict(self.days)
        for path in sorted(self.regional, key=len):
            if office_path.startswith(path):
                days |= self.regional[path]
        return build(days=days, official=self.official, version=self.version)


def calendar(office_path: str = "") -> Calendar:
    """Return the calendar of an office, by its path; "" is the country's.

    A changed one is seen within a minute by every process (usually no query).
    """
    number = cache.get_or_set(VERSION_KEY, version, FRESH) or 0
    owners = frozenset(path for path in _tables(number).regional if office_path.startswith(path))
    return _calendar_of(number, max(owners, key=len, default=""))


def version() -> int:
    """Return the version of the whole calendar, which only grows: its years' versions, and every change of a region."""
    years = CalendarYear.objects.aggregate(version=Sum("version"))["version"] or 0
    regional = RegionalHoliday.objects.aggregate(entered=Count("pk"), ended=Count("ended_at"))
    return int(years + regional["entered"] + regional["ended"])


def look_again() -> None:
    """Make the next question ask for the version again."""
    cache.delete(VERSION_KEY)


def forget() -> None:
    """Make the next question look at the tables again."""
    look_again()
    _calendar_of.cache_clear()
    _tables.cache_clear()


def proposed(years: Mapping[int, Iterable[NamedDay]]) -> CalendarOf:
    """Return the calendars as they would be with these years' notices, to see beforehand what would move."""
    tables = read_tables()
    kept = CalendarDay.objects.exclude(notice__in=list(years)).values_list("day", "is_workday")
    days = dict(kept) | {each.day: each.is_workday for named in years.values() for each in named}
    wanted = replace(tables, days=days, official=tables.official | set(years), version=tables.version + len(years))
    return lru_cache(maxsize=64)(wanted.calendar)


@lru_cache(maxsize=64)
def _calendar_of(number: int, office_path: str) -> Calendar:
    return _tables(number).calendar(office_path)


@lru_cache(maxsize=1)
def _tables(_version: int) -> Tables:
    return read_tables()


def read_tables() -> Tables:
    """Return what the tables say (two queries); days and versions of the years are read in one statement."""
    rows = CalendarYear.objects.values_list("year", "status", "version", "days__day", "days__is_workday")
    versions, official, days = {}, set(), {}
    for year, status, number, day, is_workday in rows:
        versions[year] = number
        if status == YearStatus.OFFICIAL:
            official.add(year)
        if day:
            days[day] = is_workday
    regional, changes = _regional()
    return Tables(days, frozenset(official), regional, sum(versions.values()) + changes)


def _regional() -> tuple[dict[str, Days], int]:
    found: dict[str, Days] = {}
    changes = 0
    rows = RegionalHoliday.objects.order_by("pk").values_list("office__path", "first", "last", "is_workday", "ended_at")
    for path, first, last, is_workday, ended_at in rows:
        changes += 1 + (ended_at is not None)
        if ended_at is None:
            every = (first + timedelta(days=n) for n in range((last - first).days + 1))
            found.setdefault(path, {}).update(dict.fromkeys(every, is_workday))
    return found, changes


def named_days(first: date, last: date, office_path: str = "") -> dict[date, str]:
    """Return what the days are called that a notice, or the office's region, names (two queries)."""
    names = dict(CalendarDay.objects.filter(day__range=(first, last)).values_list("day", "name"))
    above = RegionalHoliday.objects.filter(ended_at=None, first__lte=last, last__gte=first)
    rows = sorted(above.values_list("office__path", "first", "last", "name"))
    for path, begins, ends, name in rows:
        if office_path.startswith(path):
            every = (begins + timedelta(days=n) for n in range((ends - begins).days + 1))
            names |= dict.fromkeys(every, name)
    return names


def years() -> QuerySet[CalendarYear]:
    """Return the years of the calendar, the newest first, each with `days_off` and `made_up`."""
    off, made_up = Count("days", filter=Q(days__is_workday=False)), Count("days", filter=Q(days__is_workday=True))
    return CalendarYear.objects.annotate(days_off=off, made_up=made_up).order_by("-year")


def regional_holidays() -> QuerySet[RegionalHoliday]:
    """Return what regions have off or work otherwise, those in force first, the latest first."""
    related = ("office", "entered_by", "ended_by")
    return RegionalHoliday.objects.select_related(*related).order_by(F("ended_at").asc(nulls_first=True), "-first")


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


def granted(kind: ClockKind, subject_ids: Iterable[int]) -> dict[int, int]:
    """Return how much time was granted on top, by subject (one query); subjects without any are left out."""
    found = Extension.objects.filter(kind=kind, subject_id__in=list(subject_ids), state=ExtensionState.GRANTED)
    return dict(found.values_list("subject_id", "amount"))


def extensions_of(kind: ClockKind, subject_id: int) -> list[Extension]:
    """Return every request for more time on the subject, oldest first, with its people (one query)."""
    rows = Extension.objects.filter(kind=kind, subject_id=subject_id)
    return list(rows.select_related("asked_by", "asked_for", "decided_by").order_by("pk"))


def crossings_of(document_id: int) -> QuerySet[Crossing]:
    """Return what was crossed on the document, oldest first."""
    return Crossing.objects.filter(document_id=document_id).order_by("pk")


def crossings_on(kind: ClockKind, subject_id: int) -> QuerySet[Crossing]:
    """Return what was crossed on one clock, oldest first."""
    return Crossing.objects.filter(kind=kind, subject_id=subject_id).order_by("pk")


def crossings_since(at: datetime) -> QuerySet[Crossing]:
    """Return what was found crossed since the moment, oldest first.

    Whoever has to act on each crossing exactly once registers with `deadlines.registry.reacts`.
    """
    return Crossing.objects.filter(at__gte=at).order_by("at", "pk")
