"""The lights of open tasks."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse

from deadlines.lights import HourLight, Light
from deadlines.selectors import calendar
from notices import services as notices
from notices.facts import Telling
from review.choices import Desk
from review.models import Opinion
from review.rules import JUDGING_DESKS, SEPARATED_DESKS
from workflow.announcing import called, day_of, way_to
from workflow.clocks import light_of_task
from workflow.models import DeskTask
from workflow.pages.rows import Today, desk_of
from workflow.roster import NOBODY, Roster, roster
from workflow.watching.rungs import Rung, rungs_of

BATCH = 200
AHEAD = 2  # working days: no light is yellow earlier
RELATED = ("owner__office", "person", "cosign__office", "document__office", "document__lead_office")


def watch(at: datetime) -> int:
    """Tell every step that the lights of open tasks have reached; return how many notices that made."""
    today = Today(at, calendar())
    house = roster(today.day)
    horizon = today.calendar.add_working_days(today.day, AHEAD).on
    return sum(notices.tell_rungs(tellings=tellings(batch, today, house), at=at) for batch in _batches(horizon))


def _batches(horizon: date) -> Iterator[list[DeskTask]]:
    """Yield the open tasks that may have a light, desk by desk along the index, a batch at a time."""
    for desk in Desk.values:
        tasks = DeskTask.objects.filter(finished__isnull=True, desk=desk, due_on__lte=horizon)
        tasks = tasks.select_related(*RELATED).annotate(maker=F("document__version__uploaded_by_id"))
        tasks, after = tasks.order_by("due_on", "pk"), Q()
        while batch := list(tasks.filter(after)[:BATCH]):
            yield batch
            last = batch[-1]
            after = Q(due_on__gt=last.due_on) | Q(due_on=last.due_on, pk__gt=last.pk)


def tellings(tasks: Sequence[DeskTask], today: Today, house: Roster) -> list[Telling]:
    """Return what is to be told about the lights of the tasks (one query: who judged their documents elsewhere)."""
    judged = _judged(tasks)
    return list(chain.from_iterable(_of_task(each, today, house, judged) for each in tasks))


def _judged(tasks: Sequence[DeskTask]) -> dict[int, list[tuple[str, int | None]]]:
    """Return by document at which of the desks that exclude each other who gave an opinion."""
    asked = {each.document_id for each in tasks if each.desk in SEPARATED_DESKS}
    given = Opinion.objects.filter(document__in=asked, desk__in=SEPARATED_DESKS)
    found: dict[int, list[tuple[str, int | None]]] = defaultdict(list)
    for document, desk, by, behalf in given.values_list("document_id", "desk", "by_id", "on_behalf_of_id"):
        found[document] += [(desk, by), (desk, behalf)]
    return found


def _excluded(task: DeskTask, judged: dict[int, list[tuple[str, int | None]]]) -> frozenset[int]:
    """Return who may not judge at the task's desk; what policies.excluded_from says, without its queries."""
    if task.desk not in JUDGING_DESKS:
        return NOBODY
    others = judged.get(task.document_id, []) if task.desk in SEPARATED_DESKS else []
    people = {who for desk, who in others if desk != task.desk}
    return frozenset(who for who in (task.document.drafter_id, getattr(task, "maker", None), *people) if who)


@dataclass(frozen=True, slots=True)
class _Lit:
    """A task with its light and what its sentences have in common."""

    task: DeskTask
    light: Light | HourLight
    house: Roster
    excluded: frozenset[int]

    def to(self, rung: Rung) -> frozenset[int]:
        """Return whom the step concerns."""
        task, house = self.task, self.house
        asked = house.asked(task, self.excluded)
        if rung in {Rung.YELLOW, Rung.RED}:
            return asked
        lead = task.document.lead_office.path
        place = task.owner.office.path if task.owner else task.office_path
        if rung is Rung.LEADER:
            return house.leaders_over(place)
        heads = house.heads_over(place, {task.owner_id or 0}) if task.owner or place != lead else NOBODY
        return (heads | house.general_office(lead)) - asked

    def text(self, rung: Rung) -> str:
        """Return the sentence of the step; from the red one on it says with whom the task lies."""
        words = f"“{desk_of(self.task)}”{self.light.word}（{day_of(self.light.due)}到期）：{called(self.task.document)}"
        if rung in {Rung.YELLOW, Rung.RED}:
            return words
        holder = self.task.owner or self.task.person
        return f"{words}，{self.task.document.office.label}拟稿，{f'在{holder.full_name}处' if holder else '无人签收'}"


def _of_task(
    task: DeskTask, today: Today, house: Roster, judged: dict[int, list[tuple[str, int | None]]]
) -> Iterator[Telling]:
    light = light_of_task(task, today.at, today.calendar)
    if light is None:
        return
    overdue = today.calendar.working_days_between(light.due, today.day)
    for rung in rungs_of(light.colour, overdue, settings.NOTICE_LEADER_DAYS):
        lit = _Lit(task, light, house, _excluded(task, judged))
        own = rung in {Rung.YELLOW, Rung.RED}
        yield Telling(
            kind=f"task.{rung}",
            key=f"{task.pk}:{rung}:{task.due_on}",
            to=lit.to(rung),
            text=lit.text(rung),
            url=way_to(task) if own else reverse("workflow:document", args=[task.document_id]),
            about=task.document_id,
            colour=rung.colour,
        )
