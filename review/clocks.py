"""时限 of consultations and emergencies: what came to a rung, what is counted again, and what lets the desks wait."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from common.clock import OFFICE_ZONE, office_date
from deadlines import selectors as deadlines
from deadlines import services as clocks
from deadlines.choices import ClockKind, PauseSource
from deadlines.facts import Due, end_of
from deadlines.lights import light_of, light_of_hours
from deadlines.limits import NOT_COUNTED
from deadlines.registry import Reached, rung_of, watches
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
            end_of(step.due_on) - timedelta(minutes=1),
            NOT_COUNTED,
        )
        clocks.pause(document_id=document.pk, standing=standing, at=at)
    elif step.kind in WEIGHING:
        clocks.resume(source=PauseSource.CONSULTATION, source_id=row, ended_at=moment_of(step.day, at), at=at)


def _receipts() -> Iterator[ConsultationStep]:
    """Yield the receipt that counts of every consultation that waits for an answer, in the order of consultations."""
    waiting = unsettled().exclude(steps__kind__in=sorted(WEIGHING))
    steps = ConsultationStep.objects.filter(kind=ConsultStep.RECEIVED, consultation__in=waiting)
    newest = steps.order_by("consultation_id", "-pk").distinct("consultation_id")
    yield from newest.select_related("consultation__document__lead_office")


@watches(ClockKind.CONSULTATION)
def consultations_at_a_rung(at: datetime) -> Iterator[Reached]:
    """Yield the consultations whose time to answer is nearly over, or over without an answer."""
    for step in _receipts():
        row, due = step.consultation, _stored(step)
        light = light_of(due.on, office_date(at), calendar=deadlines.calendar(row.document.lead_office.path))
        if (rung := rung_of(light.colour)) is not None:
            label = f"征求{row.get_kind_display()}意见"
            yield Reached(ClockKind.CONSULTATION, row.pk, row.document_id, rung, due, label)


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
