"""The worker's side of a Job node: prepare without locks, then apply and advance in one transaction."""

from datetime import datetime
from typing import Any

from django.db import transaction
from viewflow.workflow.status import STATUS

from documents import selectors as documents
from outbox.registry import handles
from workflow.engine import run
from workflow.engine.actor import Actor
from workflow.models import DeskTask, DispatchProcess


@handles("workflow.job")
def run_job(payload: dict[str, Any], at: datetime) -> None:
    """Do the job of one task; a task that is done or called off is left alone, so twice is once."""
    task = DeskTask.objects.get(pk=payload["task"])
    if task.status != STATUS.SCHEDULED:
        return
    prepare = task.flow_task.prepare
    prepared = prepare(document_id=task.document_id, at=at) if prepare else None
    _apply(task.pk, prepared, at)


@transaction.atomic
def _apply(task_id: int, prepared: Any, at: datetime) -> None:
    process_id = DeskTask.objects.values_list("process_id", flat=True).get(pk=task_id)
    process = DispatchProcess.objects.select_for_update().get(pk=process_id)
    task = DeskTask.objects.get(pk=task_id)
    if task.status != STATUS.SCHEDULED:
        return
    task.process = process
    document = documents.locked(task.document_id)
    task.flow_task.apply(document=document, prepared=prepared, by=None, on_behalf_of=None, at=at)
    run.finish(task, document, Actor(by=None, on_behalf_of=None, at=at))
