"""Entering a holiday notice; every change makes a new version of its year, and what is open is counted again (R88)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from audit import services as audit
from deadlines.calendar import Calendar
from deadlines.choices import ClockKind
from deadlines.errors import CalendarMoved
from deadlines.facts import Due
from deadlines.models import CalendarDay, CalendarYear, YearStatus
from deadlines.notice import NamedDay, Years
from deadlines.selectors import calendar, forget, proposed, read_tables, version
from deadlines.services import recompute


def add_working_days(start: date, n: int) -> Due:
    """Return the n-th working day after `start` (an office day), which itself does not count.

    :raises DayOutOfCalendar: the calendar does not reach so far.
    """
    return calendar().add_working_days(start, n)


@transaction.atomic
def import_year(*, year: int, days: Iterable[NamedDay], by: audit.Person | None, at: datetime) -> int:
    """Enter (or replace) the official notice of the year; return the year's new version. Journalled.

    A day that another year's notice named too is from now on what this notice says.
    """
    named = {each.day: each for each in days}
    found, made = CalendarYear.objects.select_for_update().get_or_create(
        year=year, defaults={"status": YearStatus.OFFICIAL}
    )
    if not made:
        found.status, found.version = YearStatus.OFFICIAL, found.version + 1
        found.save(update_fields=["status", "version"])
    CalendarDay.objects.filter(Q(notice=found) | Q(day__in=named)).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(day=each.day, notice=found, is_workday=each.is_workday, name=each.name) for each in named.values()
    )
    facts = {"year": year, "version": found.version, "days": len(named)}
    audit.record(chain="system", verb="calendar.imported", facts=facts, by=by, at=at)
    recompute.begin(at)
    transaction.on_commit(forget)
    return found.version


@dataclass(frozen=True, slots=True)
class Preview:
    """What a notice would change: days of each year that become worked or free, and how many open deadlines move."""

    version: int
    changed: dict[int, list[tuple[date, bool]]]
    moving: dict[ClockKind, int]


def preview(years: Years) -> Preview:
    """Return what entering these years would change; nothing is written.

    :raises DayOutOfCalendar: an open deadline would reach beyond the calendar.
    """
    wanted, present = proposed(years), read_tables().calendar("")
    after = wanted("")
    moving = {kind: len(moved) for kind, moved in recompute.moving(wanted).items()}
    changed = {year: _changed(year, present, after) for year in years}
    return Preview(version(), changed, moving)


def _changed(year: int, present: Calendar, after: Calendar) -> list[tuple[date, bool]]:
    """Return the days, also of the months beside the year, that are worked afterwards and were not, or the reverse."""
    first = date(year - 1, 12, 1)
    days = (first + timedelta(days=n) for n in range(31 + 366 + 31))
    return [(day, after.is_workday(day)) for day in days if after.is_workday(day) != present.is_workday(day)]


@transaction.atomic
def confirm(*, years: Years, seen: int, by: audit.Person, at: datetime) -> None:
    """Enter the years that were previewed, all or none. Journalled.

    :raises CalendarMoved: the calendar is not the one that the preview compared with.
    """
    list(CalendarYear.objects.select_for_update().order_by("year"))
    if version() != seen:
        raise CalendarMoved
    for year, days in sorted(years.items()):
        import_year(year=year, days=days, by=by, at=at)
