"""Entering a holiday notice; every change makes a new version of its year (R88)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from audit import services as audit
from deadlines.facts import Due
from deadlines.models import CalendarDay, CalendarYear, YearStatus
from deadlines.notice import NamedDay
from deadlines.selectors import calendar, forget


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
    transaction.on_commit(forget)
    return found.version
