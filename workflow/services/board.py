"""批量督办: one act on ticked rows of the board, row by row, each in a transaction of its own.

A row that is refused loses nothing of the others. What became of each is kept with the act, and what an undo puts back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import OperationalError, transaction

from accounts.models import User
from audit import services as audit
from common import middleware
from common.clock import office_date
from common.errors import DomainError, NotFound
from deadlines import services as deadlines
from documents import selectors as documents_of
from documents import services as documents
from documents.models import Document
from workflow import policies
from workflow.announcing import ASSIGNED, URGED, concerned, tell
from workflow.errors import NothingTicked, NothingToRelease, TooLateToUndo, TooManyTicked
from workflow.models import BulkAct, BulkKind, BulkRow, BulkState, DeskTask
from workflow.services import claims, urgency

MOST = 200
UNDOABLE = frozenset({BulkKind.REASSIGN, BulkKind.URGENCY})
UNDOING = "撤销上一次改动"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done to which rows; of several `people` each row goes to the fit one with the fewest of them."""

    nonce: UUID
    kind: BulkKind
    task_ids: Sequence[int]
    words: str = ""
    people: tuple[User, ...] = ()
    away_known: bool = False
    urgency: str = ""


@dataclass(slots=True)
class _Turn:
    """One order being carried out: by whom, when, and how many rows went to each person."""

    order: Order
    bulk: BulkAct
    by: User
    at: datetime
    given: dict[int, int]

    @property
    def batch(self) -> str:
        """Return what makes all notices of the act one for each person."""
        return f"bulk:{self.bulk.pk}"


def act_on_rows(*, order: Order, by: User, at: datetime) -> BulkAct:
    """Do to each ticked row what was ordered and return the act with its results; a form sent twice acts once.

    Only tasks of the person's organ are rows, open or done; others count as not there. Raises NothingTicked,
    TooManyTicked, NotFound.
    """
    bulk, is_new = _opened(order, by, at)
    if is_new:
        turn = _Turn(order, bulk, by, at, {each.pk: 0 for each in order.people})
        for row in bulk.rows.select_related("bulk", "task").order_by("pk"):
            _each(row, lambda row: _ACTS[order.kind](row, turn), BulkState.DONE, by, at)
    return bulk


@transaction.atomic
def _opened(order: Order, by: User, at: datetime) -> tuple[BulkAct, bool]:
    if not policies.may_oversee(by):
        raise NotFound
    ticked = list(dict.fromkeys(order.task_ids))
    if not ticked:
        raise NothingTicked(act=order.kind.label)
    if len(ticked) > MOST:
        raise TooManyTicked(most=MOST, ticked=len(ticked))
    shape = {"kind": order.kind, "by": by, "at": at, "words": order.words.strip()[:300], "urgency": order.urgency}
    bulk, is_new = BulkAct.objects.get_or_create(nonce=order.nonce, defaults=shape)
    if bulk.by_id != by.pk:
        raise NotFound
    if is_new:
        organ = policies.paths_to(by.office.path)[0]
        known = DeskTask.objects.filter(pk__in=ticked, document__lead_office__path__startswith=organ).exclude(desk="")
        found = set(known.values_list("pk", flat=True))
        if not found:
            raise NotFound
        BulkRow.objects.bulk_create(BulkRow(bulk=bulk, task_id=each) for each in ticked if each in found)
    return bulk, is_new


def _each(
    row: BulkRow, act: Callable[[BulkRow], dict[str, Any] | None], state: BulkState, by: User, at: datetime
) -> None:
    """Do the act and write its result in one transaction; a refusal is written, and journalled, after the rollback."""
    try:
        with transaction.atomic():
            kept = act(row) or {}
            BulkRow.objects.filter(pk=row.pk).update(state=state, code="", sentence="", **kept)
    except (DomainError, OperationalError) as exception:
        error = middleware.refusal_of(exception)  # a lock that somebody else keeps is one, too
        if error is None:
            raise
        _refused(row, error, state, by, at)


@transaction.atomic
def _refused(row: BulkRow, error: DomainError, state: BulkState, by: User, at: datetime) -> None:
    """Keep why; what was not undone stays done."""
    undoing = state == BulkState.UNDONE
    shown = {} if undoing else {"state": BulkState.REFUSED}
    BulkRow.objects.filter(pk=row.pk).update(code=error.code, sentence=str(error)[:600], **shown)
    act = ("撤销" if undoing else "") + BulkKind(row.bulk.kind).label
    audit.record_refusal(chain=f"document:{row.task.document_id}", act=act, code=error.code, by=by, at=at)


def _urge(row: BulkRow, turn: _Turn) -> None:
    claims.urge(task_id=row.task_id, text=turn.order.words, batch=turn.batch, by=turn.by, at=turn.at)


