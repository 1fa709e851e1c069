"""What a to-do knows when it arrives: who is asked, until when."""

from typing import Any

from deadlines.facts import Stop
from deadlines.limits import LIMITS
from deadlines.selectors import stops_of
from workflow.clocks import set_due
from workflow.desks import DESKS, Scope
from workflow.models import DeskTask, DispatchProcess


def fill_in(task: DeskTask, process: Any, presets: dict[str, Any]) -> None:
    """Set the columns that route the task and say when it is due."""
    spec = DESKS[task.flow_task.desk]
    document = process.document
    task.desk, task.role, task.scope = spec.desk, spec.role, spec.scope
    task.office_path = presets.get("office_path") or _path(spec.scope, process)
    task.person_id = presets.get("person_id") or (document.drafter_id if spec.scope == Scope.DRAFTER else None)
    task.cosign_id = presets.get("cosign_id")
    if spec.desk in LIMITS:
        set_due(task, document, _stops(spec.desk, process))


def _stops(desk: str, process: Any) -> list[Stop]:
    """Return in which times the desk's clock stands; a run asks for them once."""
    if not LIMITS[desk].waits:
        return []
    if not hasattr(process, "stops"):
        process.stops = stops_of(process.document_id)
    found: list[Stop] = process.stops
    return found


def _path(scope: Scope, process: DispatchProcess) -> str:
    document = process.document
    return str(document.office.path if scope in {Scope.UP, Scope.DRAFTER} else document.lead_office.path)
