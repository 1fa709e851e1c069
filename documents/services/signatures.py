"""签发: the signature names what it was given on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.models import User
from common.clock import office_date
from documents.choices import Action
from documents.errors import SignatureMissing
from documents.models import Document, SignOff
from documents.services.moves import move


def sign_off(
    *,
    document: Document,
    text: str,
    gathered: Mapping[str, Any] | None = None,
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> SignOff:
    """Sign the present version and the judged disclosure decision of a locked document and move it to 已签发 (R9).

    What is on file and is to be public bears the proposed decision from now on and leaves the file (条例18); its
    publication is due from this day (条例26). `gathered` is what the gate of the same act has gathered.
    Raises SignatureMissing, GateClosed, ActionRefused.
    """
    version, decision = document.version, document.judged_decision
    if version is None or decision is None:
        raise SignatureMissing
    signoff = SignOff.objects.create(
        document=document,
        version=version,
        decision=decision,
        content_sm3=version.content_sm3,
        content_sha256=version.content_sha256,
        public_sm3=document.public_sm3,
        decision_sm3=decision.sm3,
        routing_sm3=document.routing_sm3(),
        signed_by=by,
        signed_for=on_behalf_of,
        signed_at=at,
        text=text,
    )
    document.signoff, action = signoff, Action.SIGN
    document.save(update_fields=["signoff"])
    if document.proposed_id:
        document.decision, document.proposed, action = decision, None, Action.REOPEN_DISCLOSURE
        document.limit_from = office_date(at)
        document.save(update_fields=["decision", "proposed", "limit_from"])
    move(document=document, action=action, gathered=gathered, by=by, on_behalf_of=on_behalf_of, at=at)
    return signoff


def unsign(*, document: Document, by: User | None, on_behalf_of: User | None = None, at: datetime) -> None:
    """Take a signed, locked document back into review; the old signature stays to be read (R8, R51)."""
    move(document=document, action=Action.REOPEN_SIGNATURE, by=by, on_behalf_of=on_behalf_of, at=at)
    document.signoff = None
    document.save(update_fields=["signoff"])
