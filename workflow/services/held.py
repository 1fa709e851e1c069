"""Taking hold of a task for an act: locks in one order, rights asked again, the page's token compared."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from accounts.models import User
from common.clock import OFFICE_ZONE, office_date
from common.errors import NotFound
from common.gate import Gate
from documents import selectors as documents
from documents.facts import Subject
from documents.models import Document
from review.choices import Desk
from review.selectors import Case
from workflow import policies, tokens
from workflow.engine.actor import Actor
from workflow.errors import HeldByOther, RightLost, Stale, TaskClosed
from workflow.models import DeskTask


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
    task = _locked(task_id)
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
    behalf = actor.on_behalf_of.pk if actor.on_behalf_of else None
    gathered = {"desk": task.desk, "case": case, "actor": actor}
    return Subject(document, actor.by.pk if actor.by else None, behalf, actor.at, gathered)


LOCK = """
select 1 from workflow_dispatchprocess process
where process.id = (select process_id from workflow_desktask where id = %s and desk <> '')
for update
"""


def _locked(task_id: int) -> DeskTask:
    """Lock the process first, then read the task as it is after whoever held the lock before."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [task_id])
        if not cursor.rowcount:
            raise NotFound
    return DeskTask.objects.select_related("process").get(pk=task_id)


def closed(task: DeskTask) -> TaskClosed:
    """Return the refusal that says who closed the task, when and how."""
    who = task.closed_by.full_name if task.closed_by else "系统"
    what = "办结" if task.closed_by else "收回（因退回、撤回等原因）"
    when = f"{task.finished.astimezone(OFFICE_ZONE):%Y-%m-%d %H:%M}" if task.finished else ""
    return TaskClosed(who=who, when=when, what=what)


def gate(held: Held, act: str | None = None, label: str | None = None) -> Gate:
    """Return the gate of the desk, or of another act on the same subject."""
    return Gate(act or held.task.desk, label or held.desk.label, held.subject)
