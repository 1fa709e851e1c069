"""定时公开: an order to release at a moment is given, changed, called off, and ends when the moment has come."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit import services as audit
from common.clock import office_text
from common.gate import Gate
from documents.models import Document
from documents.services.moves import subject_of
from publication.choices import ScheduleState
from publication.errors import CallingOffNeedsWords, NothingScheduled, ScheduleNotAhead
from publication.facts import Timing
from publication.models import Schedule
from publication.schedules import open_schedule

LONGEST_WHY = 2000


@transaction.atomic
def schedule(
    *, document: Document, timing: Timing, by: User, on_behalf_of: User | None = None, at: datetime
) -> Schedule:
    """Order that a locked document be released at the moment; an earlier order is changed into this one.

    The caller has asked the gate and tells the worker. Raises ScheduleNotAhead.
    """
    if timing.release_at <= at:
        raise ScheduleNotAhead
    earlier = open_schedule(document.pk)
    if earlier is not None:
        _end(earlier, ScheduleState.CHANGED, "", by, at)
    made = Schedule.objects.create(
        document=document,
        release_at=timing.release_at,
        late_reason=timing.late_reason.strip()[:300],
        set_by=by,
        set_for=on_behalf_of,
        set_at=at,
    )
    before = {"before": office_text(earlier.release_at)} if earlier else {}
    _note("publication.rescheduled" if earlier else "publication.scheduled", made, by, on_behalf_of, at, **before)
    return made


@transaction.atomic
def call_off(
    *, document: Document, why: str, by: User | None, on_behalf_of: User | None = None, at: datetime
) -> Schedule:
    """Call the order on a locked document off, in words. Raises NothingScheduled, CallingOffNeedsWords."""
    held = open_schedule(document.pk)
    if held is None:
        raise NothingScheduled
    if not why.strip():
        raise CallingOffNeedsWords
    _end(held, ScheduleState.CANCELLED, why.strip(), by, at)
    _note("publication.schedule_cancelled", held, by, on_behalf_of, at)
    return held


def let_out_gate(*, document: Document, by: User | None, on_behalf_of: User | None = None, at: datetime) -> Gate:
    """Return the gate of the moment itself, asked before a release is written: PostgreSQL would only say no."""
    return Gate("let_out", "公开发布", subject_of(document, by, on_behalf_of, at))


def close_schedule(*, document: Document, at: datetime) -> None:
    """Take note that the order, if there was one, was carried out."""
    held = open_schedule(document.pk)
    if held is not None:
        _end(held, ScheduleState.DONE, "", None, at)


@transaction.atomic
def not_released(*, document: Document, code: str, why: str, at: datetime) -> None:
    """Take note that the gate did not let a locked document out when its moment had come, and why."""
    held = open_schedule(document.pk)
    if held is not None:
        _end(held, ScheduleState.REFUSED, why, None, at)
    chain = f"document:{document.pk}"
    audit.record(chain=chain, verb="publication.not_released", facts={"code": code}, by=None, at=at)


def _end(held: Schedule, state: ScheduleState, why: str, by: User | None, at: datetime) -> None:
    held.state, held.why, held.ended_by, held.ended_at = state, why[:LONGEST_WHY], by, at
    held.save(update_fields=["state", "why", "ended_by", "ended_at"])


def _note(verb: str, held: Schedule, by: User | None, on_behalf_of: User | None, at: datetime, **more: str) -> None:
    facts = {"moment": office_text(held.release_at), **more}
    chain = f"document:{held.document_id}"
    audit.record(chain=chain, verb=verb, facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
