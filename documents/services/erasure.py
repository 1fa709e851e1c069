"""Erasing a content that must be classified (R12): the bytes go, the fact stays."""

from collections.abc import Callable
from datetime import datetime

from accounts.models import User
from audit import services as audit
from documents.models import Attachment, Document, RedactedText, Version
from documents.services.blobs import discard

ERASED_TITLE = "（内容已按保密规定清除）"
Eraser = Callable[[Document], None]
_others: list[Eraser] = []


def also_erases(eraser: Eraser) -> Eraser:
    """Register the function below it: an app above erases with it what it holds of a document, in the same act."""
    _others.append(eraser)
    return eraser


def erase(*, document: Document, by: User, on_behalf_of: User | None = None, at: datetime) -> None:
    """Erase every version, attachment, picture and element of a locked document that bears its content.

    Only who handled it, when, and that it was erased stays; other apps erase what they hold in the same
    transaction.
    """
    blobs = _blobs_of(document)
    erased: dict[str, object] = {
        "content": {},
        "blob": None,
        "filename": "",
        "hints": {},
        "hidden": [],
        "traits": {},
        "note": "",
    }
    document.versions.update(**erased, erased_at=at)
    Attachment.objects.filter(version__document=document).update(title="", filename="", blob=None)
    Version.pictures.through.objects.filter(version__document=document).delete()
    RedactedText.pictures.through.objects.filter(redactedtext__document=document).delete()
    document.redacted_texts.update(content={})
    discard(blobs)
    document.title, document.summary, document.statement = ERASED_TITLE, "", ""
    document.addressees, document.copies_to = [], []
    document.not_before, document.not_before_reason = None, ""
    document.led_by, document.forwarded_from = "", ""
    document.changed_at = at
    document.save(
        update_fields=[
            "title", "summary", "statement", "addressees", "copies_to", "not_before", "not_before_reason", "led_by",
            "forwarded_from", "changed_at",
        ]
    )  # fmt: skip
    document.decisions.exclude(reason="").update(reason=ERASED_TITLE)
    document.signoffs.exclude(text="").update(text=ERASED_TITLE)
    for eraser in _others:
        eraser(document)
    audit.record(
        chain=f"document:{document.pk}", verb="document.erase", facts={}, by=by, on_behalf_of=on_behalf_of, at=at
    )


def _blobs_of(document: Document) -> set[str]:
    files = document.versions.values_list("blob_id", flat=True)
    pictures = Version.pictures.through.objects.filter(version__document=document).values_list("blob_id", flat=True)
    attached = Attachment.objects.filter(version__document=document).values_list("blob_id", flat=True)
    return {str(name) for names in (files, pictures, attached) for name in names if name}
