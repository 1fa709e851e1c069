"""Who may be given each of many tasks: the twin of `policies.candidates` and `assignable` for whole pages."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import F

from accounts.models import Membership
from accounts.selectors import delegations_on
from common.prepared import Among, Prepared, Slot
from review.models import Opinion
from review.rules import JUDGING_DESKS, SEPARATED_DESKS
from workflow.desks import Scope
from workflow.models import DeskTask


class Able(NamedTuple):
    """Somebody to whom a task may be given: key, name, path of the office."""

    pk: int
    full_name: str
    path: str


@dataclass(frozen=True, slots=True)
class _Known:
    """The active holders of each role, who gave an opinion at which separated desk by document, who has a stand-in."""

    holders: dict[str, list[Able]]
    judged: dict[int, list[tuple[str, int]]]
    stand_ins: dict[int, int]


def candidates_of(tasks: Collection[DeskTask], on: date | None = None) -> dict[int, list[Able]]:
    """Return the active people who may take each task, by the task's id and by name.

    With an office day also who stands in for one of them on it. The tasks carry `document__version`. Two queries, with
    a day three, however many tasks.
    """
    stand_ins = dict(delegations_on(on).values_list("principal_id", "delegate_id")) if on else {}
    known = _Known(_holders({task.role for task in tasks}), _judges({task.document_id for task in tasks}), stand_ins)
    return {task.pk: _able(task, known) for task in tasks}


def _able(task: DeskTask, known: _Known) -> list[Able]:
    holders, excluded = known.holders[task.role], _excluded(task, known)
    fit = {each.pk for each in holders if _may(each, task, excluded)}
    acting = {known.stand_ins[pk] for pk in fit if pk in known.stand_ins} - excluded
    return [each for each in holders if each.pk in fit or each.pk in acting]


_holding = Prepared(
    lambda: (
        Membership.objects.filter(Among(F("group__name"), Slot("roles")), user__is_active=True)
        .order_by("user__full_name", "user_id")
        .values_list("group__name", "user_id", "user__full_name", "user__office__path")
    )
)
_judging = Prepared(
    lambda: Opinion.objects.filter(Among(F("document_id"), Slot("documents")), desk__in=SEPARATED_DESKS).values_list(
        "document_id", "desk", "by_id", "on_behalf_of_id"
    )
)


def _holders(roles: set[str]) -> dict[str, list[Able]]:
    found: dict[str, list[Able]] = defaultdict(list)
    for role, pk, name, path in _holding(roles=list(roles)) if roles else ():
        found[role].append(Able(pk, name, path))
    return found


def _judges(documents: set[int]) -> dict[int, list[tuple[str, int]]]:
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for document, desk, by, behalf in _judging(documents=list(documents)) if documents else ():
        found[document] += [(desk, person) for person in (by, behalf) if person]
    return found


def _may(person: Able, task: DeskTask, excluded: set[int]) -> bool:
    if task.person_id:
        return person.pk == task.person_id
    path = person.path
    within = task.office_path.startswith(path) if task.scope == Scope.UP else path.startswith(task.office_path)
    return within and person.pk not in excluded


def _excluded(task: DeskTask, known: _Known) -> set[int]:
    if task.desk not in JUDGING_DESKS:
        return set()
    version = task.document.version
    excluded = {task.document.drafter_id} | ({version.uploaded_by_id} if version else set())
    if task.desk in SEPARATED_DESKS:
        excluded |= {who for desk, who in known.judged[task.document_id] if desk != task.desk}
    return excluded


def eligible_for(found: dict[int, list[Able]], people: Iterable[Able]) -> dict[int, int]:
    """Return for how many of the tasks each person may be chosen, by the person's id."""
    asked = {each.pk: 0 for each in people}
    for candidates in found.values():
        for each in candidates:
            if each.pk in asked:
                asked[each.pk] += 1
    return asked
