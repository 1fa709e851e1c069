"""时限 of consultations and emergencies: what came to a rung, what is counted again, and what lets the desks wait."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from common.clock import OFFICE_ZONE, office_date
from deadlines import selectors as deadlines
from deadlines import services as clocks
from deadlines.choices import ClockKind, PauseSource
from deadlines.facts import Due, end_of
from deadlines.lights import light_of, light_of_hours
from deadlines.limits import NOT_COUNTED, consultation_due
from deadlines.registry import Moved, Reached, Recount, recounts, rung_of, watches
from deadlines.services import Standing
from documents.choices import EmergencyState
from documents.models import Document
from review.choices import ConsultStep
from review.consultation_selectors import unsettled
from review.consulting import WEIGHING
from review.emergencies import RELEASED, due_at
from review.models import ConsultationStep, Emergency

NOON = time(12)
NEAR_HOURS = timedelta(hours=1)


def moment_of(day: date, at: datetime) -> datetime:
    """Return the moment of what happened outside on the day: now when it is today, else noon of that day."""
    return at if day == office_date(at) else datetime.combine(day, NOON, OFFICE_ZONE)


def follow(step: ConsultationStep, document: Document) -> None:
    """Let the clocks that wait for the consultation stand since its receipt, and go on after whatever ends it."""
    row, at = step.consultation_id, step.at
    if step.kind == ConsultStep.RECEIVED:
        assert step.due_on is not None  # noqa: S101  # a receipt has one
        standing = Standing(
            PauseSource.CONSULTATION,
            row,
            moment_of(step.day, at),
            _last_minute(step.due_on),
            NOT_COUNTED,
        )
        clocks.pause(document_id=document.pk, standing=standing, at=at)
    elif step.kind in WEIGHING:
        clocks.resume(source=PauseSource.CONSULTATION, source_id=row, ended_at=moment_of(step.day, at), at=at)


def _receipts(wanted: Recount | None = None) -> Iterator[ConsultationStep]:
    """Yield the receipt that counts of every consultation that waits for an answer, in the order of consultations."""
    waiting = unsettled().exclude(steps__kind__in=sorted(WEIGHING))
    if wanted and wanted.document_id is not None:
        waiting = waiting.filter(document_id=wanted.document_id)
    steps = ConsultationStep.objects.filter(kind=ConsultStep.RECEIVED, consultation__in=waiting)
    newest = steps.order_by("consultation_id", "-pk").distinct("consultation_id")
    newest = newest.select_related("consultation__document__lead_office")
    if wanted and wanted.document_id is None:
        newest = newest.filter(consultation_id__gt=wanted.after)[: wanted.limit]
    yield from newest


@watches(ClockKind.CONSULTATION)
def consultations_at_a_rung(at: datetime) -> Iterator[Reached]:
    """Yield the consultations whose time to answer is nearly over, or over without an answer."""
    for step in _receipts():
        row, due = step.consultation, _stored(step)
        light = light_of(due.on, office_date(at), calendar=deadlines.calendar(row.document.lead_office.path))
        if (rung := rung_of(light.colour)) is not None:
            label = f"征求{row.get_kind_display()}意见"
            yield Reached(ClockKind.CONSULTATION, row.pk, row.document_id, rung, due, label)


@recounts(ClockKind.CONSULTATION)
def recount_consultations(wanted: Recount) -> list[Moved]:
    """Count again until when those may answer who have not answered yet, and how long the desks wait for them."""
    return [_counted(step, wanted) for step in _receipts(wanted)]


def _counted(step: ConsultationStep, wanted: Recount) -> Moved:
    row, before = step.consultation, (step.due_on, step.due_is_provisional, step.due_version)
    due = consultation_due(row.kind, step.day, calendar=wanted.calendar(row.document.lead_office.path))
    if wanted.save and before != (due.on, due.provisional, due.version):
        values = {"due_on": due.on, "due_is_provisional": due.provisional, "due_version": due.version}
        ConsultationStep.objects.filter(pk=step.pk).update(**values)
        clocks.prolong(source=PauseSource.CONSULTATION, source_id=row.pk, until=_last_minute(due.on))
    label = f"征求{row.get_kind_display()}意见"
    return Moved(ClockKind.CONSULTATION, row.pk, row.document_id, step.due_on, due.on, label)


def _last_minute(day: date) -> datetime:
    return end_of(day) - timedelta(minutes=1)


def _stored(step: ConsultationStep) -> Due:
    assert step.due_on is not None  # noqa: S101  # a receipt has one
    return Due(step.due_on, step.due_is_provisional, step.due_version or 0)


@watches(ClockKind.EMERGENCY)
def emergencies_at_a_rung(at: datetime) -> Iterator[Reached]:
    """Yield the emergencies whose document is not public while its five hours run out (R82)."""
    waiting = Emergency.objects.filter(state=EmergencyState.DECLARED).exclude(document__status__in=RELEASED)
    for row in waiting.order_by("pk"):
        due = due_at(row)
        rung = rung_of(light_of_hours(due, at, near=NEAR_HOURS).colour)
        if rung is not None:
            when = Due(office_date(due), provisional=False, version=0, at=due)
            yield Reached(ClockKind.EMERGENCY, row.pk, row.document_id, rung, when)
