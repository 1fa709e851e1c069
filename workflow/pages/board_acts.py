"""What the pages of an act on ticked rows show: the rows before it, and what became of each."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from accounts.models import User
from accounts.selectors import away
from workflow.eligible import Able, eligible_for
from workflow.forms.acts import name_of
from workflow.models import BulkAct, BulkKind, BulkRow, BulkState, DeskTask
from workflow.pages.rows import UNTITLED, Today, board_row, desk_of
from workflow.services.board import UNDOABLE

WARNINGS = {
    BulkKind.URGE: "催办记入每件的留痕，办理人（未签收的，为可以签收的人）各收到一条提醒。",
    BulkKind.REASSIGN: "只改派给具有该环节角色、与本件没有回避关系的在用人员；其余行不变，并逐行说明原因。",
    BulkKind.RELEASE: "签收人不再持有，任务回到待签收队列；签收人收到提醒。",
    BulkKind.URGENCY: "只能改尚未签发的公文；各环节已提出的意见继续有效，在办环节的时限按新的紧急程度重新计算。",
}


def ticked_rows(tasks: Sequence[DeskTask], today: Today, found: dict[int, list[Able]] | None) -> list[dict[str, Any]]:
    """Return one row for each ticked task; `found` are the people to whom each may be given, when that is asked."""
    return [_ticked(task, today, found) for task in tasks]


def _ticked(task: DeskTask, today: Today, found: dict[int, list[Able]] | None) -> dict[str, Any]:
    able = None if found is None else "、".join(each.full_name for each in found[task.pk][:MOST_NAMES])
    more = found is not None and len(found[task.pk]) > MOST_NAMES
    return board_row(task, today) | {"able": able, "able_more": more, "open": task.is_open}


MOST_NAMES = 6


def choices_of(found: dict[int, list[Able]], day: date) -> tuple[list[int], Callable[[Any], str]]:
    """Return the ids of everybody to whom one of the tasks may be given, and what a choice says of a person."""
    people = {each.pk: each for candidates in found.values() for each in candidates}
    asked = eligible_for(found, people.values())

    absent = away(people, day)

    def label(person: Any) -> str:
        words = absent[person.pk].words if person.pk in absent else ""
        return f"{name_of(person, words)}　可办 {asked[person.pk]}/{len(found)} 件"

    return list(people), label


def result_rows(rows: Sequence[BulkRow]) -> list[dict[str, Any]]:
    """Return what became of each row."""
    return [_result(row) for row in rows]


def _result(row: BulkRow) -> dict[str, Any]:
    document = row.task.document
    return {
        "title": document.title or UNTITLED,
        "number": document.number_text,
        "url": reverse("workflow:document", args=[document.pk]),
        "desk": desk_of(row.task),
        "state": row.state,
        "word": row.get_state_display(),
        "to": row.after.get("name", ""),
        "code": row.code,
        "sentence": row.sentence,
    }


def counts_of(rows: Sequence[BulkRow]) -> dict[str, int]:
    """Return how many rows were done, refused, undone, not come to."""
    return {state.value: sum(row.state == state for row in rows) for state in BulkState}


def may_undo(bulk: BulkAct, rows: Sequence[BulkRow], user: User) -> bool:
    """Test if the person is shown the button that undoes the act."""
    return bulk.by_id == user.pk and bulk.kind in UNDOABLE and any(row.state == BulkState.DONE for row in rows)
