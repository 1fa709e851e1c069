"""签收、退还、改派、催办: who holds a task."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from viewflow.workflow.status import STATUS

from accounts.models import User
from audit import services as audit
from common.clock import office_date
from common.errors import NotFound
from documents.middleware import refusal_of
from workflow import announcing, policies
from workflow.errors import HeldByOther, NotEligible
from workflow.models import DeskTask
from workflow.services.held import closed, locked_task


def _open(task_id: int) -> DeskTask:
    task = locked_task(task_id)
    if task.finished is not None:
        raise closed(task)
    return task


def _note(task: DeskTask, verb: str, by: User, at: datetime, **facts: object) -> None:
    named = {"task": task.pk, "desk": task.desk, **facts}
    audit.record(chain=f"document:{task.document_id}", verb=verb, facts=named, by=by, at=at)


def _hold(task: DeskTask, owner: User | None, at: datetime) -> None:
    DeskTask.objects.filter(pk=task.pk).update(
        owner=owner,
        assigned=at if owner else None,
        status=STATUS.ASSIGNED if owner else STATUS.NEW,
        revision=F("revision") + (0 if owner else 1),
    )


@transaction.atomic
def claim(*, task_id: int, by: User, at: datetime) -> DeskTask:
    """签收: take an open task for oneself. Raises NotFound, TaskClosed, HeldByOther."""
    task = _open(task_id)
    if not policies.asked_of(by, office_date(at)).filter(pk=task.pk).exists():
        raise NotFound
    if task.owner_id not in {None, by.pk}:
        raise HeldByOther(who=task.owner.full_name if task.owner else "他人")
    if task.owner_id is None:
        _hold(task, by, at)
        _note(task, "task.claim", by, at)
    return task


@transaction.atomic
def unclaim(*, task_id: int, by: User, at: datetime) -> DeskTask:
    """退还签收: give a task that one holds back to its queue. Raises NotFound, TaskClosed, HeldByOther."""
    task = _open(task_id)
    if task.owner_id is None:
        return task
    if task.owner_id != by.pk:
        raise HeldByOther(who=task.owner.full_name if task.owner else "他人")
    _hold(task, None, at)
    _note(task, "task.unclaim", by, at)
    return task


@transaction.atomic
def release_claim(*, task_id: int, by: User, at: datetime) -> bool:
    """Give back to its queue what the person holds without having the right any more; tell if it was so.

    Call it after the refused act was rolled back.
    """
    task = locked_task(task_id)
    if task.owner_id != by.pk or not task.is_open or policies.acting_as(by, task, office_date(at)) is not None:
        return False
    _hold(task, None, at)
    _note(task, "task.released", by, at)
    return True


@transaction.atomic
def reassign(*, task_id: int, to: User | None, by: User, at: datetime) -> DeskTask:
    """改派: the General Office gives a task to an eligible person, or (None) back to its queue.

    Raises NotFound for anybody else, TaskClosed, NotEligible.
    """
    if not policies.may_oversee(by):
        raise NotFound
    task = _open(task_id)
    if to is not None and not policies.candidates(task).filter(pk=to.pk).exists():
        raise NotEligible(who=to.full_name)
    _hold(task, to, at)
    _note(task, "task.reassign", by, at, to=to.pk if to else None)
    if to is not None:
        announcing.reassigned(task, to, by=by, at=at)
    return task


@transaction.atomic
def urge(*, task_id: int, text: str, by: User, at: datetime) -> DeskTask:
    """催办: remind whoever has to act, in the journal for all to see.

    Raises NotFound, TaskClosed, and ClassifiedText or StarMisused for words that bear a mark (R12, R13).
    """
    said = text.strip()[:200]
    if refusal := refusal_of([said]):
        raise refusal
    task = _open(task_id)
    if not policies.may_oversee(by) and task.document.drafter_id != by.pk:
        raise NotFound
    DeskTask.objects.filter(pk=task.pk).update(urged_at=at)
    _note(task, "task.urge", by, at, text=said)
    announcing.urged(task, said, excluded=policies.excluded_from(task), by=by, at=at)
    return task
