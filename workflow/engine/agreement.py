"""Does every path of a flow keep to the document's status? The only place that reads a flow's private edges."""

from collections.abc import Iterator
from typing import Any

from documents.choices import Action, Status
from documents.models import Document
from workflow.engine.nodes import Finish

FINAL = frozenset({Status.PUBLISHED, Status.FILED})


def transitions() -> dict[tuple[str, str], str]:
    """Return the target status of each (action, status) that the document's machine allows."""
    found = Document(status=Status.DRAFT).get_all_status_transitions()  # type: ignore[attr-defined]
    return {(each.name, each.source): each.target for each in found}


def disagreements(flow_class: Any, start: str = Status.DRAFT, at: str = "start") -> list[str]:
    """Return a sentence for each path from the node `at` on which a node fires a move that the status does not
    allow, or on which the flow ends in a status that is not final; an empty list when flow and status agree."""
    allowed = transitions()
    found: list[str] = []
    seen: set[tuple[str, str]] = set()
    waiting = [(flow_class.instance.node(at), str(start))]
    while waiting:
        node, status = waiting.pop()
        if (node.name, status) in seen:
            continue
        seen.add((node.name, status))
        after = _after(node, status, allowed)
        if after is None:
            found.append(f"{node.name}: {node.action} is not allowed while {status}")
        elif isinstance(node, Finish) and after not in FINAL:
            found.append(f"{node.name}: the flow can end while {after}")
        else:
            waiting += [(edge.dst, after) for edge in node._outgoing()]
    return found


def _after(node: Any, status: str, allowed: dict[tuple[str, str], str]) -> str | None:
    action: Action | None = getattr(node, "action", None)
    if action is None:
        return status
    return allowed.get((action.value, status))


def fingerprint(flow_class: Any) -> list[str]:
    """Return the graph of a flow as sorted lines "node kind -> targets"; a changed graph is a new definition."""
    return sorted(_lines(flow_class))


def _lines(flow_class: Any) -> Iterator[str]:
    for node in flow_class.instance.nodes():
        targets = ", ".join(edge.dst.name for edge in node._outgoing())
        action = f" {node.action.value}" if getattr(node, "action", None) else ""
        yield f"{node.name} {type(node).__name__}{action} -> {targets or '.'}"
