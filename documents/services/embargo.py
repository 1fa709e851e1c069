"""不早于: a document may say before which moment nobody releases it, and why."""

from datetime import datetime

from accounts.models import User
from audit import services as audit
from common.clock import office_text
from documents.choices import Status
from documents.errors import EmbargoTooLate, EmbargoUnexplained
from documents.models import Document

OVER = frozenset({Status.PUBLISHED, Status.RETRACTED, Status.FILED, Status.DISCARDED})


def set_embargo(
    *,
    document: Document,
    not_before: datetime | None,
    reason: str,
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> Document:
    """Put the moment before which a locked document is not released, with its reason; None takes it away.

    Both are journalled. Raises EmbargoTooLate when it is public or filed already, EmbargoUnexplained without reason.
    """
    if document.status in OVER:
        raise EmbargoTooLate(status=document.get_status_display())
    if not reason.strip():
        raise EmbargoUnexplained
    document.not_before, document.not_before_reason = not_before, reason.strip()[:300] if not_before else ""
    document.changed_at = at
    document.save(update_fields=["not_before", "not_before_reason", "changed_at"])
    verb = "document.embargo" if not_before else "document.embargo_lifted"
    facts = {"moment": office_text(not_before)} if not_before else {}
    chain = f"document:{document.pk}"
    audit.record(chain=chain, verb=verb, facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
    return document
