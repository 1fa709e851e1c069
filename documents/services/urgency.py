"""紧急程度: how soon a document has to be delivered and handled (党政机关公文处理工作条例 9(3)), until it is signed."""

from datetime import datetime

from accounts.models import User
from audit import services as audit
from documents.choices import Status
from documents.errors import UrgencyAlready, UrgencyFixed, UrgencyUnexplained
from documents.models import Document

UNSIGNED = frozenset({Status.DRAFT, Status.IN_REVIEW})


def set_urgency(*, document: Document, urgency: str, reason: str, by: User, at: datetime) -> Document:
    """Change how urgent a locked document is, with the reason; opinions hold on, a signature would not (ADR 0044).

    Raises UrgencyFixed when it is signed, UrgencyAlready, UrgencyUnexplained without a reason.
    """
    if document.status not in UNSIGNED:
        raise UrgencyFixed(status=document.get_status_display())
    if document.urgency == urgency:
        raise UrgencyAlready(urgency=document.get_urgency_display())
    if not reason.strip():
        raise UrgencyUnexplained
    facts = {"was": document.urgency, "now": urgency, "reason": reason.strip()[:200]}
    document.urgency, document.changed_at = urgency, at
    document.save(update_fields=["urgency", "changed_at"])
    audit.record(chain=f"document:{document.pk}", verb="document.urgency", facts=facts, by=by, at=at)
    return document
