"""Erasing what was typeset from a content that must be classified (R12): bytes go, digests stay."""

from datetime import datetime

from django.db.models import Case, Value, When

from documents.models import Document
from documents.services.blobs import discard
from publication.errors import StillPublic
from publication.models import (
    CleanupItem,
    Consent,
    EndingProposal,
    JointLink,
    ListingProposal,
    PublicCopy,
    RelationDecision,
    Release,
    Schedule,
    ValidityChange,
)
from publication.normative.choices import CleanupState
from publication.selectors import live_release
from publication.services.cleanups import show_results
from publication.services.joint import forget, hide_link
from publication.services.preparing import put_forgetting
from publication.services.showing import show_again

ERASED = "（内容已按保密规定清除）"


def erase(*, document: Document, at: datetime) -> None:
    """Erase every copy of a locked document and what its ended releases and proposals say of the content.

    Raises StillPublic when a release is live: it is retracted first.
    """
    if live_release(document.pk) is not None:
        raise StillPublic
    copies = PublicCopy.objects.filter(document=document, erased_at__isnull=True)
    rows = copies.values_list("docx_id", "html_id", "pdf_id")
    blobs = {str(name) for row in rows for name in row if name}
    copies.update(docx=None, html=None, pdf=None, elements={}, erased_at=at)
    Release.objects.filter(document=document, erased_at__isnull=True).update(
        title=ERASED, summary="", keywords=[], reason=ERASED, explanation=ERASED, erased_at=at
    )
    EndingProposal.objects.filter(document=document, erased_at__isnull=True).update(
        reason=ERASED,
        explanation=ERASED,
        summary="",
        note=Case(When(note="", then=Value("")), default=Value(ERASED)),
        erased_at=at,
    )
    erasing = {name: Case(When(**{name: ""}, then=Value("")), default=Value(ERASED)) for name in ("late_reason", "why")}
    Schedule.objects.filter(document=document, erased_at__isnull=True).update(**erasing, erased_at=at)
    _erase_what_was_said(document, at)
    Consent.objects.filter(document=document).delete()
    hide_link(document=document, name=ERASED, at=at)
    JointLink.objects.filter(document=document).delete()
    show_again(document.pk, at)
    if CleanupItem.objects.filter(document=document, cleanup__state=CleanupState.PUBLISHED).exists():
        show_results(at)
    put_forgetting(document.pk, at)
    discard(blobs)


def _erase_what_was_said(document: Document, at: datetime) -> None:
    """Erase titles quoted from the text, and why its validity was changed or kept."""
    RelationDecision.objects.filter(document=document).delete()
    forget(ListingProposal.objects.filter(material__document=document), ERASED, at)
    changes = ValidityChange.objects.filter(document=document)
    changes.update(reason=ERASED, note=Case(When(note="", then=Value("")), default=Value(ERASED)))
    CleanupItem.objects.filter(document=document).exclude(reason="").update(reason=ERASED)
