"""时限 of the desks: when a task is due, its light, the tasks that came to a rung, and counting again (R88)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from common.clock import office_date
from common.prepared import Slot
from deadlines import selectors as deadlines
from deadlines.calendar import Calendar
from deadlines.choices import ClockKind, Rung
from deadlines.facts import Due, Stop
from deadlines.lights import NEAR, HourLight, Light, light_of, light_of_work
from deadlines.limits import LIMITS, desk_due
from deadlines.models import Crossing
from deadlines.registry import Moved, Reached, Recount, recounts, rungs_of, watches
from documents.models import Document
from workflow.models import DeskTask

OPEN = Q(finished__isnull=True, desk__in=list(LIMITS))
REGIONAL = timedelta(days=14)  # by how much a region may have more days off on the way
DUE = ("due_on", "due_at", "due_is_provisional", "due_version")


def due_of(task: DeskTask, document: Document, calendar: Calendar, stops: Sequence[Stop] = (), more: int = 0) -> Due:
    """Return when the task is due: its desk's time since it arrived, with what was granted, by the calendar."""
    return desk_due(
        task.desk,
        document.urgency,
        arrived_at=task.created,
        calendar=calendar,
        hours=deadlines.office_hours(),
        stops=stops,
        more=more,
    )


def set_due(task: DeskTask, document: Document, stops: Sequence[Stop] = ()) -> None:
    """Set the columns of a task that say when it is due (`lead_office` loaded)."""
    _set(task, due_of(task, document, deadlines.calendar(document.lead_office.path), stops))


def _set(task: DeskTask, due: Due) -> None:
    task.due_on, task.due_at = due.on, due.at
    task.due_is_provisional, task.due_version = due.provisional, due.version


def light_of_task(task: DeskTask, at: datetime, calendar: Calendar) -> Light | HourLight | None:
    """Return the light of a task as seen at the moment, None where its desk has no limit."""
    if task.due_on is None:
        return None
    limit = LIMITS.get(task.desk)
    basis, provisional = limit.basis if limit else "", task.due_is_provisional
    if task.due_at is not None:
        hours = deadlines.office_hours()
        return light_of_work(task.due_at, at, calendar=calendar, hours=hours, provisional=provisional, basis=basis)
    return light_of(task.due_on, office_date(at), calendar=calendar, provisional=provisional, basis=basis)


def overdue(at: datetime | Slot, day: date | Slot) -> Q:
    """Return the condition under which a task is overdue at the moment on its office day; the twin of a red light."""
    return Q(due_at=None, due_on__lt=day) | Q(due_at__lt=at)


@watches(ClockKind.DESK)
def tasks_at_a_rung(at: datetime) -> Iterator[Reached]:
    """Yield the open tasks that are nearly due, or overdue and not on record as overdue for days."""
    today, late = office_date(at), settings.NOTICE_LEADER_DAYS
    edge = deadlines.calendar().add_working_days(today, NEAR).on + REGIONAL
    near = DeskTask.objects.filter(OPEN, _not_recorded(), due_on__lte=edge)
    for task in near.select_related("document__lead_office").order_by("due_on", "pk").iterator(chunk_size=500):
        calendar = deadlines.calendar(task.document.lead_office.path)
        light = light_of_task(task, at, calendar)
        for rung in rungs_of(light, today, calendar=calendar, late_after=late) if light else ():
            yield Reached(ClockKind.DESK, task.pk, task.document_id, rung, _stored(task), task.get_desk_display())


def _not_recorded() -> Q:
    """Return the condition under which a task is not on record as late with the due day or moment that it has."""
    late = Crossing.objects.filter(kind=ClockKind.DESK, subject_id=OuterRef("pk"), rung=Rung.LATE)
    day, moment = late.filter(due_on=OuterRef("due_on")), late.filter(due=OuterRef("due_at"))
    return Q(due_at=None) & ~Exists(day) | Q(due_at__isnull=False) & ~Exists(moment)


def _stored(task: DeskTask) -> Due:
    assert task.due_on is not None  # noqa: S101  # only such are asked for
    return Due(task.due_on, task.due_is_provisional, task.due_version or 0, task.due_at)


@recounts(ClockKind.DESK)
def recount_tasks(wanted: Recount) -> list[Moved]:
    """Count the open tasks again; who finished meanwhile is left alone. Four queries and one for each task."""
    tasks = list(_to_count(wanted))
    stops = deadlines.stops_among(task.document_id for task in tasks)
    more = deadlines.granted(ClockKind.DESK, (task.pk for task in tasks))
    return [_counted(task, wanted, stops.get(task.document_id, []), more.get(task.pk, 0)) for task in tasks]


def _to_count(wanted: Recount) -> QuerySet[DeskTask]:
    open_tasks = DeskTask.objects.filter(OPEN).select_related("document__lead_office").order_by("pk")
    if wanted.save:  # held before pauses and extensions are read, so that none is lost that is written meanwhile
        open_tasks = open_tasks.select_for_update(of=("self",), no_key=True)
    if wanted.document_id is not None:
        return open_tasks.filter(document_id=wanted.document_id)
    return open_tasks.filter(pk__gt=wanted.after)[: wanted.limit]


def _counted(task: DeskTask, wanted: Recount, stops: Sequence[Stop], more: int) -> Moved:
    before = task.due_on
    calendar = wanted.calendar(task.document.lead_office.path)
    _set(task, due_of(task, task.document, calendar, stops, more))
    assert task.due_on is not None  # noqa: S101  # just set
    if wanted.save:
        values = {name: getattr(task, name) for name in DUE}
        DeskTask.objects.filter(pk=task.pk, finished__isnull=True).update(**values)
    label = str(task.get_desk_display())
    return Moved(ClockKind.DESK, task.pk, task.document_id, before, task.due_on, label)
