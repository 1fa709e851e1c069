"""The page of the workload: rows of people and of offices, each with the board that it leads to."""

from typing import Any

from django.urls import reverse

from accounts.models import Office
from accounts.roles import Role
from deadlines.selectors import office_hours
from workflow.workload import Load, Worker, Workload

ROLES = dict(Role.choices)
LEAST = 3  # minutes that are half of the least that is shown


def tabs_of(by: str, query: str) -> list[dict[str, Any]]:
    """Return the ways to look at it."""
    ways = (("person", "按人员"), ("office", "按单位"))
    tail = f"&{query}" if query else ""
    return [{"label": label, "url": f"?by={name}{tail}", "active": name == by, "count": None} for name, label in ways]


def person_row(worker: Worker, workload: Workload, away: str) -> dict[str, Any]:
    """Return the row of a person; `away` says in words that the person is absent today."""
    user = worker.user
    return _figures(worker.load, workload) | {
        "name": user.full_name,
        "office": user.office.label,
        "roles": "、".join(ROLES[each] for each in sorted(worker.roles)),
        "away": away,
        "gone": not user.is_active,
        "url": reverse("workflow:board") + f"?person={user.pk}",
        "handover_url": reverse("workflow:handover", args=[user.pk]),
    }


def office_row(office: Office, load: Load, people: int, under: Office, workload: Workload) -> dict[str, Any]:
    """Return the row of an office, or of what works directly in the one above."""
    own = office.pk == under.pk
    return _figures(load, workload) | {
        "name": f"{office.label}本级" if own else office.label,
        "people": people,
        "url": "" if own else f"?by=office&office={office.pk}",
        "people_url": f"?by=person&office={office.pk}",
        "board_url": reverse("workflow:board") + f"?by=holding&holding={office.pk}" if office.parent_id else "",
    }


def _figures(load: Load, workload: Workload) -> dict[str, Any]:
    return {
        "held": load.held,
        "asked": workload.asked(load),
        "overdue": load.overdue,
        "done_short": load.done_short,
        "done_long": load.done_long,
        "average": _spent(load.average),
    }


def _spent(minutes: float | None) -> str:
    """Return a time of work in words: in hours while it is less than a working day."""
    whole = office_hours().minutes
    if minutes is None:
        return ""
    if minutes < whole:
        return f"{minutes / 60:.1f} 小时" if minutes >= LEAST else "不足0.1 小时"
    return f"{minutes / whole:.1f} 个工作日"
