"""Time left on a task, as a light."""

from datetime import date

from deadlines.calendar import Calendar
from deadlines.lights import Light, light_of
from deadlines.limits import LIMITS
from workflow.models import DeskTask


def light_of_task(task: DeskTask, today: date, calendar: Calendar) -> Light | None:
    """Return the light of a task as seen on the office day, None where its desk has no limit."""
    if task.due_on is None:
        return None
    limit = LIMITS.get(task.desk)
    return light_of(
        task.due_on, today, calendar=calendar, provisional=task.due_is_provisional, basis=limit.basis if limit else ""
    )


def soonest(tasks: list[DeskTask], today: date, calendar: Calendar) -> Light | None:
    """Return the light of the open task with the least time left."""
    due = [(task.due_on, task.pk, task) for task in tasks if task.is_open and task.due_on]
    return light_of_task(min(due)[2], today, calendar) if due else None
