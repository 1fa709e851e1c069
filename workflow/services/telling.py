"""Whom an act on a task concerns, and the one notice that tells of it: in the transaction of the act."""

from datetime import datetime

from django.urls import reverse

from accounts.models import User
from accounts.selectors import substitutes_of
from common.clock import office_date
from notices import services as notices
from review.choices import Desk
from workflow import policies
from workflow.models import DeskTask
from workflow.roster import roster

URGED, ASSIGNED = "task.urged", "task.reassigned"
SEVERAL = "（可能不止一件，以待办为准）"


def concerned(task: DeskTask, at: datetime) -> set[int]:
    """Return who has to act on the task: its holder, the person whom it names, or everybody who may take it; and
    their delegates."""
    return set(roster(office_date(at)).asked(task, policies.excluded_from(task)))


def tell(
    *,
    people: set[int],
    kind: str,
    task: DeskTask,
    what: str,
    typed: str = "",
    by: User | None,
    at: datetime,
    batch: str = "",
    note: str = "",
) -> None:
    """Tell the people, and who stands in for them that day, what was done about the task.

    `batch` is the same for all rows of one act, of which each person is told once; `note` tells two notices about one
    task apart. The text names desk, number and who acted, nothing of the document; `typed` are the words of who acted.
    """
    told = people | substitutes_of(people, office_date(at)) if people else set()
    number = task.document.number_text
    about = f"“{task.get_desk_display()}”环节的{number or '一件公文'}"
    key = batch or f"task:{task.pk}:{at.isoformat()}"
    notices.tell(
        to=told - {by.pk if by else None},
        kind=kind,
        key=f"{key}:{note}" if note else key,
        text=f"{by.full_name if by else ''}{what}{about}{SEVERAL if batch else ''}",
        url=_where(task, batch),
        about=None if batch else task.document_id,
        typed=typed,
        at=at,
    )


def _where(task: DeskTask, batch: str) -> str:
    if batch:
        return reverse("workflow:desk")
    draft = task.desk == Desk.REVISE
    return reverse("workflow:draft", args=[task.document_id]) if draft else reverse("workflow:step", args=[task.pk])
