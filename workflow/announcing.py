"""What is told in the transaction of the act: a task that names a person, reassigning, urging, a failed release.

And what every sentence about a task has in common: what its document is called, where it is worked on, a day.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse

from accounts.models import User
from accounts.selectors import substitutes_of
from common.clock import office_date
from documents.models import Document
from notices import services as notices
from review.choices import Desk
from workflow import policies
from workflow.models import DeskTask
from workflow.roster import roster

URGED, ASSIGNED = "task.urged", "task.reassigned"
SEVERAL = "（可能不止一件，以待办为准）"


def called(document: Document) -> str:
    """Return what a document is called where its title is not to be read: its number, or that it has none yet."""
    return document.number_text or f"未编号公文（{document.pk}）"


def task_url(task: DeskTask) -> str:
    """Return the address at which the task is worked on: a draft is worked on its own page."""
    if task.desk == Desk.REVISE:
        return reverse("workflow:draft", args=[task.document_id])
    return reverse("workflow:step", args=[task.pk])


def arrived(tasks: Iterable[DeskTask], document: Document, *, by: User | None, at: datetime) -> None:
    """Tell whoever a new task names, and their delegates; nobody is told what they did themselves."""
    named = [task for task in tasks if task.desk and task.person_id]
    if not named:
        return
    found = roster(office_date(at))
    for task in named:
        to = found.asked(task) - {by.pk if by else None}
        text = f"“{task.get_desk_display()}”等待您办理：{called(document)}{_until(task)}"
        key, way = f"{task.pk}", task_url(task)
        notices.tell(to=to, kind="task.arrived", key=key, text=text, url=way, about=document.pk, at=at)


def day_of(day: date) -> str:
    """Return a day as a sentence has it."""
    return f"{day.month}月{day.day}日"


def _until(task: DeskTask) -> str:
    return f"，时限{day_of(task.due_on)}" if task.due_on else ""


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
    about = f"“{task.get_desk_display()}”环节的{called(task.document)}"
    key = batch or f"task:{task.pk}:{at.isoformat()}"
    notices.tell(
        to=told - {by.pk if by else None},
        kind=kind,
        key=f"{key}:{note}" if note else key,
        text=f"{by.full_name if by else ''}{what}{about}{SEVERAL if batch else ''}",
        url=reverse("workflow:desk") if batch else task_url(task),
        about=None if batch else task.document_id,
        typed=typed,
        at=at,
    )


def not_released(document: Document, why: str, *, at: datetime) -> None:
    """Tell the General Office that a document could not be released."""
    to = roster(office_date(at)).general_office(document.lead_office.path)
    text, key = f"公开发布未成，已退回发布环节：{called(document)}（{why}）", f"{document.pk}:{at.isoformat()}"
    url = reverse("workflow:document", args=[document.pk])
    notices.tell(to=to, kind="trouble.release", key=key, text=text, url=url, about=document.pk, at=at)
