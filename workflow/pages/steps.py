"""环节与时限: the steps of a document as a table (components/steps.html)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from deadlines.choices import ClockKind
from deadlines.facts import end_of
from review.choices import Desk
from workflow.announcing import task_url
from workflow.models import DeskTask
from workflow.pages.dossier import Dossier
from workflow.pages.lights import deadline_url
from workflow.pages.opinions import verdict_of, words_of
from workflow.pages.rows import Today


class Said(Protocol):
    """What a step is known to have ended with: an opinion or a return."""

    @property
    def at(self) -> datetime: ...
    @property
    def by_id(self) -> int: ...


def steps_of(dossier: Dossier) -> list[dict[str, Any]]:
    """Return the steps in the order in which they arrived, each with what it came to (no query)."""
    ends: dict[tuple[str, datetime, int], str] = {}
    ends |= _ends((o.desk, o, verdict_of(o)) for o in dossier.case.opinions)
    ends |= _ends((back.from_desk, back, words_of(back)) for back in dossier.returns)
    return [_step(task, ends, dossier.today) for task in dossier.tasks if task.desk]


def _ends(said: Iterable[tuple[str, Said, str]]) -> dict[tuple[str, datetime, int], str]:
    return {(desk, each.at, each.by_id): words for desk, each, words in said}


def _step(task: DeskTask, ends: dict[tuple[str, datetime, int], str], today: Today) -> dict[str, Any]:
    who = task.closed_by or task.owner or task.person
    behalf = f"（代{task.closed_for.full_name}）" if task.closed_for else ""
    office = task.cosign.office if task.cosign else who.office if who else None
    return {
        "label": task.get_desk_display(),
        "desk": office.label if office else "",
        "who": who.full_name + behalf if who else "",
        "arrived": task.created,
        "finished": task.finished,
        "outcome": _outcome(task, ends),
        "light": today.light(task),
        "kept": _kept(task),
        "url": task_url(task) if task.is_open else "",
    }


def _kept(task: DeskTask) -> dict[str, str] | None:
    """Return whether a finished task was done in time, and where it is explained; None while open, or without limit."""
    if task.finished is None or task.closed_by_id is None or task.due_on is None:
        return None
    moment = task.due_at or end_of(task.due_on)
    word = "按期" if task.finished < moment else "超期"
    return {"word": word, "url": deadline_url(task.document_id, ClockKind.DESK, task.pk)}


def _outcome(task: DeskTask, ends: dict[tuple[str, datetime, int], str]) -> str:
    if task.is_open:
        return "办理中" if task.owner_id or task.person_id or task.desk == Desk.REVISE else "待签收"
    if task.closed_by_id is None or task.finished is None:
        return "已收回"
    return ends.get((task.desk, task.finished, task.closed_by_id), "已办结")
