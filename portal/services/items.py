"""上门户: one document is put on the portal, replaced, or turned into a tombstone; the only door to the tables."""

from dataclasses import asdict, fields
from datetime import datetime

from django.db import transaction
from django.db.models import F

from common.digests import of_bytes
from portal import facts
from portal.choices import FileKind
from portal.errors import ItemAltered, OriginDiffers
from portal.facts import Correction, PublicFile, PublicItem, PublicReading, PublicRelation
from portal.models import (
    ChangeCounter,
    EndedReading,
    PublishedDocument,
    PublishedFile,
    PublishedReading,
    PublishedRelation,
)
from portal.services.changes import note_document, standing
from portal.services.entries import put_entry

APART = ("index", "files", "readings", "ended_readings", "relations", "corrections")
COLUMNS = tuple(each.name for each in fields(PublicItem) if each.name not in APART)


@transaction.atomic
def apply(*, item: PublicItem, at: datetime) -> PublishedDocument:
    """Make the portal show exactly this item under its index number; return the row.

    Files and interpretations that the item does not have are gone afterwards. Raises ItemAltered, OriginDiffers.
    """
    for each in item.files:
        _require_intact(item, each)
    change = next_change()  # first: whoever changes the portal waits here
    held = PublishedDocument.objects.select_for_update().filter(index=item.index).first()
    if held is not None and held.origin != item.origin:
        raise OriginDiffers(index=item.index, origin=held.get_origin_display())
    stood = standing(held)
    document = held or PublishedDocument(index=item.index)
    for name, value in columns_of(item).items():
        setattr(document, name, value)
    document.corrections = [_correction(each) for each in item.corrections]
    document.change, document.changed_at = change, at
    document.save()
    _put_files(document, item.files)
    _put_readings(document, item.readings)
    _put_ended(document, item.ended_readings)
    _put_relations(document, item.relations)
    put_entry(document, [(each.title, each.text) for each in item.readings])
    note_document(document=document, stood=stood, at=at)
    return document


def columns_of(item: PublicItem) -> dict[str, object]:
    """Return the columns of the row that shows the item, without those that follow from its parts."""
    return {name: _column(getattr(item, name)) for name in COLUMNS}


def _column(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _correction(each: Correction) -> dict[str, str]:
    return {"at": each.at.isoformat(), "note": each.note}


def _require_intact(item: PublicItem, file: PublicFile) -> None:
    found = of_bytes(file.data)
    if (found.sm3, found.sha256) != (file.sm3, file.sha256):
        raise ItemAltered(index=item.index, kind=FileKind(file.kind).label)


def next_change(count: int = 1) -> int:
    """Return the first of `count` numbers of changes; whoever changes the portal waits here until the commit."""
    ChangeCounter.objects.bulk_create([ChangeCounter(pk=1)], ignore_conflicts=True)
    counter = ChangeCounter.objects.select_for_update().get(pk=1)
    ChangeCounter.objects.filter(pk=1).update(last=F("last") + count)
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


def _put_ended(document: PublishedDocument, ended: tuple[facts.EndedReading, ...]) -> None:
    document.ended_readings.all().delete()
    EndedReading.objects.bulk_create(EndedReading(document=document, **asdict(each)) for each in ended)


def _put_relations(document: PublishedDocument, relations: tuple[PublicRelation, ...]) -> None:
    document.relations.all().delete()
    PublishedRelation.objects.bulk_create(
        PublishedRelation(document=document, kind=each.kind, number_text=each.number_text, title=each.title)
        for each in relations
    )
