"""公开安排: when a document is to be released, on its own page, on the desks and in the lists."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from accounts.models import User
from common.gate import Gate
from documents.choices import Attribute, Status
from documents.models import Document
from publication.choices import ScheduleState
from publication.models import Schedule
from publication.schedules import last_schedule, open_schedule, timing_of
from publication.selectors import publication_basis, publication_due
from workflow import services as workflow
from workflow.forms.releasing import CallOffForm, EmbargoForm, RescheduleForm
from workflow.pages.rows import stands_out
from workflow.policies import Identity, keeps_register, publishing_as
from workflow.services.releasing import schedule_token

OVER = frozenset({Status.PUBLISHED, Status.RETRACTED, Status.FILED, Status.DISCARDED})


def arranged_of(document: Document) -> dict[str, Any] | None:
    """Return what components/arranged.html asks: the order to release, why the last one failed, the embargo.

    None when there is nothing to be said (one query).
    """
    if document.status in OVER:
        return None
    last = last_schedule(document.pk)
    refused = last.why if last and last.state == ScheduleState.REFUSED else ""
    is_open = last is not None and last.state == ScheduleState.OPEN
    if not is_open and not refused and document.not_before is None:
        return None
    return {
        "at": last.release_at if last and is_open else None,
        "by": _name_of(last) if last and is_open else "",
        "late_reason": last.late_reason if last and is_open else "",
        "refused": refused,
        "refused_at": last.ended_at if last and refused else None,
        "not_before": document.not_before,
        "reason": document.not_before_reason,
    }


def _name_of(schedule: Schedule) -> str:
    behalf = f"（代{schedule.set_for.full_name}）" if schedule.set_for else ""
    return schedule.set_by.full_name + behalf


def may_arrange(found: list[Identity], document: Document) -> bool:
    """Test if the page of 公开安排 is open to the person: a publisher, or the General Office of the organ."""
    return keeps_register(found[0], document) or publishing_as(found, document) is not None


def is_to_be_released(document: Document) -> bool:
    """Test if the document may still be released (`decision` loaded)."""
    is_proactive = document.decision is None or document.decision.attribute == Attribute.PROACTIVE
    return is_proactive and document.status not in OVER


def embargo_form(document: Document, data: Any = None) -> EmbargoForm:
    """Return the form of the earliest moment, filled with the present one."""
    initial = {"not_before": document.not_before, "reason": document.not_before_reason}
    return EmbargoForm(data, prefix="embargo", initial=initial)


def arrangement_page(
    document: Document, found: list[Identity], at: datetime, **typed: RescheduleForm | CallOffForm | EmbargoForm
) -> dict[str, Any]:
    """Return the context of the page; `typed` are the forms of the refused act, by act."""
    held, user = open_schedule(document.pk), found[0].person
    publishes = publishing_as(found, document) is not None
    due = publication_due(document)
    may_hold_back = keeps_register(found[0], document) and document.status not in OVER
    context: dict[str, Any] = {
        "document": document,
        "document_url": reverse("workflow:document", args=[document.pk]),
        "attribute": document.decision.attribute if document.decision else "",
        "arranged": arranged_of(document),
        "token": schedule_token(document, held),
        "due": due,
        "due_basis": publication_basis(document),
        "embargo": (typed.get("embargo") or embargo_form(document)) if may_hold_back else None,
    }
    if held is not None and publishes:
        context |= {
            "reschedule": typed.get("reschedule") or RescheduleForm(prefix="reschedule", initial=_initial(held)),
            "call_off": typed.get("call_off") or CallOffForm(prefix="call_off"),
            "gate": _gate(document, held, user, at),
        }
    return context


def _initial(held: Schedule) -> dict[str, Any]:
    return {"release_at": held.release_at, "late_reason": held.late_reason}


def _gate(document: Document, held: Schedule, user: User, at: datetime) -> Gate:
    return workflow.timing_gate(document=document, timing=timing_of(held), by=user, at=at)


def schedule_row(schedule: Schedule) -> dict[str, Any]:
    """Return one order to release as a row of the publisher's desk (`document` and `set_by` loaded)."""
    return stands_out(schedule.document) | {
        "title": schedule.document.title,
        "number": schedule.document.number_text,
        "at": schedule.release_at,
        "by": schedule.set_by.full_name,
        "url": reverse("workflow:arrangement", args=[schedule.document_id]),
    }
