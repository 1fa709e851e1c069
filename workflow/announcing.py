"""What is told in the transaction of the act: a task that names a person, reassigning, urging, a failed release."""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse

from accounts.models import User
from common.clock import office_date
from documents.models import Document
from notices import services as notices
from review.choices import Desk
from workflow.models import DeskTask
from workflow.roster import roster


def called(document: Document) -> str:
    """Return what a document is called where its title is not to be read: its number, or that it has none yet."""
    return document.number_text or f"未编号公文（{document.pk}）"


def way_to(task: DeskTask) -> str:
    """Return the address at which the task is worked on."""
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
        key, way = f"{task.pk}", way_to(task)
        notices.tell(to=to, kind="task.arrived", key=key, text=text, url=way, about=document.pk, at=at)


def day_of(day: date) -> str:
    """Return a day as a sentence has it."""
    return f"{day.month}月{day.day}日"


def _until(task: DeskTask) -> str:
    return f"，时限{day_of(task.due_on)}" if task.due_on else ""


def not_released(document: Document, why: str, *, at: datetime) -> None:
    """Tell the General Office that a document could not be released."""
    to = roster(office_date(at)).general_office(document.lead_office.path)
    text, key = f"公开发布未成，已退回发布环节：{called(document)}（{why}）", f"{document.pk}:{at.isoformat()}"
    url = reverse("workflow:document", args=[document.pk])
    notices.tell(to=to, kind="trouble.release", key=key, text=text, url=url, about=document.pk, at=at)
