"""Reads of the portal: a fixed number of queries each, over what the public may read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.choices import FileKind, State
from portal.models import FacetCount, PublishedDocument, PublishedDocumentQuerySet, PublishedFile, PublishedReading

NEWEST = ("-published_at", "-pk")
ROW = ("title", "number_text", "generated_on", "published_at", "issuing_body", "genre", "validity", "state", "index")
READING = ("serial", "title", "source", "form", "published_at", "document")
OF_READING = tuple(f"document__{name}" for name in ("index", "number_text", "title", "state", "generated_on"))


def newest() -> PublishedDocumentQuerySet:
    """Return what is public as rows of a list, newest first, each with `interpreted`."""
    interpreted = Exists(PublishedReading.objects.filter(document=OuterRef("pk")))
    return PublishedDocument.objects.live().annotate(interpreted=interpreted).order_by(*NEWEST).only(*ROW)


def filtered(asked: Mapping[str, Any]) -> PublishedDocumentQuerySet:
    """Return the rows that fit what was asked for (cleaned data of ListForm)."""
    rows = newest()
    if topic := asked.get("topic"):
        rows = rows.filter(topic=topic)
    if genre := asked.get("genre"):
        rows = rows.filter(genre=genre)
    if stage := asked.get("stage"):
        rows = rows.filter(stages__contains=[stage])
    if year := asked.get("year"):
        rows = rows.filter(generated_on__range=(date(year, 1, 1), date(year, 12, 31)))
    if body := asked.get("body"):
        rows = rows.filter(issuing_body=body)
    return rows.filter(_says(q)) if (q := asked.get("q")) else rows


def _says(text: str) -> Q:
    return Q(title__icontains=text) | Q(number_text__icontains=text) | Q(summary__icontains=text)


def counts() -> dict[str, dict[str, int]]:
    """Return how many public documents each value of each filter has (one query): name to value to count."""
    found: dict[str, dict[str, int]] = {}
    for row in FacetCount.objects.filter(count__gt=0).order_by("name", "value"):
        found.setdefault(row.name, {})[row.value] = row.count
    return found


def readings() -> QuerySet[PublishedReading]:
    """Return the interpretations, newest first, with what a list says of their documents."""
    rows = PublishedReading.objects.filter(document__state=State.LIVE).select_related("document")
    return rows.order_by(*NEWEST).only(*READING, *OF_READING)


def at_address(index: str) -> PublishedDocument | None:
    """Return the document under the index number, live or a tombstone, with all its columns but the long text."""
    return PublishedDocument.objects.filter(index=index).defer("text").first()


def files_of(document: PublishedDocument) -> list[PublishedFile]:
    """Return the files of the document in the order of FileKind; only the page text (html) has its bytes loaded."""
    found = {each.kind: each for each in document.files.filter(kind=FileKind.HTML)}
    found |= {each.kind: each for each in document.files.exclude(kind=FileKind.HTML).defer("data")}
    return [found[kind] for kind in FileKind.values if kind in found]


def readings_of(document: PublishedDocument) -> list[PublishedReading]:
    """Return the interpretations of the document in their order, without their text."""
    return list(document.readings.order_by("serial").defer("page", "text", "picture"))


def reading_at(index: str, serial: int) -> PublishedReading | None:
    """Return one interpretation of the document under the index number, with the document."""
    rows = PublishedReading.objects.filter(document__index=index, serial=serial)
    return rows.select_related("document").defer("text", "document__text", "picture").first()


def file_at(index: str, kind: str) -> PublishedFile | None:
    """Return a file of a live document with its bytes and its document."""
    rows = PublishedFile.objects.filter(document__index=index, document__state=State.LIVE, kind=kind)
    return rows.select_related("document").defer("document__text").first()


def related_to(document: PublishedDocument, most: int) -> list[PublishedDocument]:
    """Return the newest other public documents of the same topic."""
    return list(newest().filter(topic=document.topic).exclude(pk=document.pk)[:most])


def picture_at(index: str, serial: int) -> PublishedReading | None:
    """Return the interpretation with its picture, None when it has none or its document is not public."""
    rows = PublishedReading.objects.filter(document__index=index, document__state=State.LIVE, serial=serial)
    return rows.exclude(picture_type="").only("picture", "picture_type").first()
