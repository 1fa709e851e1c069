"""Erasing a content that must be classified (R12): the bytes go, the fact stays."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from accounts.models import User
from audit import services as audit
from documents.models import Attachment, Blob, Document, Version

ERASED_TITLE = "（内容已按保密规定清除）"


def erase(*, document: Document, by: User, on_behalf_of: User | None = None, at: datetime) -> None:
    """Erase every version, attachment, picture and element of a locked document that bears its content.

    Only who handled it, when, and that it was erased stays; other apps erase what they hold in the same
    transaction.
    """
    versions = list(document.versions.all())
    blobs = _blobs_of(versions)
    for version in versions:
        version.pictures.clear()
    erased = {"content": {}, "blob": None, "filename": "", "hints": {}, "hidden": [], "traits": {}, "note": ""}
    document.versions.update(**erased, erased_at=at)
    Attachment.objects.filter(version__document=document).update(title="", filename="", blob=None)
    _drop(blobs)
    document.title, document.summary, document.statement = ERASED_TITLE, "", ""
    document.addressees, document.copies_to = [], []
    document.changed_at = at
    document.save(update_fields=["title", "summary", "statement", "addressees", "copies_to", "changed_at"])
    document.decisions.exclude(reason="").update(reason=ERASED_TITLE)
    audit.record(
        chain=f"document:{document.pk}", verb="document.erase", facts={}, by=by, on_behalf_of=on_behalf_of, at=at
    )


def _blobs_of(versions: list[Version]) -> set[str]:
    ids = [version.pk for version in versions]
    files = Version.objects.filter(pk__in=ids, blob__isnull=False).values_list("blob_id", flat=True)
    pictures = Version.pictures.through.objects.filter(version_id__in=ids).values_list("blob_id", flat=True)
    attached = Attachment.objects.filter(version_id__in=ids, blob__isnull=False).values_list("blob_id", flat=True)
    return {str(name) for names in (files, pictures, attached) for name in names}


def _drop(blobs: set[str]) -> None:
    """Delete the bytes that nothing else refers to; what another document bears as well is that document's affair."""
    for blob in Blob.objects.filter(pk__in=blobs).defer("data"):
        with suppress(ProtectedError), transaction.atomic():
            blob.delete()
