"""What a to-do knows when it arrives: who is asked, until when."""

from typing import Any

from common.clock import office_date
from deadlines import limits
from deadlines.selectors import calendar
from workflow.desks import DESKS, Scope
from workflow.models import DeskTask, DispatchProcess


def fill_in(task: DeskTask, process: Any, presets: dict[str, Any]) -> None:
    """Set the columns that route the task and its due date (office days, Asia/Shanghai)."""
    spec = DESKS[task.flow_task.desk]
    document = process.document
    task.desk, task.role, task.scope = spec.desk, spec.role, spec.scope
    task.office_path = presets.get("office_path") or _path(spec.scope, process)
    task.person_id = presets.get("person_id") or (document.drafter_id if spec.scope == Scope.DRAFTER else None)
    task.cosign_id = presets.get("cosign_id")
    if spec.desk in limits.LIMITS:
        today = office_date(process.actor.at)
        due = limits.due_at(spec.desk, document.urgency, arrived_on=today, calendar=calendar())
        task.due_on, task.due_is_provisional = due.on, due.provisional


def _path(scope: Scope, process: DispatchProcess) -> str:
    document = process.document
    return str(document.office.path if scope in {Scope.UP, Scope.DRAFTER} else document.lead_office.path)
