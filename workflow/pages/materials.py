"""Plan, materials and the news office's comments as the desks and the drafter read them."""

from typing import Any

from django.urls import reverse

from documents.models import Document
from interpretation.models import InterpretationPlan
from interpretation.passages import passages_of
from interpretation.selectors import current_plan, public_materials
from review.choices import Desk
from review.plan_comments import (
    Change,
    Remark,
    by_round,
    changes_between,
    closings_of,
    quote_of,
    remarks_of,
    round_now,
)
from workflow.models import DeskTask


def plan_context(plan: InterpretationPlan | None) -> dict[str, Any]:
    """Return a plan with its materials as the public would read them (components: interpretation/_plan.html)."""
    if plan is None:
        return {"plan": None, "readings": []}
    head = [plan.document_id, plan.serial]
    readings = [
        {
            "material": each,
            "picture_url": reverse("workflow:plan_picture", args=[*head, each.serial]) if each.picture else "",
        }
        for each in public_materials(plan)
    ]
    return {"plan": plan, "readings": readings}


def remarks_context(task: DeskTask | None, document: Document, plan: InterpretationPlan | None) -> dict[str, Any]:
    """Return the comments by round, newest first, and what changed since the last round that had some."""
    remarks = remarks_of(document.pk)
    at_desk = task is not None and task.desk == Desk.INTERPRETATION_COSIGN and task.is_open
    if not remarks and not at_desk:
        return {}
    running = round_now(closings_of(document.pk))
    rounds = [
        {"number": number, "remarks": rows, "is_running": number == running}
        for number, rows in sorted(by_round(remarks).items(), reverse=True)
    ]
    return {
        "cosign_round": running,
        "rounds": rounds,
        "plan_changes": _changes(remarks, running, plan),
        "comments_url": reverse("workflow:plan_comments", args=[task.pk]) if at_desk and task and plan else "",
    }


def _changes(remarks: list[Remark], running: int, plan: InterpretationPlan | None) -> list[Change]:
    """Return what differs between the plan that the last closed round commented on and the present one."""
    earlier = [each for each in remarks if each.comment.round < running]
    if not earlier or plan is None or earlier[-1].comment.plan_id == plan.pk:
        return []
    return changes_between(earlier[-1].comment.plan.data(), plan.data())


def passages_to_comment(document: Document) -> list[dict[str, Any]]:
    """Return the passages of the plan in force, each with the comments of the running round that stand on it."""
    plan = current_plan(document.pk)
    running = round_now(closings_of(document.pk))
    noted = [each.comment for each in remarks_of(document.pk) if each.comment.round == running]
    return [
        {
            "passage": each,
            "quote": quote_of(each),
            "comments": [c for c in noted if c.anchor == each.anchor and c.quote_sm3 == quote_of(each)],
        }
        for each in (passages_of(plan.data()) if plan else [])
    ]
