"""Reads of 定时公开, and the facts that the rules ask of a moment."""

from datetime import datetime

from django.db.models import QuerySet

from common.clock import office_date
from common.gate import provides
from documents.facts import Subject
from publication.choices import ScheduleState
from publication.facts import Timing, TimingFacts
from publication.models import Schedule
from publication.selectors import publication_due


def open_schedule(document_id: int) -> Schedule | None:
    """Return the order to release the document at a moment that is still to be carried out (one query)."""
    found = Schedule.objects.filter(document_id=document_id, state=ScheduleState.OPEN)
    return found.select_related("set_by", "set_for").first()


def last_schedule(document_id: int) -> Schedule | None:
    """Return the newest order of the document, however it ended (one query)."""
    return Schedule.objects.filter(document_id=document_id).select_related("set_by", "set_for").order_by("-pk").first()


def open_schedules() -> QuerySet[Schedule]:
    """Return the orders that are still to be carried out, the next one first."""
    return Schedule.objects.filter(state=ScheduleState.OPEN).order_by("release_at", "pk")


@provides(TimingFacts)
def timing_facts(subject: Subject) -> TimingFacts:
    """Gather the moment of the release (gathered["timing"], else the moment of the act) beside its limits."""
    document, timing = subject.document, subject.gathered.get("timing")
    due = publication_due(document) if timing else None
    release_at: datetime = timing.release_at if timing else subject.at
    return TimingFacts(
        release_at=release_at,
        day=office_date(release_at),
        is_scheduled=timing is not None,
        late_reason=timing.late_reason if timing else "",
        not_before=document.not_before,
        due_on=due.on if due else None,
    )


def timing_of(schedule: Schedule) -> Timing:
    """Return what an order asks for."""
    return Timing(schedule.release_at, schedule.late_reason)
