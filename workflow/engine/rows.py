"""The rows of the tasks that a run makes: collected while it runs, written together (ADR 0020)."""

from typing import Any

from common.prepared import Prepared, Slot, insert
from workflow import announcing
from workflow.models import DeskTask

_open_tasks = Prepared(
    lambda: DeskTask.objects.filter(process_id=Slot("process"), finished__isnull=True).values_list("pk", flat=True)
)


def open_tasks(process: Any) -> int:
    """Return how many tasks of the process are open among those that are written."""
    return len(_open_tasks(process=process.pk))


def begin(process: Any) -> None:
    """Start with no row to be written."""
    process.unwritten = []


def keep(task: DeskTask) -> None:
    """Let the row of a new task be written with the others, in the order in which they were made."""
    task.process.unwritten.append(task)


def write(process: Any) -> None:
    """Write what is not written yet, and tell whom a task names; the tasks have their keys afterwards."""
    insert(process.unwritten)
    announcing.arrived(process.unwritten, process.document, by=process.actor.by, at=process.actor.at)
    begin(process)
