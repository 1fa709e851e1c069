"""Reads of 紧急公开, and the facts that the rules ask of it."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from common.gate import provides
from documents.choices import Attribute, EmergencyState, Status
from documents.facts import Subject
from documents.models import Document
from review.facts import EmergencyFacts
from review.models import Emergency, SkippedCosign

FIVE_HOURS, A_DAY = timedelta(hours=5), timedelta(hours=24)
RELEASED = frozenset({Status.PUBLISHED, Status.RETRACTED})
PEOPLE = ("declared_by__office", "declared_for", "decided_by", "decided_for")


def due_at(emergency: Emergency) -> datetime:
    """Return by when authoritative information must be public: five hours after the event, by the clock."""
    return emergency.began_at + FIVE_HOURS


def conference_at(emergency: Emergency) -> datetime:
    """Return by when the press conference must have been held: twenty-four hours after the event, by the clock."""
    return emergency.began_at + A_DAY


def emergencies_of(document_id: int) -> list[Emergency]:
    """Return every emergency of the document, newest first, with people loaded (one query)."""
    return list(Emergency.objects.filter(document_id=document_id).select_related(*PEOPLE).order_by("-pk"))


def standing_emergency(document_id: int) -> Emergency | None:
    """Return the emergency on which nobody has decided afterwards yet."""
    found = Emergency.objects.filter(document_id=document_id, state=EmergencyState.DECLARED)
    return found.select_related(*PEOPLE).first()


def emergency_with(emergency_id: int) -> Emergency | None:
    """Return an emergency with document and people loaded (one query)."""
    related = ("document__lead_office", "document__drafter", "document__office")
    return Emergency.objects.select_related(*PEOPLE, *related).filter(pk=emergency_id).first()


def skipped_of(emergency: Emergency) -> list[SkippedCosign]:
    """Return the co-signs that the release did not wait for, in the order of the offices (one query)."""
    rows = SkippedCosign.objects.filter(emergency=emergency).select_related("office", "by", "on_behalf_of")
    return list(rows.order_by("-desk", "office__path"))


def open_skipped() -> QuerySet[SkippedCosign]:
    """Return the co-signs that are owed afterwards, the oldest first."""
    return SkippedCosign.objects.filter(verdict="").order_by("asked_at", "pk")


@provides(EmergencyFacts)
def emergency_facts(subject: Subject) -> EmergencyFacts:
    """Gather the emergency that is decided on (gathered["emergency"]), or about to be declared (gathered["reason"],
    gathered["happened_at"])."""
    document, held = subject.document, subject.gathered.get("emergency")
    is_released = document.status in RELEASED
    if held is None:
        reason, at = subject.gathered.get("reason", ""), subject.at
        event, may = subject.gathered.get("happened_at"), may_be_declared(document)
        hours: dict[str, Any] = {"due_at": (event or at) + FIVE_HOURS, "at": at, "happened_at": event}
        return EmergencyFacts(reason, may, is_released, 0, decider_is_another=True, **hours)
    people = {who for who in (subject.by_id, subject.on_behalf_of_id) if who is not None}
    return EmergencyFacts(
        reason=held.reason,
        may_declare=False,
        is_released=is_released,
        open_skipped=SkippedCosign.objects.filter(emergency=held, verdict="").count(),
        decider_is_another=people.isdisjoint({held.declared_by_id, held.declared_for_id}),
        due_at=due_at(held),
        at=subject.at,
    )


def may_be_declared(document: Document) -> bool:
    """Test if the document is on its way to the signature and proactive (`decision` loaded)."""
    is_proactive = document.decision is not None and document.decision.attribute == Attribute.PROACTIVE
    return document.status == Status.IN_REVIEW and is_proactive
