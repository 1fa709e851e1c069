"""Reads for machines: a fixed number of queries each, and streams that hold a few rows at a time."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Prefetch

from portal.choices import Dataset, State
from portal.machine.columns import BODY, Column
from portal.models import (
    ChangeCounter,
    FacetCount,
    PublishedDataset,
    PublishedDocument,
    PublishedFile,
    PublishedReading,
)
from portal.selectors import readings

CHUNK = 2000  # rows that a stream holds
RECORD = (
    "index", "origin", "state", "title", "number_text", "issuing_body", "topic", "genre", "stages", "summary",
    "keywords", "generated_on", "published_on", "published_at", "validity", "validity_note", "content_sm3",
    "corrections", "ended_at", "ended_kind", "explanation", "successor_index", "successor_url", "source_name",
    "source_url", "change", "changed_at",
)  # fmt: skip
CATALOGUE = (
    "index", "origin", "title", "number_text", "issuing_body", "topic", "genre", "stages", "summary", "keywords",
    "generated_on", "published_on", "validity", "validity_note", "content_sm3", "source_url", "change",
)  # fmt: skip
FILES = Prefetch("files", PublishedFile.objects.order_by("kind").defer("data"))
READINGS = Prefetch("readings", PublishedReading.objects.order_by("serial").defer("page", "text", "picture"))
DOCUMENT_PARTS = """
select part, held.changed_at from generate_series(0, %s) part
 cross join lateral (select d.changed_at from portal_publisheddocument d
                      where d.change > part * %s and d.change <= (part + 1) * %s and d.state = 'live'
                      order by d.change desc limit 1) held
"""
READING_PARTS = """
select part, held.published_at
  from generate_series(0, (select coalesce(max(id), 0) from portal_publishedreading) / %s) part
 cross join lateral (select r.published_at from portal_publishedreading r
                      where r.id > part * %s and r.id <= (part + 1) * %s order by r.id desc limit 1) held
"""


def last_change() -> int:
    """Return the number of the last change of the portal, 0 when there was none."""
    return ChangeCounter.objects.filter(pk=1).values_list("last", flat=True).first() or 0


def newest_of(column: Column, most: int) -> list[PublishedDocument]:
    """Return what changed last in the column, tombstones too, with files; the last change first."""
    rows = PublishedDocument.objects.filter(column.condition()).order_by("-change").only(*RECORD)
    return list(rows.prefetch_related(FILES)[:most])


def newest_readings(most: int) -> list[PublishedReading]:
    """Return the newest interpretations with their documents."""
    return list(readings()[:most])


def newest_retracted(most: int) -> list[PublishedDocument]:
    """Return the documents that were taken down last."""
    rows = PublishedDocument.objects.filter(state=State.RETRACTED).order_by("-change")
    return list(rows.only(*RECORD)[:most])


def has_body(name: str) -> bool:
    """Test if the issuing body has or had a public document."""
    return FacetCount.objects.filter(name=BODY, value=name).exists()


def record_at(index: str) -> PublishedDocument | None:
    """Return the document under the index number, or its tombstone, with files and interpretations."""
    rows = PublishedDocument.objects.filter(index=index).only(*RECORD)
    return rows.prefetch_related(FILES, READINGS).first()


def records_of(keys: Sequence[int]) -> list[PublishedDocument]:
    """Return the documents in the order of the keys (one query)."""
    found = PublishedDocument.objects.live().only(*RECORD).in_bulk(list(keys))
    return [found[key] for key in keys if key in found]


def changed_after(number: int, most: int) -> list[PublishedDocument]:
    """Return what changed after the number, each document once, in the order of the changes."""
    rows = PublishedDocument.objects.filter(change__gt=number).order_by("change").only(*RECORD)
    return list(rows.prefetch_related(FILES)[:most])


def full_readings(index: str) -> list[PublishedReading]:
    """Return the interpretations of the document with their text."""
    rows = PublishedReading.objects.filter(document__index=index).order_by("serial")
    return list(rows.defer("page", "picture"))


def document_parts(last: int, size: int) -> list[tuple[int, datetime]]:
    """Return each range of `size` change numbers that has live documents, with its last change."""
    return _parts(DOCUMENT_PARTS, [max(last - 1, 0) // size, size, size])


def reading_parts(size: int) -> list[tuple[int, datetime]]:
    """Return each range of `size` interpretations that has any, with the publication of its last one."""
    return _parts(READING_PARTS, [size, size, size])


def _parts(query: str, values: list[int]) -> list[tuple[int, datetime]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [(int(part), at) for part, at in cursor.fetchall()]


def documents_in(part: int, size: int) -> Iterator[tuple[str, datetime]]:
    """Yield index number and last change of the live documents in a range of change numbers."""
    rows = PublishedDocument.objects.live().filter(change__gt=part * size, change__lte=(part + 1) * size)
    yield from rows.order_by("change").values_list("index", "changed_at").iterator(CHUNK)


def readings_in(part: int, size: int) -> Iterator[tuple[str, int, datetime]]:
    """Yield index number, serial and publication of the interpretations in a range."""
    rows = PublishedReading.objects.filter(pk__gt=part * size, pk__lte=(part + 1) * size).order_by("pk")
    yield from rows.values_list("document__index", "serial", "published_at").iterator(CHUNK)


def whole_catalogue() -> Iterator[dict[str, Any]]:
    """Yield the columns CATALOGUE of every live document."""
    yield from PublishedDocument.objects.live().order_by("pk").values(*CATALOGUE).iterator(CHUNK)


def open_dataset(name: Dataset, on: date) -> PublishedDataset | None:
    """Return the approval of the open-data set that is in force on the day, None when there is none (R20)."""
    rows = PublishedDataset.objects.filter(name=name, approved_on__lte=on, valid_until__gte=on)
    return rows.first()
