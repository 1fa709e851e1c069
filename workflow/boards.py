"""Reads of the 督办看板: ticked rows, and the results of what was done to them."""

from collections.abc import Sequence

from django.db.models import QuerySet

from accounts.models import User
from common.errors import NotFound
from workflow import policies, selectors
from workflow.models import BulkAct, BulkRow, DeskTask


def ticked(user: User, task_ids: Sequence[int]) -> list[DeskTask]:
    """Return the tasks of the person's organ among these, open or done, with what a row shows (one query)."""
    organ = policies.paths_to(user.office.path)[0]
    known = DeskTask.objects.filter(pk__in=task_ids, document__lead_office__path__startswith=organ).exclude(desk="")
    shown = selectors.rows(known).select_related("document__version").defer("document__version__content")
    return list(shown.order_by(*selectors.SOONEST))


def bulk_act(user: User, bulk_id: int) -> BulkAct:
    """Return an act on ticked rows done by the person or by another of the same General Office. Raises NotFound."""
    organ = policies.paths_to(user.office.path)[0]
    found = BulkAct.objects.filter(pk=bulk_id, by__office__path__startswith=organ).select_related("by__office").first()
    if found is None:
        raise NotFound
    return found


def results_of(bulk: BulkAct) -> QuerySet[BulkRow]:
    """Return the rows of the act with their documents, in the order in which they were handled (one query)."""
    return bulk.rows.select_related("task__document", "task__owner", "task__cosign__office").order_by("pk")
