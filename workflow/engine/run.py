"""Starting, advancing, diverting and cancelling a run; the caller holds the process row and the document row.

A run keeps the rows of its new tasks and writes them together at its end (workflow.engine.rows).
"""

from typing import Any

from viewflow.workflow.activation import Activation
from viewflow.workflow.status import PROCESS, STATUS
from viewflow.workflow.token import Token

from documents.models import Document
from workflow.engine import rows
from workflow.engine.actor import Actor
from workflow.models import DeskTask, DispatchProcess


def bind(process: Any, document: Document, actor: Actor, gathered: dict[str, Any] | None = None) -> None:
    """Let every node of the run see the locked document, who acts, and what the act's gate has gathered."""
    process.document, process.actor, process.gathered = document, actor, gathered or {}
    rows.begin(process)


def start(flow_class: Any, document: Document, actor: Actor) -> DispatchProcess:
    """Make a process for the locked document and run it to the first desk."""
    process = _made(flow_class, document, actor)
    bind(process, document, actor)
    node = flow_class.start
    activation = node.activation_class.begin(node, process)
    activation.complete()
    activation.activate_next()
    rows.write(process)
    return process


def start_at(flow_class: Any, document: Document, node: Any, actor: Actor) -> DispatchProcess:
    """Make a process for the locked document and begin it at the node: a part of the way is gone once more."""
    process = _made(flow_class, document, actor)
    divert(process, document, node, actor)
    return process


def _made(flow_class: Any, document: Document, actor: Actor) -> DispatchProcess:
    process: DispatchProcess = flow_class.process_class(
        flow_class=flow_class, document=document, definition=flow_class.definition, created=actor.at
    )
    process.save()
    return process


def finish(task: DeskTask, document: Document, actor: Actor, gathered: dict[str, Any] | None = None) -> None:
    """Complete the task of a desk or of a job and run on to the next desks."""
    process = task.process
    bind(process, document, actor, gathered)
    activation = task.flow_task.activation_class(task)
    activation.begin()
    activation.complete()
    activation.activate_next()
    rows.write(process)


def cancel_open(process: DispatchProcess, actor: Actor) -> int:
    """Take back every open task of the process; return how many."""
    tasks = DeskTask.objects.filter(process=process, finished__isnull=True)
    return tasks.update(status=STATUS.CANCELED, finished=actor.at)


def divert(process: Any, document: Document, node: Any, actor: Actor) -> None:
    """Take back every open task and go on at the node."""
    cancel_open(process, actor)
    bind(process, document, actor)
    origin = Activation.__new__(Activation)
    origin.process = process
    activation = node._create(origin, Token("start"))
    Activation._activate_next(activation, {activation})
    rows.write(process)


def open_at(process: Any, document: Document, node: Any, presets: dict[str, Any], actor: Actor) -> DeskTask:
    """Open one more task at a desk of the running fork (加签, 转办, 委派)."""
    bind(process, document, actor)
    origin = Activation.__new__(Activation)
    origin.process = process
    task: DeskTask = node._create(origin, Token("start"), data=presets).task
    rows.write(process)
    return task


def stop(process: DispatchProcess, actor: Actor) -> None:
    """End the process without reaching its end."""
    cancel_open(process, actor)
    process.status, process.finished = PROCESS.CANCELED, actor.at
    process.save(update_fields=["status", "finished"])
