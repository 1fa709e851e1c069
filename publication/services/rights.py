"""Recording on what ground another agency's document may be public: its maker's consent, the lead agency's page."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from audit import services as audit
from documents.choices import Status
from documents.models import Document
from publication.choices import ConsentKind
from publication.errors import ConsentUnproven, NothingForwarded, NotLedByOthers
from publication.models import Consent, JointLink
from publication.services.joint import show_link


@transaction.atomic
def record_consent(
    *, document: Document, kind: str, url: str, letter: str, given_on: date, by: User, at: datetime
) -> Consent:
    """Put on record that the maker of what a locked document forwards has published it, or consents.

    Raises NothingForwarded, ConsentUnproven.
    """
    if not document.forwarded_from:
        raise NothingForwarded
    if not (url if kind == ConsentKind.PUBLISHED else letter.strip()):
        raise ConsentUnproven
    made = Consent.objects.create(
        document=document,
        maker=document.forwarded_from,
        kind=ConsentKind(kind),
        url=url,
        letter=letter.strip(),
        given_on=given_on,
        recorded_by=by,
        recorded_at=at,
    )
    facts = {"consent": made.pk, "kind": made.kind}
    audit.record(chain=f"document:{document.pk}", verb="publication.consent", facts=facts, by=by, at=at)
    return made


@transaction.atomic
def record_joint_link(*, document: Document, url: str, by: User, at: datetime) -> JointLink:
    """Put on record, and on the portal, where the lead published a document filed here; raise NotLedByOthers."""
    if not document.led_by or document.status != Status.FILED:
        raise NotLedByOthers
    made = JointLink.objects.create(document=document, lead=document.led_by, url=url, recorded_by=by, recorded_at=at)
    show_link(link=made, at=at)
    facts = {"link": made.pk}
    audit.record(chain=f"document:{document.pk}", verb="publication.joint_link", facts=facts, by=by, at=at)
    return made
