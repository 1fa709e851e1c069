"""转为公开: a document on file is judged anew; it stays as it is until the new decision is signed (条例18、44)."""

from datetime import date, datetime

from accounts.models import User
from audit import services as audit
from documents.choices import Action, Attribute, Status
from documents.errors import ConversionPending, DecisionIncomplete, NothingConverted, NotOnFile
from documents.models import DisclosureDecision, Document, RedactedText, SignOff
from documents.services.decisions import Proposal, broken_rules, facts_of, store
from documents.services.moves import move


def propose_conversion(
    *, document: Document, proposal: Proposal, by: User, on_behalf_of: User | None = None, at: datetime
) -> DisclosureDecision:
    """Put a proactive decision beside that of a locked document on file, for the desks to judge.

    Raises NotOnFile, ConversionPending, DecisionIncomplete.
    """
    present, proposal = document.decision, proposal.cleaned()
    withheld = present is not None and present.attribute != Attribute.PROACTIVE
    may = document.status == Status.FILED and withheld and not document.led_by
    if not may or proposal.attribute != Attribute.PROACTIVE:
        raise NotOnFile(status=document.get_status_display())
    if document.proposed_id:
        raise ConversionPending
    if reasons := broken_rules(facts_of(proposal, document, at)):
        raise DecisionIncomplete(reasons="；".join(reasons))
    document.proposed = store(document, proposal, by=by, on_behalf_of=on_behalf_of, at=at)
    document.changed_at = at
    document.save(update_fields=["proposed", "changed_at"])
    facts = {"attribute": proposal.attribute, "sm3": document.proposed.sm3}
    chain, verb = f"document:{document.pk}", "document.propose_conversion"
    audit.record(chain=chain, verb=verb, facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
    return document.proposed


def is_converted(document: Document) -> bool:
    """Test if the document was registered as not proactive, was signed to be public since, and is not public yet."""
    decision = document.decision
    proactive = decision is not None and decision.attribute == Attribute.PROACTIVE
    return document.status == Status.ISSUED and proactive and document.next_review_on is not None


def keep_on_file(
    *, document: Document, reason: str, by: User, on_behalf_of: User | None = None, at: datetime
) -> Document:
    """Give a conversion up: decision, signature and public text of the locked document are those of before again.

    Raises NothingConverted.
    """
    if not document.proposed_id and not is_converted(document):
        raise NothingConverted
    if is_converted(document):
        _restore_signature(document)
    document.proposed, document.redacted = None, _as_signed(document)
    document.save(update_fields=["proposed", "redacted", "decision", "signoff", "limit_from"])
    if document.status == Status.ISSUED:
        move(document=document, action=Action.FILE, by=by, on_behalf_of=on_behalf_of, at=at)
    facts = {"reason": reason.strip()[:300]}
    chain, verb = f"document:{document.pk}", "document.conversion_stopped"
    audit.record(chain=chain, verb=verb, facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
    return document


def _restore_signature(document: Document) -> None:
    earlier = SignOff.objects.filter(document=document).exclude(decision__attribute=Attribute.PROACTIVE)
    document.signoff = earlier.select_related("decision").order_by("-pk")[0]
    document.decision, document.limit_from = document.signoff.decision, None


def _as_signed(document: Document) -> RedactedText | None:
    """Return the redacted text that the signature covers, None when it was given on the version as it stands."""
    assert document.signoff is not None and document.version is not None  # noqa: S101  # it is on file
    if document.signoff.public_sm3 == document.version.content_sm3:
        return None
    found = RedactedText.objects.filter(document=document, content_sm3=document.signoff.public_sm3)
    return found.order_by("-pk").first()


def put_off_review(*, document: Document, until: date) -> None:
    """Note when the attribute of a locked document that stays on file is judged again (R38)."""
    document.next_review_on = until
    document.save(update_fields=["next_review_on"])
