"""The calendar of this installation, held in the process and asked for news once a minute."""

from functools import lru_cache

from django.core.cache import cache
from django.db.models import Sum

from deadlines.calendar import Calendar, build
from deadlines.models import CalendarYear, YearStatus

VERSION_KEY = "deadlines.version"
FRESH = 60  # seconds


def calendar() -> Calendar:
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
