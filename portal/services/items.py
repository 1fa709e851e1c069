"""上门户: one document is put on the portal, replaced, or turned into a tombstone; the only door to the tables."""

from dataclasses import fields
from datetime import datetime

from django.db import transaction
from django.db.models import F

from common.digests import of_bytes
from portal.choices import FileKind
from portal.errors import ItemAltered, OriginDiffers
from portal.facts import Correction, PublicFile, PublicItem, PublicReading
from portal.models import ChangeCounter, PublishedDocument, PublishedFile, PublishedReading

APART = ("index", "files", "readings", "corrections")
COLUMNS = tuple(each.name for each in fields(PublicItem) if each.name not in APART)


@transaction.atomic
def apply(*, item: PublicItem, at: datetime) -> PublishedDocument:
    """Make the portal show exactly this item under its index number; return the row.

    Files and interpretations that the item does not have are gone afterwards. Raises ItemAltered, OriginDiffers.
    """
    for each in item.files:
        _require_intact(item, each)
    change = _next_change()  # first: whoever changes the portal waits here
    held = PublishedDocument.objects.select_for_update().filter(index=item.index).first()
    if held is not None and held.origin != item.origin:
        raise OriginDiffers(index=item.index, origin=held.get_origin_display())
    document = held or PublishedDocument(index=item.index)
    for name in COLUMNS:
        setattr(document, name, _column(getattr(item, name)))
    document.corrections = [_correction(each) for each in item.corrections]
    document.change, document.changed_at = change, at
    document.save()
    _put_files(document, item.files)
    _put_readings(document, item.readings)
    return document


def _column(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _correction(each: Correction) -> dict[str, str]:
    return {"at": each.at.isoformat(), "note": each.note}


def _require_intact(item: PublicItem, file: PublicFile) -> None:
    found = of_bytes(file.data)
    if (found.sm3, found.sha256) != (file.sm3, file.sha256):
        raise ItemAltered(index=item.index, kind=FileKind(file.kind).label)


def _next_change() -> int:
    ChangeCounter.objects.bulk_create([ChangeCounter(pk=1)], ignore_conflicts=True)
    counter = ChangeCounter.objects.select_for_update().get(pk=1)
    ChangeCounter.objects.filter(pk=1).update(last=F("last") + 1)
    return counter.last + 1


def _put_files(document: PublishedDocument, files: tuple[PublicFile, ...]) -> None:
    kept = {each.kind: each.sha256 for each in files}
    held = dict(document.files.values_list("kind", "sha256"))
    document.files.filter(kind__in=[kind for kind, sha256 in held.items() if kept.get(kind) != sha256]).delete()
    PublishedFile.objects.bulk_create(
        PublishedFile(document=document, kind=f.kind, data=f.data, size=len(f.data), sm3=f.sm3, sha256=f.sha256)
        for f in files
        if held.get(f.kind) != f.sha256
    )


def _put_readings(document: PublishedDocument, readings: tuple[PublicReading, ...]) -> None:
    document.readings.all().delete()
    names = [each.name for each in fields(PublicReading)]
    PublishedReading.objects.bulk_create(
        PublishedReading(document=document, **{name: getattr(each, name) for name in names}) for each in readings
    )
