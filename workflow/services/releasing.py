"""改期、取消定时公开、不早于: what is changed about the moment of a release before it has come."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from common.clock import office_date, office_text
from common.errors import NotFound
from common.gate import Gate
from documents import selectors as documents_of
from documents import services as documents
from documents.models import Document
from documents.services.moves import subject_of
from publication import services as publication
from publication.errors import NothingScheduled, ScheduledBefore
from publication.facts import Timing
from publication.models import Schedule
from publication.schedules import open_schedule
from workflow import policies, tokens
from workflow.engine import run
from workflow.engine.actor import Actor
from workflow.errors import Stale
from workflow.models import DispatchProcess
from workflow.services.held import open_process


def schedule_token(document: Document, schedule: Schedule | None) -> str:
    """Return the token of a page that shows the order to release the document."""
    return tokens.document_token(document, schedule.pk if schedule else 0)


def timing_gate(
    *, document: Document, timing: Timing, by: User, on_behalf_of: User | None = None, at: datetime
) -> Gate:
    """Return the gate that the page shows for 改期: the one that `reschedule` asks."""
    subject = subject_of(document, by, on_behalf_of, at)
    subject.gathered["timing"] = timing
    return Gate("reschedule", "改期", subject)


@transaction.atomic
def reschedule(*, document_id: int, token: str | None, timing: Timing, by: User, at: datetime) -> Schedule:
    """改期: let the worker release the document at another moment; the order of before is called off.

    Raises NotFound, NothingScheduled, Stale, GateClosed, ScheduleNotAhead.
    """
    process, document, actor = _ordered(document_id, token, by, at)
    timing_gate(document=document, timing=timing, by=by, on_behalf_of=actor.on_behalf_of, at=at).check()
    made = publication.schedule(document=document, timing=timing, by=by, on_behalf_of=actor.on_behalf_of, at=at)
    run.divert(process, document, process.flow_class.publish, actor)
    return made


@transaction.atomic
def call_off_release(*, document_id: int, token: str | None, why: str, by: User, at: datetime) -> None:
    """取消定时公开: nothing is released at the moment, and the release desk is asked again.

    Raises NotFound, NothingScheduled, Stale, CallingOffNeedsWords.
    """
    process, document, actor = _ordered(document_id, token, by, at)
    publication.call_off(document=document, why=why, by=by, on_behalf_of=actor.on_behalf_of, at=at)
    run.divert(process, document, process.flow_class.release, actor)


def _ordered(document_id: int, token: str | None, by: User, at: datetime) -> tuple[DispatchProcess, Document, Actor]:
    process = open_process(document_id)
    document = documents_of.locked(document_id)
    identity = policies.publishing_as(policies.each_identity(by, office_date(at)), document)
    if identity is None:
        raise NotFound
    held = open_schedule(document_id)
    if process is None or held is None:
        raise NothingScheduled
    if token is not None and (changed := tokens.changed_on(token, schedule_token(document, held))):
        raise Stale(what=changed)
    return process, document, Actor(by=by, on_behalf_of=identity.on_behalf_of, at=at)


@transaction.atomic
def set_embargo(*, document_id: int, not_before: datetime | None, reason: str, by: User, at: datetime) -> Document:
    """不早于: the General Office says before which moment the document is not released (None: no longer), and why.

    Raises NotFound, ScheduledBefore, EmbargoTooLate, EmbargoUnexplained.
    """
    document = documents_of.locked(document_id)
    if not policies.may_register(by, document):
        raise NotFound
    held = open_schedule(document_id)
    if held is not None and not_before is not None and held.release_at < not_before:
        raise ScheduledBefore(moment=office_text(held.release_at))
    return documents.set_embargo(document=document, not_before=not_before, reason=reason, by=by, at=at)
