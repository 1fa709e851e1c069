"""Rows of the lists: to-dos, drafts, the board, the register."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from accounts.models import User
from common.clock import office_date, office_text
from deadlines.calendar import Calendar
from deadlines.choices import ClockKind
from deadlines.lights import HourLight, Light
from documents.choices import EmergencyState, Status, Urgency
from documents.models import Document, DocumentNumber
from notices.models import Message
from outbox.models import Entry
from outbox.registry import word_of
from workflow import policies
from workflow.announcing import task_url
from workflow.models import DeskTask
from workflow.pages.lights import deadline_url, soonest, task_light
from workflow.policies import Identity

PUBLIC = frozenset({Status.PUBLISHED, Status.RETRACTED})
UNTITLED = "（未填标题）"  # a draft whose file names none must still be there to be opened


@dataclass(frozen=True, slots=True)
class Today:
    """The moment and the calendar by which a list counts."""

    at: datetime
    calendar: Calendar

    @property
    def day(self) -> date:
        """Return the office day."""
        return office_date(self.at)

    def light(self, task: DeskTask) -> Light | HourLight | None:
        """Return the light of a task."""
        return task_light(task, self.at, self.calendar)

    def age(self, task: DeskTask) -> int:
        """Return for how many working days the task has lain at its desk."""
        return self.calendar.working_days_between(office_date(task.created), self.day)


def desk_of(task: DeskTask) -> str:
    """Return the desk in words; of a co-sign also which office is asked (`cosign__office` loaded)."""
    desk = str(task.get_desk_display())
    return f"{desk}（{task.cosign.office.label}）" if task.cosign else desk


def urgency_of(document: Document) -> str:
    """Return 加急 or 特急, nothing for the normal case."""
    return "" if document.urgency == Urgency.NORMAL else str(document.get_urgency_display())


def marks_of(document: Document) -> list[dict[str, str]]:
    """Return what a row shows in another colour: an emergency release, an embargo that runs, a conversion."""
    marks = []
    if document.proposed_id:
        marks.append({"look": "info", "icon": "refresh", "word": "拟转为主动公开"})
    if document.emergency:
        look = "grey" if document.emergency == EmergencyState.RATIFIED else "emergency"
        marks.append({"look": look, "icon": "player-skip-forward", "word": str(document.get_emergency_display())})
    if document.not_before and document.status not in PUBLIC:
        word = f"公开不早于 {office_text(document.not_before)}"
        marks.append({"look": "warn", "icon": "hourglass", "word": word})
    return marks


def is_loud(document: Document) -> bool:
    """Test if the row of the document stands out: an emergency release that nobody has approved afterwards."""
    return document.emergency in {EmergencyState.DECLARED, EmergencyState.REFUSED}


def stands_out(document: Document) -> dict[str, Any]:
    """Return what the row of a document bears in every list (templates/components/marks.html), and if it is loud."""
    return {"urgency": urgency_of(document), "marks": marks_of(document), "loud": is_loud(document)}


def about(document: Document) -> dict[str, Any]:
    """Return what every row says of its document (`office` and `drafter` loaded)."""
    return {
        "title": document.title or UNTITLED,
        "number": document.number_text,
        **stands_out(document),
        "from_office": document.office.label,
        "drafter": document.drafter.full_name,
    }


def to_do_row(task: DeskTask, user: User, found: list[Identity], today: Today) -> dict[str, Any]:
    """Return one row of 待我办理 or 可签收; `found` are the person's identities."""
    identity = policies.first_fit(found, task)
    for_other = identity.on_behalf_of if identity else None
    mine = task.owner_id == user.pk or (task.owner_id is None and task.person_id == user.pk)
    held = task.owner_id == user.pk
    return about(task.document) | {
        "url": task_url(task),
        "desk": desk_of(task),
        "arrived": task.created,
        "light": today.light(task),
        "holder": task.owner.full_name if task.owner else "",
        "mine": mine,
        "claim_url": "" if mine else reverse("workflow:claim", args=[task.pk]),
        "unclaim_url": reverse("workflow:unclaim", args=[task.pk]) if held else "",
        "on_behalf_of": for_other.full_name if for_other else "",
        "returned": getattr(task, "returned", False),
        "note": "已催办" if task.urged_at else "",
    }


