"""紧急公开: declared in words, its skipped co-signs asked afterwards, decided on by another person."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Office, User
from audit import services as audit
from common.clock import office_text
from common.gate import Gate
from documents.choices import EmergencyState
from documents.models import Document
from documents.services.moves import subject_of
from review import validity
from review.choices import Desk, Verdict
from review.emergencies import due_at, standing_emergency
from review.emergency_rules import DECLARING, RATIFYING, REFUSING
from review.errors import EmergencyDecided, EmergencyRefusalNeedsWords, EmergencyStands, SkippedAnswered
from review.models import Emergency, SkippedCosign
from review.selectors import Case

LABELS = {RATIFYING: "追认", REFUSING: "不予追认"}


def declaring_gate(
    *,
    document: Document,
    reason: str,
    happened_at: datetime | None = None,
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> Gate:
    """Return the gate that the page shows for 紧急公开: the one that `declare_emergency` asks."""
    subject = subject_of(document, by, on_behalf_of, at)
    subject.gathered.update(reason=reason, happened_at=happened_at)
    return Gate(DECLARING, "决定紧急公开", subject)


@transaction.atomic
def declare_emergency(
    *,
    document: Document,
    reason: str,
    happened_at: datetime | None = None,
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> Emergency:
    """Let a locked document in review pass without the co-signs that are still open; say why, and when the event was.

    The caller lets the flow go on. Raises EmergencyStands, GateClosed.
    """
    if standing := standing_emergency(document.pk):
        raise EmergencyStands(who=standing.declared_by.full_name, when=office_text(standing.declared_at))
    said: dict[str, Any] = {"reason": reason, "happened_at": happened_at}
    declaring_gate(document=document, **said, by=by, on_behalf_of=on_behalf_of, at=at).check()
    made: dict[str, Any] = {"declared_by": by, "declared_for": on_behalf_of, "declared_at": at}
    emergency = Emergency.objects.create(document=document, reason=reason.strip(), happened_at=happened_at, **made)
    _mark(document, EmergencyState.DECLARED)
    facts = {"emergency": emergency.pk, "due": office_text(due_at(emergency))}
    _note("review.emergency_declared", document, facts, by=by, on_behalf_of=on_behalf_of, at=at)
    return emergency


def note_skipped(*, document: Document, at: datetime) -> list[SkippedCosign]:
    """Ask afterwards for each co-sign that the release of a locked document did not wait for; none in other cases."""
    emergency = standing_emergency(document.pk) if document.emergency else None
    if emergency is None:
        return []
    case = Case(document)
    rows = [
        SkippedCosign(emergency=emergency, desk=Desk.DEPARTMENT_COSIGN, office=office, asked_at=at)
        for office in Office.objects.filter(pk__in=validity.offices_unasked(case.held, case.present)).order_by("path")
    ]
    if validity.interpretation_due(case.present) and not case.agreed(Desk.INTERPRETATION_COSIGN):
        rows.append(SkippedCosign(emergency=emergency, desk=Desk.INTERPRETATION_COSIGN, asked_at=at))
    made = SkippedCosign.objects.bulk_create(rows, ignore_conflicts=True)
    _note("review.emergency_skipped", document, {"skipped": len(rows)}, by=None, on_behalf_of=None, at=at)
    return made


@transaction.atomic
def cosign_afterwards(
    *, row: SkippedCosign, verdict: str, text: str, by: User, on_behalf_of: User | None = None, at: datetime
) -> None:
    """Give a skipped co-sign on a locked row, once; a disagreement says why.

    Raises SkippedAnswered, EmergencyRefusalNeedsWords, GateClosed.
    """
    if row.by is not None and row.at is not None:
        raise SkippedAnswered(who=row.by.full_name, when=office_text(row.at))
    if verdict not in {Verdict.AGREE, Verdict.DISAGREE} or (verdict == Verdict.DISAGREE and not text.strip()):
        raise EmergencyRefusalNeedsWords
    document = row.emergency.document
    subject = subject_of(document, by, on_behalf_of, at)
    Gate("cosign_afterwards", "补会签", subject).check()
    row.verdict, row.text, row.by, row.on_behalf_of, row.at = verdict, text.strip(), by, on_behalf_of, at
    row.save(update_fields=["verdict", "text", "by", "on_behalf_of", "at"])
    facts = {"desk": row.desk, "verdict": verdict, "office": row.office_id}
    _note("review.emergency_cosigned", document, facts, by=by, on_behalf_of=on_behalf_of, at=at)


def deciding_gate(*, emergency: Emergency, act: str, by: User, on_behalf_of: User | None = None, at: datetime) -> Gate:
    """Return the gate that the page shows for 追认 and 不予追认: the one that `decide_emergency` asks."""
    subject = subject_of(emergency.document, by, on_behalf_of, at)
    subject.gathered["emergency"] = emergency
    return Gate(act, LABELS[act], subject)


@transaction.atomic
def decide_emergency(
    *, emergency: Emergency, act: str, words: str, by: User, on_behalf_of: User | None = None, at: datetime
) -> None:
    """Approve a locked emergency release afterwards, or do not: then what is public must be retracted or corrected.

    Raises EmergencyDecided, EmergencyRefusalNeedsWords, GateClosed.
    """
    if emergency.decided_by is not None and emergency.decided_at is not None:
        who, when = emergency.decided_by.full_name, office_text(emergency.decided_at)
        raise EmergencyDecided(what=emergency.get_state_display(), who=who, when=when)
    if act == REFUSING and not words.strip():
        raise EmergencyRefusalNeedsWords
    deciding_gate(emergency=emergency, act=act, by=by, on_behalf_of=on_behalf_of, at=at).check()
    emergency.state = EmergencyState.RATIFIED if act == RATIFYING else EmergencyState.REFUSED
    emergency.decided_by, emergency.decided_for, emergency.decided_at = by, on_behalf_of, at
    emergency.note = words.strip()
    emergency.save(update_fields=["state", "decided_by", "decided_for", "decided_at", "note"])
    _mark(emergency.document, emergency.state)
    verb = "review.emergency_ratified" if act == RATIFYING else "review.emergency_refused"
    facts = {"emergency": emergency.pk}
    _note(verb, emergency.document, facts, by=by, on_behalf_of=on_behalf_of, at=at)


def _mark(document: Document, state: str) -> None:
    document.emergency = state
    document.save(update_fields=["emergency"])


def _note(
    verb: str,
    document: Document,
    facts: Mapping[str, object],
    *,
    by: User | None,
    on_behalf_of: User | None,
    at: datetime,
) -> None:
    chain = f"document:{document.pk}"
    audit.record(chain=chain, verb=verb, facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
