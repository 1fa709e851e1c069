"""Time left, as a light that leads to how it was counted."""

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from django.urls import reverse

from deadlines.calendar import Calendar
from deadlines.choices import ClockKind
from deadlines.lights import HourLight, Light
from workflow.clocks import light_of_task
from workflow.models import DeskTask

L = TypeVar("L", bound=Light | HourLight)


def deadline_url(document_id: int, kind: ClockKind, subject_id: int) -> str:
    """Return the address of the explanation of a deadline."""
    return reverse("workflow:deadline", args=[document_id, kind.value, subject_id])


def linked(light: L, document_id: int, kind: ClockKind, subject_id: int) -> L:
    """Return the light with the address of its explanation."""
    return replace(light, url=deadline_url(document_id, kind, subject_id))


def task_light(task: DeskTask, at: datetime, calendar: Calendar) -> Light | HourLight | None:
    """Return the light of a task as seen at the moment, None where its desk has no limit."""
    light = light_of_task(task, at, calendar)
    return linked(light, task.document_id, ClockKind.DESK, task.pk) if light else None


def soonest(tasks: list[DeskTask], at: datetime, calendar: Calendar) -> Light | HourLight | None:
    """Return the light of the open task with the least time left."""
    due = [(task.due_on, task.pk, task) for task in tasks if task.is_open and task.due_on]
    return task_light(min(due)[2], at, calendar) if due else None