def handled_row(task: DeskTask, title: str) -> dict[str, Any]:
    """Return one row of 我经办的; `title` is that of the version which the person may read last."""
    return about(task.document) | {
        "title": title if task.document.title else UNTITLED,
        "url": reverse("workflow:document", args=[task.document_id]),
        "desk": desk_of(task),
        "arrived": task.created,
        "finished": task.finished,
        "status": task.document.status,
        "status_label": task.document.get_status_display(),
    }


def drafted_row(document: Document, tasks: list[DeskTask], today: Today) -> dict[str, Any]:
    """Return one row of 我起草的: where the document lies now, and with whom."""
    return about(document) | {
        "url": reverse("workflow:document", args=[document.pk]),
        "status": document.status,
        "status_label": document.get_status_display(),
        "desk": "、".join(dict.fromkeys(desk_of(task) for task in tasks)),
        "arrived": document.changed_at,
        "light": soonest(tasks, today.at, today.calendar),
        "holder": "、".join(dict.fromkeys(task.owner.full_name for task in tasks if task.owner)),
    }


def board_row(task: DeskTask, today: Today) -> dict[str, Any]:
    """Return one row of the board."""
    return about(task.document) | {
        "task": task.pk,
        "url": reverse("workflow:document", args=[task.document_id]),
        "office": task.document.office.label,
        "desk": desk_of(task),
        "holder": task.owner.full_name if task.owner else "",
        "holder_office": task.owner.office.label if task.owner else "",
        "named": task.person.full_name if task.person and not task.owner else "",
        "since": task.created,
        "age": today.age(task),
        "light": today.light(task),
        "orphan": bool(getattr(task, "stranded", False)),
        "lost": bool(getattr(task, "lost", False)),
        "returned": getattr(task, "returned", False),
        "urged": task.urged_at,
        "more_url": _more_url(task),
        "reassign_url": reverse("workflow:reassign", args=[task.pk]),
    }


def _more_url(task: DeskTask) -> str:
    """Return where a request for more time is decided, nothing when there is none."""
    asked = getattr(task, "asks_more", False)
    return deadline_url(task.document_id, ClockKind.DESK, task.pk) if asked else ""


def register_row(number: DocumentNumber, *, may_void: bool) -> dict[str, Any]:
    """Return one row of the register; `may_void`: the person may make a number void, while that is possible."""
    document, signoff = number.document, number.document.signoff
    signer = (signoff.signed_for or signoff.signed_by) if signoff else None
    voidable = may_void and document.status == Status.ISSUED and number.void_at is None
    return {
        "number": str(number),
        "title": document.title,
        "url": reverse("workflow:document", args=[document.pk]),
        "marks": marks_of(document),
        "loud": is_loud(document),
        "genre": document.get_genre_display(),
        "addressees": "、".join(document.addressees),
        "office": document.office.label,
        "signer": signer.full_name if signer else "",
        "issued_on": document.issued_on,
        "registered_at": number.given_at,
        "attribute": document.decision.attribute if document.decision else "",
        "status": document.status,
        "status_label": document.get_status_display(),
        "void_reason": number.void_reason,
        "void_at": number.void_at,
        "successor": document.number_text if number.void_at else "",
        "void_url": reverse("workflow:renumber", args=[document.pk]) if voidable else "",
    }


def trouble_row(entry: Entry, documents: dict[int, Document]) -> dict[str, Any]:
    """Return one line about an effect that has not come about; `documents` are by the id of their task."""
    document = documents.get(entry.payload.get("task", 0))
    return {
        "what": word_of(entry.kind),
        "title": document.title if document else entry.key,
        "url": reverse("workflow:document", args=[document.pk]) if document else "",
        "since": entry.created_at,
        "attempts": entry.attempts,
        "code": entry.failed_code,
        "stuck": entry.stuck,
        "number": entry.pk,
    }


def message_trouble_row(message: Message) -> dict[str, Any]:
    """Return one line about a notice that could not be sent outwards; the page of notices has it all the same."""
    return {
        "what": f"提醒（{message.get_channel_display()}）",
        "title": f"发给{message.person.full_name}（{message.person.office.label}）：{message.get_failure_display()}",
        "url": "",
        "since": message.send_at,
        "attempts": message.attempts,
        "code": "",
        "stuck": True,
        "number": f"提醒{message.pk}",
    }