def _reassign(row: BulkRow, turn: _Turn) -> dict[str, Any]:
    before = claims.open_task(row.task_id)
    to = _next(before, turn)
    known = turn.order.away_known
    claims.reassign(task_id=row.task_id, to=to, away_known=known, batch=turn.batch, by=turn.by, at=turn.at)
    turn.given[to.pk] += 1
    return {"before": _holding(before), "after": _holding(claims.open_task(row.task_id)) | {"name": to.full_name}}


def _next(task: DeskTask, turn: _Turn) -> User:
    """Return the fit person with the fewest rows of this act so far; the first one is refused where nobody is fit."""
    fit = set(policies.assignable(task, office_date(turn.at)).values_list("pk", flat=True))
    able = [each for each in turn.order.people if each.pk in fit]
    return min(able, key=lambda each: turn.given[each.pk]) if able else turn.order.people[0]


def _release(row: BulkRow, turn: _Turn) -> None:
    task = claims.open_task(row.task_id)
    if task.owner_id is None:
        raise NothingToRelease
    claims.reassign(task_id=row.task_id, to=None, batch=turn.batch, by=turn.by, at=turn.at)


def _urgency(row: BulkRow, turn: _Turn) -> dict[str, Any]:
    task = claims.open_task(row.task_id)
    was = Document.objects.only("urgency").get(pk=task.document_id).urgency
    wish = {"urgency": turn.order.urgency, "reason": turn.order.words}
    document = urgency.set_urgency(task_id=row.task_id, batch=turn.batch, by=turn.by, at=turn.at, **wish)
    return {"before": {"urgency": was}, "after": _holding(task) | _urged(document)}


_ACTS: dict[str, Callable[[BulkRow, _Turn], dict[str, Any] | None]] = {
    BulkKind.URGE: _urge,
    BulkKind.REASSIGN: _reassign,
    BulkKind.RELEASE: _release,
    BulkKind.URGENCY: _urgency,
}


def _holding(task: DeskTask) -> dict[str, Any]:
    assigned = task.assigned.isoformat() if task.assigned else None
    return {"owner": task.owner_id, "assigned": assigned, "revision": task.revision}


def _urged(document: Document) -> dict[str, Any]:
    return {"urgency": document.urgency, "changed": document.changed_at.isoformat()}


def undo(*, bulk_id: int, by: User, at: datetime) -> BulkAct:
    """撤销: put back what the person's own act changed on each row on which nobody has acted since.

    Raises NotFound for anybody else's act and for acts that cannot be undone.
    """
    bulk = BulkAct.objects.filter(pk=bulk_id, by=by, kind__in=UNDOABLE).first()
    if bulk is None or not policies.may_oversee(by):
        raise NotFound
    put_back = _put_holder_back if bulk.kind == BulkKind.REASSIGN else _put_urgency_back
    for row in bulk.rows.filter(state=BulkState.DONE).select_related("bulk", "task").order_by("pk"):
        _each(row, lambda row: put_back(row, by, at), BulkState.UNDONE, by, at)
    return bulk


def _untouched(row: BulkRow) -> DeskTask:
    """Return the locked task, as long as it is open and held as the act left it. Raises TooLateToUndo, TaskClosed."""
    task = claims.open_task(row.task_id)
    now = _holding(task)
    if any(now[name] != row.after[name] for name in now):
        raise TooLateToUndo
    return task


def _put_holder_back(row: BulkRow, by: User, at: datetime) -> None:
    task, holder = _untouched(row), row.before["owner"]
    to = User.objects.filter(pk=holder).first()
    if to is not None and not policies.assignable(task, office_date(at)).filter(pk=to.pk).exists():
        to = None
    claims.hold(task, to, at)
    claims.note(task, "task.reassign_undone", by, at, to=to.pk if to else None)
    about: dict[str, Any] = {"kind": ASSIGNED, "task": task, "by": by, "at": at, "batch": f"bulk:{row.bulk_id}"}
    tell(people={row.after["owner"]}, what="撤销改派，不再由您办理：", note="undone", **about)
    tell(people={to.pk} if to else set(), what="撤销改派，仍由您办理：", note="back", **about)


def _put_urgency_back(row: BulkRow, by: User, at: datetime) -> None:
    task = _untouched(row)
    document = documents_of.locked(task.document_id)
    if any(row.after[name] != value for name, value in _urged(document).items()):
        raise TooLateToUndo
    documents.set_urgency(document=document, urgency=row.before["urgency"], reason=UNDOING, by=by, at=at)
    deadlines.recount_document(document_id=document.pk, at=at)
    about: dict[str, Any] = {"kind": URGED, "task": task, "by": by, "at": at, "batch": f"bulk:{row.bulk_id}"}
    tell(people=concerned(task, at), what="撤销紧急程度的改动：", note="undone", **about)
