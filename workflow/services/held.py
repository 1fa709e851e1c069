"""Taking hold of a task for an act: locks in one order, rights asked again, the page's token compared."""

from dataclasses import dataclass
from datetime import datetime

from viewflow.workflow.status import PROCESS

from accounts.models import User
from common.clock import office_date, office_text
from common.errors import NotFound
from common.gate import Gate
from common.prepared import Prepared, Slot
from documents import selectors as documents
from documents.facts import Subject
from documents.models import Document
from review.choices import Desk
from review.selectors import Case
from workflow import policies, tokens
from workflow.engine.actor import Actor
from workflow.errors import HeldByOther, RightLost, Stale, TaskClosed
from workflow.models import DeskTask, DispatchProcess


@dataclass(slots=True)
class Held:
    """A task with its process and document locked for this transaction, and who acts on it."""

    task: DeskTask
    document: Document
    case: Case
    actor: Actor
    subject: Subject

    @property
    def desk(self) -> Desk:
        """Return the desk of the task."""
        return Desk(self.task.desk)


def take(*, task_id: int, token: str | None, by: User, at: datetime) -> Held:
    """Lock process, document and task, and make sure that the person may act on what the page showed.

    `token` is None only where no page is concerned (rehearsal, commands). Raises NotFound, TaskClosed,
    RightLost, HeldByOther, Stale.
    """
    task = locked_task(task_id)
    if task.finished is not None:
        raise closed(task)
    identity = policies.acting_as(by, task, office_date(at))
    if identity is None:
        raise RightLost if task.owner_id == by.pk else NotFound
    if task.owner_id not in {None, by.pk}:
        raise HeldByOther(who=task.owner.full_name if task.owner else "他人")
    document = documents.locked(task.document_id)
    case = Case(document)
    if token is not None and (changed := tokens.what_changed(token, task, case.present)):
        raise Stale(what=changed)
    actor = Actor(by=by, on_behalf_of=identity.on_behalf_of, at=at)
    return Held(task, document, case, actor, subject_for(task, document, case, actor))


def subject_for(task: DeskTask, document: Document, case: Case, actor: Actor) -> Subject:
    """Return what the desk's gate is asked about."""
    return subject_at(task.desk, document, case, actor)


def subject_at(desk: str, document: Document, case: Case, actor: Actor) -> Subject:
    """Return what the gate of a desk is asked about, where no task waits at it."""
    behalf = actor.on_behalf_of.pk if actor.on_behalf_of else None
    gathered = {"desk": desk, "case": case, "actor": actor}
    return Subject(document, actor.by.pk if actor.by else None, behalf, actor.at, gathered)


def open_process(document_id: int) -> DispatchProcess | None:
    """Return the running process of the document with its row locked, None when there is none.

    Ask before the document's row is locked: process first, then document (style 4.1).
    """
    return DispatchProcess.objects.select_for_update().filter(document_id=document_id, status=PROCESS.NEW).first()


def is_being_filed(process: DispatchProcess) -> bool:
    """Test if nothing but the filing is left of the process."""
    return bool(process.desktask_set.filter(finished__isnull=True, desk=Desk.ARCHIVE).exists())


# Two rows locked by one statement in the order of its `of`, the process first as everywhere: whoever waited for
# the process then sees its task as the holder left it (PostgreSQL reads a locked row again after the wait).
_task = Prepared(
    lambda: (
        DeskTask.objects.select_related("process")
        .select_for_update(of=("process", "self"))
        .filter(pk=Slot("task"))
        .exclude(desk="")
    )
)


def locked_task(task_id: int) -> DeskTask:
    """Lock the process and its task and return the task as whoever held the lock before left it; raise NotFound.

    Nobody changes a task otherwise: claims that locked the task alone would deadlock with decisions, which
    write the journal before the task, and would go unnoticed by a decision that has read the task already.
    """
    task = _task.first(task=task_id)
    if task is None:
        raise NotFound
    return task


def close(held: Held) -> None:
    """Write down that the person has done the task, where the work does not go on along the flow."""
    task, actor = held.task, held.actor
    task.closed_by, task.closed_for = actor.by, actor.on_behalf_of
    task.status, task.finished, task.started = "DONE", actor.at, actor.at
    task.save(update_fields=["closed_by", "closed_for", "status", "finished", "started"])


def closed(task: DeskTask) -> TaskClosed:
    """Return the refusal that says who closed the task, when and how."""
    who = task.closed_by.full_name if task.closed_by else "系统"
    what = "办结" if task.closed_by else "收回（因退回、撤回等原因）"
    when = office_text(task.finished) if task.finished else ""
    return TaskClosed(who=who, when=when, what=what)


def gate(held: Held, act: str | None = None, label: str | None = None) -> Gate:
    """Return the gate of the desk, or of another act on the same subject."""
    return Gate(act or held.task.desk, label or held.desk.label, held.subject)
