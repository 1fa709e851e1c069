"""Time left on the open tasks of a document, as a light."""

from datetime import datetime

from deadlines.calendar import Calendar
from deadlines.lights import HourLight, Light
from workflow.clocks import light_of_task
from workflow.models import DeskTask


def soonest(tasks: list[DeskTask], at: datetime, calendar: Calendar) -> Light | HourLight | None:
    """Return the light of the open task with the least time left."""
    due = [(task.due_on, task.pk, task) for task in tasks if task.is_open and task.due_on]
    return light_of_task(min(due)[2], at, calendar) if due else None
