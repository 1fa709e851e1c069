"""签收、退还、改派、催办: who holds a task."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from viewflow.workflow.status import STATUS

from accounts.models import User
from accounts.selectors import away
from audit import services as audit
from common.clock import office_date
from common.errors import NotFound
from documents.middleware import refusal_of
from workflow import policies
from workflow.announcing import ASSIGNED, URGED, concerned, tell
from workflow.errors import HeldByOther, NotEligible, PersonAway
from workflow.models import DeskTask
from workflow.services.held import closed, locked_task


def open_task(task_id: int) -> DeskTask:
    """Lock process and task and return the task while it is open. Raises NotFound, TaskClosed."""
    task = locked_task(task_id)
    if task.finished is not None:
        raise closed(task)
    return task


def note(task: DeskTask, verb: str, by: User | None, at: datetime, **facts: object) -> None:
    """Journal an act on the task in its document's chain."""
    named = {"task": task.pk, "desk": task.desk, **facts}
    audit.record(chain=f"document:{task.document_id}", verb=verb, facts=named, by=by, at=at)


def hold(task: DeskTask, owner: User | None, at: datetime) -> None:
    """Let the person hold the locked task from the moment on, or nobody: pages opened before are stale then."""
    DeskTask.objects.filter(pk=task.pk).update(
        owner=owner,
        assigned=at if owner else None,
        status=STATUS.ASSIGNED if owner else STATUS.NEW,
        revision=F("revision") + (0 if owner else 1),
    )


@transaction.atomic
def claim(*, task_id: int, by: User, at: datetime) -> DeskTask:
    """签收: take an open task for oneself. Raises NotFound, TaskClosed, HeldByOther."""
    task = open_task(task_id)
    if not policies.asked_of(by, office_date(at)).filter(pk=task.pk).exists():
        raise NotFound
    if task.owner_id not in {None, by.pk}:
        raise HeldByOther(who=task.owner.full_name if task.owner else "他人")
    if task.owner_id is None:
        hold(task, by, at)
        note(task, "task.claim", by, at)
    return task


@transaction.atomic
def unclaim(*, task_id: int, by: User, at: datetime) -> DeskTask:
    """退还签收: give a task that one holds back to its queue. Raises NotFound, TaskClosed, HeldByOther."""
    task = open_task(task_id)
    if task.owner_id is None:
        return task
    if task.owner_id != by.pk:
        raise HeldByOther(who=task.owner.full_name if task.owner else "他人")
    hold(task, None, at)
    note(task, "task.unclaim", by, at)
    return task


@transaction.atomic
def release_claim(*, task_id: int, by: User, at: datetime) -> bool:
    """Give back to its queue what the person holds without having the right any more; tell if it was so.

    Call it after the refused act was rolled back.
    """
    task = locked_task(task_id)
    if task.owner_id != by.pk or not task.is_open or policies.acting_as(by, task, office_date(at)) is not None:
        return False
    hold(task, None, at)
    note(task, "task.released", by, at)
    return True


@transaction.atomic
def reassign(
    *, task_id: int, to: User | None, away_known: bool = False, batch: str = "", by: User, at: datetime
) -> DeskTask:
    """改派: the General Office gives a task to an eligible person, or (None) back to its queue; both are told.

    `away_known` says that the person's absence is known; `batch` names an act on many rows, of which each person is
    told once. Raises NotFound for anybody else, TaskClosed, NotEligible, PersonAway.
    """
    if not policies.may_oversee(by):
        raise NotFound
    task = open_task(task_id)
    if to is not None and not policies.assignable(task, office_date(at)).filter(pk=to.pk).exists():
        raise NotEligible(who=to.full_name)
    if to is not None and not away_known and (absent := away([to.pk], office_date(at)).get(to.pk)):
        raise PersonAway(who=to.full_name, words=absent.words)
    left = {task.owner_id} - {None, to.pk if to else None}
    hold(task, to, at)
    note(task, "task.reassign", by, at, to=to.pk if to else None)
    about: dict[str, Any] = {"kind": ASSIGNED, "task": task, "by": by, "at": at, "batch": batch}
    if to is not None:
        tell(people={to.pk}, what="改派给您：", **about)
    tell(people=left, what="已改派，不再由您办理：", note="left", **about)
    return task


@transaction.atomic
def urge(*, task_id: int, text: str, batch: str = "", by: User, at: datetime) -> DeskTask:
    """催办: remind whoever has to act, in the journal for all to see, and by a notice (`batch`: see reassign).

    Raises NotFound, TaskClosed, and ClassifiedText or StarMisused for words that bear a mark (R12, R13).
    """
    said = text.strip()[:200]
    if refusal := refusal_of([said]):
        raise refusal
    task = open_task(task_id)
    if not policies.may_oversee(by) and task.document.drafter_id != by.pk:
        raise NotFound
    DeskTask.objects.filter(pk=task.pk).update(urged_at=at)
    note(task, "task.urge", by, at, text=said)
    people = concerned(task, at)
    tell(people=people, kind=URGED, task=task, what="催办：", typed=said, by=by, at=at, batch=batch)
    return task
