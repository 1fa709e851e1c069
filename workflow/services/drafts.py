"""送审、撤回、作废: the drafter's own acts."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from common.clock import office_date
from common.errors import NotFound
from common.gate import Gate
from documents import policies as document_policies
from documents import selectors as documents_of
from documents import services as documents
from documents.choices import Action, Status
from documents.facts import Subject
from documents.models import Document
from documents.services.moves import subject_of
from review import services as review
from review.choices import Desk, Resume, ReturnReason
from review.facts import ReturnFacts
from review.models import Opinion
from review.selectors import Case
from review.services.opinions import Given
from workflow.engine import run
from workflow.engine.actor import Actor
from workflow.errors import AlreadyStarted, NotInReview
from workflow.flows.dispatch import DispatchFlow
from workflow.models import DispatchProcess
from workflow.services.held import open_process


def _drafter_of(document: Document, by: User, at: datetime) -> Actor:
    if document.drafter_id == by.pk:
        return Actor(by=by, on_behalf_of=None, at=at)
    principal = document_policies.acts_for(by, document.drafter_id, office_date(at))
    if principal is None:
        raise NotFound
    return Actor(by=by, on_behalf_of=principal, at=at)


def submit_gate(*, document: Document, by: User, at: datetime) -> Gate:
    """Return the gate that the draft page shows for 送审."""
    return Gate(Action.SUBMIT.value, str(Action.SUBMIT.label), subject_of(document, by, None, at))


@transaction.atomic
def submit(*, document_id: int, note: str = "", by: User, at: datetime) -> list[Opinion]:
    """Hand a draft in, for the first time or again; return the opinions that became void by the changes.

    Raises NotFound, AlreadyStarted, NotADraft's kin, GateClosed with every unmet rule.
    """
    process = open_process(document_id)
    document = documents_of.locked(document_id)
    actor = _drafter_of(document, by, at)
    if document.status != Status.DRAFT:
        raise AlreadyStarted
    submit_gate(document=document, by=by, at=at).check()
    case = Case(document)
    voided = review.supersede_outdated(document=document, opinions=case.opinions, present=case.present, by=by, at=at)
    if process is None:
        run.start(DispatchFlow, document, actor)
    else:
        _resubmit(process, document, case, note, actor)
    return voided


def _resubmit(process: DispatchProcess, document: Document, case: Case, note: str, actor: Actor) -> None:
    task = process.desktask_set.select_for_update().filter(desk=Desk.REVISE, finished__isnull=True).first()
    if task is None or actor.by is None:
        raise NotInReview(act="送审")
    task.process = process
    given = Given("agree", note)
    review.record_opinion(
        document=document, present=case.present, desk=Desk.REVISE, given=given, by=actor.by,
        on_behalf_of=actor.on_behalf_of, at=actor.at,
    )  # fmt: skip
    run.finish(task, document, actor)


@transaction.atomic
def withdraw(*, document_id: int, reason: str, by: User, at: datetime) -> Document:
    """撤回: the drafter takes a document in review back to change it. Raises NotFound, NotInReview, GateClosed."""
    process = open_process(document_id)
    document = documents_of.locked(document_id)
    actor = _drafter_of(document, by, at)
    if process is None or document.status != Status.IN_REVIEW:
        raise NotInReview(act="撤回")
    subject = Subject(document, by.pk, None, at, {"return": ReturnFacts(ReturnReason.WITHDRAWN, reason)})
    Gate("return", "撤回", subject).check()
    review.record_return(
        document=document, from_desk=Desk.REVISE, to_desk=Desk.REVISE, resume=Resume.DIRECT,
        reason=ReturnReason.WITHDRAWN, text=reason, by=by, on_behalf_of=actor.on_behalf_of, at=at,
    )  # fmt: skip
    review.cancel_round(document=document, why="拟稿人撤回", by=by, at=at)
    run.cancel_open(process, actor)
    documents.move(document=document, action=Action.SEND_BACK, by=by, on_behalf_of=actor.on_behalf_of, at=at)
    run.divert(process, document, process.flow_class.revise, actor)
    return document


@transaction.atomic
def discard(*, document_id: int, by: User, at: datetime) -> Document:
    """作废: end the life of a draft; its process, if one is open, stops with it. Raises NotFound, NotInReview."""
    process = open_process(document_id)
    document = documents_of.locked(document_id)
    actor = _drafter_of(document, by, at)
    if document.status != Status.DRAFT:
        raise NotInReview(act="作废，请先撤回")
    if process is not None:
        run.stop(process, actor)
    documents.move(document=document, action=Action.DISCARD, by=by, on_behalf_of=actor.on_behalf_of, at=at)
    return document
