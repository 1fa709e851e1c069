"""The 督办看板: its columns by desk or by office, the chips of its filter, saved filters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse

from accounts.models import Office, User
from accounts.roles import Role
from common.clock import office_date
from review.choices import Desk
from workflow.boards import SUMMED
from workflow.forms.lists import BoardFilter
from workflow.models import DeskTask, SavedFilter
from workflow.pages.rows import Today, board_row
from workflow.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Tree:
    """The offices of the organ, itself first, and where in their tree the board stands: `under` one, by `field`."""

    offices: Sequence[Office]
    under: Office | None
    field: str


Counted = dict[str, dict[str, Any]]


def address(query: QueryDict, **changes: object) -> str:
    """Return the board's address with conditions changed, or (None) taken away; the page number goes as well."""
    changed = query.copy()
    for name, value in {"page": None, **changes}.items():
        changed.pop(name, None)
        if value is not None:
            changed[name] = str(value)
    return f"?{changed.urlencode()}"


def switch(query: QueryDict, by: str) -> list[dict[str, Any]]:
    """Return the ways to divide the board into columns."""
    return [
        {
            "label": label,
            "url": address(query, by=None if name == "desk" else name),
            "active": name == by,
            "count": None,
        }
        for name, label in BoardFilter.COLUMNS
    ]


def desk_columns(counted: Counted, chosen: str, query: QueryDict, today: Today) -> list[dict[str, Any]]:
    """Return one column for each desk, in the order of the flow."""
    columns = []
    for desk in Desk:
        url = address(query, desk=None if desk.value == chosen else desk.value)
        columns.append(_column(desk.label, url, [counted.get(desk.value)], today) | {"active": desk.value == chosen})
    return columns


def office_columns(counted: Counted, tree: Tree, query: QueryDict, today: Today) -> list[dict[str, Any]]:
    """Return one column for each office directly below where the board stands, as far as something lies there.

    What lies at that office itself is a column that leads no further.
    """
    top = tree.under or tree.offices[0]
    own = _column(f"{top.label}本级", "", [counted.get(top.path)], today)
    columns = [own] if own["count"] else []
    for each in tree.offices:
        if each.parent_id == top.pk:
            below = [row for path, row in counted.items() if path.startswith(each.path)]
            columns.append(_column(each.label, address(query, **{tree.field: each.pk}), below, today))
    return [column for column in columns if column["count"]]


def trail(tree: Tree, query: QueryDict) -> list[dict[str, str]]:
    """Return the way up from where the board stands in the tree, the organ first; empty at the organ."""
    if tree.under is None:
        return []
    above = [each for each in tree.offices if tree.under.path.startswith(each.path) and each.pk != tree.under.pk]
    field = tree.field
    return [
        {"label": each.label, "url": address(query, **{field: each.pk if each.parent_id else None})} for each in above
    ]


def _column(label: str, url: str, rows: Iterable[dict[str, Any] | None], today: Today) -> dict[str, Any]:
    given = [row for row in rows if row]
    summed = {name: sum(row[name] for row in given) for name in SUMMED}
    column = {"label": label, "url": url, "active": False, "oldest": 0, "orphan": summed["orphans"]} | summed
    column["green"] = summed["count"] - summed["overdue"] - summed["near"] - summed["endless"]
    if given:
        oldest = min(row["oldest"] for row in given)
        column["oldest"] = today.calendar.working_days_between(office_date(oldest), today.day)
    return column


def waiting_row(task: DeskTask, waiting: Waiting, away: str, today: Today) -> dict[str, Any]:
    """Return one row of the board with what it waits for.

    `queue` says who may take what nobody holds, `away` that whoever has to act is absent.
    """
    role = dict(Role.choices).get(task.role, "")
    queue = "" if waiting.able is None else f"{role} {waiting.able} 人可签收"
    return board_row(task, today) | {"queue": queue, "away": away, "reasons": waiting.reasons}


def chips_of(form: BoardFilter, query: QueryDict) -> list[dict[str, str]]:
    """Return one chip for each condition, with the address without it."""
    given = form.wanted()
    return [
        {
            "label": str(form.fields[name].label),
            "value": _said(form, name, value),
            "url": address(query, **{name: None}),
        }
        for name, value in given.items()
        if name not in BoardFilter.LOOKS
    ]


def _said(form: forms.Form, name: str, value: Any) -> str:
    if isinstance(value, Office):
        return value.label
    if isinstance(value, User):
        return value.full_name
    choices = dict(getattr(form.fields[name], "choices", ()))
    return str(choices.get(value, value))


def kept_query(form: BoardFilter, query: QueryDict) -> str:
    """Return the filter as it is saved: what the address says and what means something, in the order of the form."""
    kept = QueryDict(mutable=True)
    for name in form.wanted():
        kept[name] = query.get(name, "")
    return kept.urlencode()


def saved_rows(
    saved: Sequence[SavedFilter], user: User, offices: Iterable[Office], people: set[int], present: str
) -> list[dict[str, Any]]:
    """Return the saved filters; one whose conditions mean nothing any more says which (`broken`)."""
    known = {"office": {each.pk for each in offices}, "person": people}
    known["holding"] = known["office"]
    return [_saved(each, user, known, present) for each in saved]


def _saved(saved: SavedFilter, user: User, known: dict[str, set[int]], present: str) -> dict[str, Any]:
    mine = saved.owner_id == user.pk
    return {
        "name": saved.name,
        "url": f"?{saved.query}",
        "active": saved.query == present,
        "mine": mine,
        "shared": saved.shared,
        "owner": "" if mine else saved.owner.full_name,
        "edit_url": reverse("workflow:filter", args=[saved.pk]) if mine else "",
        "broken": "、".join(broken_in(saved.query, known)),
    }


def broken_in(query: str, known: dict[str, set[int]]) -> list[str]:
    """Return the labels of the conditions that no longer mean anything: a lost office or person, an old choice."""
    return [_label(name) for name, value in QueryDict(query).items() if not _means(name, value, known)]


def _label(name: str) -> str:
    field = BoardFilter.base_fields.get(name)
    return str(field.label or name) if field else name


def _means(name: str, value: str | list[object], known: dict[str, set[int]]) -> bool:
    field = BoardFilter.base_fields.get(name)
    if name in known:
        return str(value).isdecimal() and int(str(value)) in known[name]
    choices: Any = getattr(field, "choices", None)
    return field is not None and (choices is None or value in dict(choices))


def people_in(saved: Iterable[SavedFilter]) -> set[int]:
    """Return the ids of the people whom the saved filters name."""
    named = (QueryDict(each.query).get("person", "") for each in saved)
    return {int(each) for each in named if str(each).isdecimal()}
