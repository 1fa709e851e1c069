"""The lights of open tasks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from deadlines.lights import HourLight, Light
from deadlines.models import Crossing
from deadlines.selectors import calendar
from notices.facts import Telling
from workflow import policies
from workflow.announcing import called, day_of, task_url
from workflow.clocks import light_of_task
from workflow.models import DeskTask
from workflow.pages.rows import desk_of
from workflow.roster import NOBODY, Roster
from workflow.watching.steps import STEPS, Step, key_of

RELATED = (
    "owner__office",
    "person",
    "cosign__office",
    "document__office",
    "document__lead_office",
    "document__version",
)
LONG = ("document__version__content", "document__version__hidden")


@dataclass(frozen=True, slots=True)
class _Lit:
    """A task with its light and what its sentences have in common."""

    task: DeskTask
    light: Light | HourLight
    house: Roster
    asked: frozenset[int]

    def to(self, step: Step) -> frozenset[int]:
        """Return whom the step concerns."""
        task, house = self.task, self.house
        if step in {Step.YELLOW, Step.RED}:
            return self.asked
        lead = task.document.lead_office.path
        place = task.owner.office.path if task.owner else task.office_path
        if step is Step.LEADER:
            return house.leaders_over(place)
        heads = house.heads_over(place, {task.owner_id or 0}) if task.owner or place != lead else NOBODY
        return (heads | house.general_office(lead)) - self.asked

    def text(self, step: Step) -> str:
        """Return the sentence of the step; beyond the holder's own it says with whom the task lies."""
        words = f"“{desk_of(self.task)}”{self.light.word}（{day_of(self.light.due)}到期）：{called(self.task.document)}"
        if step in {Step.YELLOW, Step.RED}:
            return words
        holder = self.task.owner or self.task.person
        return f"{words}，{self.task.document.office.label}拟稿，{f'在{holder.full_name}处' if holder else '无人签收'}"


def tellings(crossing: Crossing, at: datetime, house: Roster) -> Iterator[Telling]:
    """Yield what is told of a task that came to a rung; nothing when it was closed, or its limit moved, meanwhile."""
    task = DeskTask.objects.filter(pk=crossing.subject_id, finished__isnull=True)
    held = task.select_related(*RELATED).defer(*LONG).first()
    light = light_of_task(held, at, calendar(held.document.lead_office.path)) if held else None
    if held is None or light is None or light.colour != crossing.colour:
        return
    lit = _Lit(held, light, house, house.asked(held, policies.excluded_from(held)))
    for step in STEPS[crossing.rung]:
        own = step in {Step.YELLOW, Step.RED}
        yield Telling(
            kind=f"task.{step}",
            key=key_of(crossing),
            to=lit.to(step),
            text=lit.text(step),
            url=task_url(held) if own else reverse("workflow:document", args=[held.document_id]),
            about=held.document_id,
            colour=crossing.colour,
        )
