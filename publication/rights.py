"""Reads of the grounds on which another agency's document may be public, and the facts that the rules ask of them."""

from common.gate import provides
from documents.facts import Subject
from publication.facts import OwnershipFacts
from publication.models import Consent, JointLink


def consents_of(document_id: int) -> list[Consent]:
    """Return what is on record of the makers' consent, newest first, who recorded it loaded (one query)."""
    return list(Consent.objects.filter(document_id=document_id).select_related("recorded_by").order_by("-pk"))


def joint_link(document_id: int) -> JointLink | None:
    """Return where the lead agency has published the document, None while nobody said so (one query)."""
    found = JointLink.objects.filter(document_id=document_id).select_related("recorded_by")
    return found.order_by("-pk").first()


@provides(OwnershipFacts)
def ownership_facts(subject: Subject) -> OwnershipFacts:
    """Gather whose the document is; one query where another agency's is forwarded."""
    document = subject.document
    maker = document.forwarded_from
    consented = bool(maker) and Consent.objects.filter(document=document, maker=maker).exists()
    return OwnershipFacts(led_by=document.led_by, forwarded_from=maker, has_consent=consented)
