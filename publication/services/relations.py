"""文件关联: a publisher confirms or rejects what the text says; what is confirmed is on the portal at once."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit import services as audit
from documents.models import Document
from publication.errors import NothingReleased, RelationUnknown
from publication.models import RelationDecision
from publication.selectors import live_release, relations_stated
from publication.services.showing import show_again

UNNUMBERED = "（无发文字号）"  # titles are words of the text, and nothing is erased from the journal (R12)


@transaction.atomic
def decide_relation(*, document: Document, key: tuple[str, str, str], confirmed: bool, by: User, at: datetime) -> None:
    """Say of a relation that the public text states whether the portal shows it.

    Raises NothingReleased, RelationUnknown.
    """
    if live_release(document.pk) is None:
        raise NothingReleased
    if key not in {each.key for each in relations_stated(document)}:
        raise RelationUnknown
    kind, number_text, title = key
    RelationDecision.objects.create(
        document=document, kind=kind, number_text=number_text, title=title, confirmed=confirmed, by=by, at=at
    )
    verb = "publication.relation_confirmed" if confirmed else "publication.relation_rejected"
    facts = {"kind": kind, "number": number_text or UNNUMBERED}
    audit.record(chain=f"document:{document.pk}", verb=verb, facts=facts, by=by, at=at)
    show_again(document.pk, at)
