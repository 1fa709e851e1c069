"""The worker's side of a Job node: prepare without locks, then apply and advance in one transaction."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from viewflow.workflow.status import STATUS

from common.errors import DomainError
from documents import selectors as documents
from outbox import services as outbox
from outbox.models import Entry
from outbox.registry import handles
from workflow.engine import run
from workflow.engine.actor import Actor
from workflow.engine.nodes import JOB
from workflow.models import DeskTask, DispatchProcess


@handles(JOB, "排版、核验或发布")
def run_job(payload: dict[str, Any], at: datetime) -> None:
    """Do the job of one task; a task that is done or called off is left alone, so twice is once."""
    task = DeskTask.objects.get(pk=payload["task"])
    if task.status != STATUS.SCHEDULED:
        return
    prepare = task.flow_task.prepare
    prepared = prepare(document_id=task.document_id, at=at) if prepare else None
    try:
        _apply(task.pk, prepared, at)
    except DomainError as error:
        if task.flow_task.refused is None:
            raise
        _give_back(task.pk, error, at)


@transaction.atomic
def _apply(task_id: int, prepared: Any, at: datetime) -> None:
    task = _locked(task_id)
    if task is None:
        return
    document = documents.locked(task.document_id)
    task.flow_task.apply(document=document, prepared=prepared, by=None, on_behalf_of=None, at=at)
    run.finish(task, document, Actor(by=None, on_behalf_of=None, at=at))


@transaction.atomic
def _give_back(task_id: int, error: DomainError, at: datetime) -> None:
    """Let the desk before the job have the document again, with the reason why the job was refused."""
    task = _locked(task_id)
    if task is None:
        return
    document, node = documents.locked(task.document_id), task.flow_task
    node.refused(document=document, error=error, at=at)
    desk = getattr(task.process.flow_class, node.back)
    run.divert(task.process, document, desk, Actor(by=None, on_behalf_of=None, at=at))


def _locked(task_id: int) -> DeskTask | None:
    """Lock the process and return its task, None when it is done or called off by now."""
    process_id = DeskTask.objects.values_list("process_id", flat=True).get(pk=task_id)
    process = DispatchProcess.objects.select_for_update().get(pk=process_id)
    task = DeskTask.objects.get(pk=task_id)
    if task.status != STATUS.SCHEDULED:
        return None
    task.process = process
    return task


def put_again() -> int:
    """Put what waits for the worker into the outbox where its row is lost, as after a restore; return how many.

    A job that is ahead of its moment waits for it again; the outbox takes each job once, however often this runs.
    """
    known = Entry.objects.filter(kind=JOB, key=Concat(Value("task:"), Cast(OuterRef("pk"), CharField())))
    waiting = DeskTask.objects.filter(status=STATUS.SCHEDULED, finished__isnull=True).exclude(Exists(known))
    lost = list(waiting.select_related("document"))
    for task in lost:
        wanted = task.flow_task.not_before
        moment = wanted(task.document) if wanted else None
        outbox.put(kind=JOB, key=f"task:{task.pk}", payload={"task": task.pk}, not_before=moment)
    return len(lost)
