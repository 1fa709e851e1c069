"""More time: asked for before the limit is over, granted or refused once, by another person."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Case, Value, When

from accounts.models import User
from audit import services as audit
from common.errors import NotFound
from deadlines.choices import ClockKind, ExtensionState
from deadlines.errors import ExtensionDecided, ExtensionOwn, ExtensionUnfit, ExtensionWordsMissing
from deadlines.facts import Budget
from deadlines.models import Extension
from deadlines.services.clocks import recount_document

ERASED = "（已按保密规定清除）"


@dataclass(frozen=True, slots=True)
class Wish:
    """How much more time for which deadline, and why; `budget` is its limit, `due` when it is over."""

    kind: ClockKind
    subject_id: int
    document_id: int
    label: str
    budget: Budget
    due: datetime
    amount: int
    reason: str


@transaction.atomic
def ask_extension(*, wish: Wish, by: User, on_behalf_of: User | None = None, at: datetime) -> Extension:
    """Ask for more time. Journalled.

    :raises ExtensionUnfit: it is too much, too late, or there is a request already that is open or was granted.
    """
    if at >= wish.due or not 1 <= wish.amount <= wish.budget.amount:
        raise ExtensionUnfit(most=wish.budget.words)
    try:
        with transaction.atomic():
            row = Extension.objects.create(
                kind=wish.kind,
                subject_id=wish.subject_id,
                document_id=wish.document_id,
                amount=wish.amount,
                reason=wish.reason.strip(),
                asked_by=by,
                asked_for=on_behalf_of,
                asked_at=at,
            )
    except IntegrityError as error:
        raise ExtensionUnfit(most=wish.budget.words) from error
    facts = {"extension": row.pk, "what": wish.label, "more": Budget(wish.amount, wish.budget.unit).words}
    chain = f"document:{wish.document_id}"
    audit.record(chain=chain, verb="deadline.extension_asked", facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
    return row


def erase_extensions(*, document_id: int) -> None:
    """Empty every word about more time that may quote a content that has to be erased (R12)."""
    rows = Extension.objects.filter(document_id=document_id)
    rows.update(reason=ERASED, answer=Case(When(answer="", then=Value("")), default=Value(ERASED)))


@transaction.atomic
def decide_extension(*, extension_id: int, grants: bool, answer: str, by: User, at: datetime) -> Extension:
    """Grant or refuse more time; the deadline is counted again. Journalled.

    Raises NotFound, ExtensionDecided, ExtensionOwn, ExtensionWordsMissing.
    """
    row = Extension.objects.select_for_update().filter(pk=extension_id).first()
    if row is None:
        raise NotFound
    if row.state != ExtensionState.ASKED:
        raise ExtensionDecided
    if by.pk in {row.asked_by_id, row.asked_for_id}:
        raise ExtensionOwn
    if not grants and not answer.strip():
        raise ExtensionWordsMissing
    row.state = ExtensionState.GRANTED if grants else ExtensionState.REFUSED
    row.decided_by, row.decided_at, row.answer = by, at, answer.strip()
    row.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    facts = {"extension": row.pk, "outcome": row.state}
    chain = f"document:{row.document_id}"
    audit.record(chain=chain, verb="deadline.extension_decided", facts=facts, by=by, at=at)
    if grants:
        recount_document(document_id=row.document_id, at=at)
    return row
