"""加签、减签、转办、委派: changing who co-signs while the round runs; one task for each open row."""

from datetime import datetime

from django.db import transaction
from viewflow.workflow.status import PROCESS

from accounts.models import Office, User
from accounts.roles import Role
from accounts.selectors import roles_of
from common.errors import NotFound
from documents import selectors as documents
from documents.models import Document
from review import selectors as reviews
from review import services as review
from review.errors import CosignAnswered, RoundClosed
from review.models import Cosign
from workflow import policies
from workflow.engine import run
from workflow.engine.actor import Actor
from workflow.models import DeskTask, DispatchProcess
from workflow.services.held import Held, take


def _running(document_id: int) -> tuple[DispatchProcess, Document]:
    process = DispatchProcess.objects.select_for_update().filter(document_id=document_id, status=PROCESS.NEW).first()
    if process is None:
        raise RoundClosed
    return process, documents.locked(document_id)


def may_change_round(user: User, document: Document) -> bool:
    """Test if the person may add and withdraw signers: the drafter or the General Office."""
    return document.drafter_id == user.pk or policies.may_oversee(user)


def _open_task(process: DispatchProcess, document: Document, row: Cosign, actor: Actor) -> DeskTask:
    presets = {"cosign_id": row.pk, "office_path": row.office.path, "person_id": row.person_id}
    return run.open_at(process, document, process.flow_class.department_cosign, presets, actor)


@transaction.atomic
def add_signer(*, document_id: int, office: Office, by: User, at: datetime) -> Cosign:
    """加签: ask one more office in the running round. Raises NotFound, RoundClosed, SignerTwice."""
    process, document = _running(document_id)
    if not may_change_round(by, document):
        raise NotFound
    round_ = reviews.open_round(document_id)
    if round_ is None:
        raise RoundClosed
    row = review.add_signer(round_=round_, office=office, by=by, at=at)
    document.cosign_offices.add(office)
    _open_task(process, document, row, Actor(by=by, on_behalf_of=None, at=at))
    return row


@transaction.atomic
def withdraw_signer(*, cosign_id: int, by: User, at: datetime) -> None:
    """减签: take an unanswered office out; when it was the last one open, the flow goes on.

    Raises NotFound, RoundClosed, CosignAnswered.
    """
    row = _row(cosign_id)
    process, document = _running(row.round.document_id)
    if not may_change_round(by, document):
        raise NotFound
    review.withdraw_signer(row=row, by=by, at=at)
    document.cosign_offices.remove(review.office_of(row))
    actor = Actor(by=by, on_behalf_of=None, at=at)
    review.close_if_answered(round_=row.round, at=at)
    task = process.desktask_set.filter(cosign=row, finished__isnull=True).first()
    if task is not None:
        task.process = process
        run.finish(task, document, actor)


def _row(cosign_id: int) -> Cosign:
    row = Cosign.objects.select_related("round", "office", "came_from__office", "person").filter(pk=cosign_id).first()
    if row is None:
        raise NotFound
    return row


@transaction.atomic
def transfer(*, task_id: int, office: Office, by: User, at: datetime) -> Cosign:
    """转办: hand one's co-sign over to another office for good. Raises what `take` raises, CosignAnswered."""
    held = take(task_id=task_id, token=None, by=by, at=at)
    row = _own(held)
    heir = review.transfer_cosign(row=row, office=office, person=None, by=by, at=at)
    _replace(held, heir)
    return heir


@transaction.atomic
def lend(*, task_id: int, person: User, by: User, at: datetime) -> Cosign:
    """委派: ask a person of the same role for advice; the co-sign comes back afterwards."""
    held = take(task_id=task_id, token=None, by=by, at=at)
    row = _own(held)
    if Role.DIVISION_HEAD not in roles_of(person.pk) or person.pk in policies.excluded_from(held.task):
        raise NotFound
    loan = review.lend_cosign(row=row, person=person, by=by, at=at)
    _replace(held, loan)
    return loan


def advise(held: Held, advice: str) -> Document:
    """Answer a loan with advice and give the co-sign back to its lender."""
    loan, actor = _own(held), held.actor
    assert actor.by is not None  # noqa: S101
    lender = review.answer_loan(loan=loan, advice=advice, by=actor.by, at=actor.at)
    _replace(held, lender)
    return held.document


@transaction.atomic
def answer_loan(*, task_id: int, token: str | None, advice: str, by: User, at: datetime) -> Document:
    """Answer a loan from its task. Raises what `take` raises, CosignAnswered."""
    return advise(take(task_id=task_id, token=token, by=by, at=at), advice)


def _own(held: Held) -> Cosign:
    if held.task.cosign is None:
        raise CosignAnswered(act="变更")
    return _row(held.task.cosign.pk)


def _replace(held: Held, row: Cosign) -> None:
    """Close the task without going on, and open one for the row that answers next."""
    task, actor = held.task, held.actor
    task.closed_by, task.closed_for, task.status, task.finished = actor.by, actor.on_behalf_of, "DONE", actor.at
    task.save(update_fields=["closed_by", "closed_for", "status", "finished"])
    _open_task(held.task.process, held.document, row, actor)
