"""A published document as it left portal.services.apply: the same PublicItem, read back from the rows."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from typing import Any

from portal.facts import Correction, PublicFile, PublicItem, PublicReading
from portal.models import PublishedDocument, PublishedFile, PublishedReading

APART = ("files", "readings", "corrections")
COLUMNS = tuple(each.name for each in fields(PublicItem) if each.name not in APART)
Change = tuple[int, str, datetime]


def changed(since: int, upto: int) -> Iterator[Change]:
    """Yield number, 索引号 and time of each document whose last change lies in the range, in order."""
    rows = PublishedDocument.objects.filter(change__gt=since, change__lte=upto).order_by("change")
    yield from rows.values_list("change", "index", "changed_at").iterator()


def read(index: str) -> PublicItem | None:
    """Return the document as one state of it, also when it is being changed at this moment."""
    while (row := PublishedDocument.objects.filter(index=index).first()) is not None:
        item = _item(row)
        if PublishedDocument.objects.filter(pk=row.pk, change=row.change).exists():
            return item
    return None


def _item(row: PublishedDocument) -> PublicItem:
    columns = {name: _value(getattr(row, name)) for name in COLUMNS}
    corrections = tuple(Correction(datetime.fromisoformat(each["at"]), each["note"]) for each in row.corrections)
    files = tuple(_file(each) for each in row.files.order_by("kind"))
    readings = tuple(_reading(each) for each in row.readings.order_by("serial"))
    return PublicItem(**columns, corrections=corrections, files=files, readings=readings)


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _file(row: PublishedFile) -> PublicFile:
    return PublicFile(row.kind, bytes(row.data), row.sm3, row.sha256)


def _reading(row: PublishedReading) -> PublicReading:
    return PublicReading(**{each.name: _plain(getattr(row, each.name)) for each in fields(PublicReading)})


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
