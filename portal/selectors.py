"""Reads of the portal: a fixed number of queries each, over what the public may read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value

from portal.choices import REPORT_PAGE, FileKind, State
from portal.models import (
    ColumnPage,
    EndedReading,
    FacetCount,
    MonthCount,
    PublishedDocument,
    PublishedDocumentQuerySet,
    PublishedFile,
    PublishedReading,
    PublishedRelation,
)

BEFORE = 5  # documents of the same topic that a page shows
NEWEST = ("-published_at", "-pk")
ROW = (
    "title",
    "summary",
    "number_text",
    "generated_on",
    "published_at",
    "issuing_body",
    "genre",
    "validity",
    "index",
)
Counts = Mapping[str, Mapping[str, int]]  # what counts() returns
READING = ("serial", "title", "source", "form", "published_at", "document")
OF_READING = tuple(f"document__{name}" for name in ("index", "number_text", "title", "generated_on"))


def newest() -> PublishedDocumentQuerySet:
    """Return what is public as rows of a list, newest first, each with `interpreted` (True or None).

    For EXISTS PostgreSQL would read all interpretations at once, to show ten rows; a scalar is asked row by row.
    """
    readings = PublishedReading.objects.filter(document=OuterRef("pk")).values(said=Value(True))
    return PublishedDocument.objects.live().annotate(interpreted=Subquery(readings[:1])).order_by(*NEWEST).only(*ROW)


def counts() -> dict[str, dict[str, int]]:
    """Return how many public documents each value of each filter has (one query): name to value to count."""
    found: dict[str, dict[str, int]] = {}
    rows = FacetCount.objects.filter(count__gt=0).order_by("name", "value")
    for name, value, count in rows.values_list("name", "value", "count"):
        found.setdefault(name, {})[value] = count
    return found


def months_of(name: str, value: str) -> dict[str, int]:
    """Return how many public documents of a filter's value each month has, newest first (one query)."""
    rows = MonthCount.objects.filter(name=name, value=value, count__gt=0)
    return dict(rows.order_by("-month").values_list("month", "count"))


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


def shown_readings(index: str) -> list[PublishedReading]:
    """Return the interpretations of the live document under the index number, without their text (one query)."""
    rows = PublishedReading.objects.filter(document__index=index, document__state=State.LIVE)
    return list(rows.order_by("serial").defer("page", "text", "picture"))


def reading_at(index: str, serial: int) -> PublishedReading | None:
    """Return one interpretation of the document under the index number, with the document."""
    rows = PublishedReading.objects.filter(document__index=index, serial=serial)
    return rows.select_related("document").defer("text", "document__text", "picture").first()


def ended_reading_at(index: str, serial: int) -> EndedReading | None:
    """Return what is left of an interpretation that was taken down alone, with its document."""
    rows = EndedReading.objects.filter(document__index=index, document__state=State.LIVE, serial=serial)
    return rows.select_related("document").defer("document__text").first()


def ended_readings(index: str) -> list[EndedReading]:
    """Return what is left of the interpretations of a live document that were taken down alone (one query)."""
    rows = EndedReading.objects.filter(document__index=index, document__state=State.LIVE)
    return list(rows.order_by("serial"))


def file_at(index: str, kind: str) -> PublishedFile | None:
    """Return a file of a live document with its bytes and its document."""
    rows = PublishedFile.objects.filter(document__index=index, document__state=State.LIVE, kind=kind)
    return rows.select_related("document").defer("document__text").first()


def before(document: PublishedDocument) -> list[PublishedDocument]:
    """Return the public documents of the same topic that were published just before it, newest first.

    Its page changes with these only: the newest of the topic would change every page of it with every release.
    """
    at, rows = document.published_at, newest().filter(topic=document.topic)
    return list(rows.filter(published_at__lte=at).exclude(published_at=at, pk__gte=document.pk)[:BEFORE])


def picture_at(index: str, serial: int) -> PublishedReading | None:
    """Return the interpretation with its picture, None when it has none or its document is not public."""
    rows = PublishedReading.objects.filter(document__index=index, document__state=State.LIVE, serial=serial)
    return rows.exclude(picture_type="").only("picture", "picture_type").first()


NAMED = ("index", "title", "number_text", "state")


def relations_from(document: PublishedDocument) -> list[tuple[PublishedRelation, PublishedDocument | None]]:
    """Return what the document does to others, each with the other one where it is public (two queries)."""
    found = list(document.relations.order_by("pk"))
    named = Q(number_text__in=[each.number_text for each in found if each.number_text])
    titled = Q(title__in=[each.title for each in found if each.title and not each.number_text])
    others = list(PublishedDocument.objects.live().filter(named | titled).only(*NAMED))
    by_name = {each.title: each for each in others} | {each.number_text: each for each in others}
    return [(each, by_name.get(each.number_text or each.title)) for each in found]


def relations_to(document: PublishedDocument) -> list[PublishedRelation]:
    """Return what other public documents do to this one, each with its document (one query)."""
    named = Q(number_text=document.number_text) if document.number_text else Q(pk__in=[])
    rows = PublishedRelation.objects.filter(named | Q(number_text="", title=document.title))
    rows = rows.filter(document__state=State.LIVE).exclude(document=document).select_related("document")
    return list(rows.order_by("pk").only("kind", *(f"document__{name}" for name in NAMED)))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the pages of other documents find this one: its place in its topic, its names, and whom it names.

    `named` are number and title of each relation; `readings` is the highest serial of its interpretations.
    """

    topic: str
    published_at: datetime
    number: str
    title: str
    named: frozenset[tuple[str, str]]
    readings: int


def standing_of(document: PublishedDocument) -> Standing:
    """Return how a stored document stands now (three queries)."""
    serials = [*document.readings.values_list("serial", flat=True)]
    serials += document.ended_readings.values_list("serial", flat=True)
    return Standing(
        document.topic,
        document.published_at,
        document.number_text,
        document.title,
        frozenset(document.relations.values_list("number_text", "title")),
        max(serials, default=0),
    )


def showing(pk: int, standings: Iterable[Standing]) -> set[str]:
    """Return the index numbers of documents whose pages show the document, however it stood or stands."""
    known = set(standings)
    found = set(_naming(known)) | set(_named(known))
    for topic, at in {(each.topic, each.published_at) for each in known}:
        rows = PublishedDocument.objects.live().filter(topic=topic, published_at__gte=at).exclude(pk=pk)
        later = rows.exclude(published_at=at, pk__lt=pk).order_by("published_at", "pk")
        found.update(later.values_list("index", flat=True)[:BEFORE])
    return found


def _naming(known: Iterable[Standing]) -> Iterable[str]:
    """Return the documents that name it."""
    numbers = {each.number for each in known if each.number}
    rows = PublishedRelation.objects.filter(Q(number_text__in=numbers) | Q(title__in={each.title for each in known}))
    return rows.values_list("document__index", flat=True)


def _named(known: Iterable[Standing]) -> Iterable[str]:
    """Return the documents that it names."""
    named = {pair for each in known for pair in each.named}
    numbers, titles = {number for number, _ in named if number}, {title for _, title in named if title}
    rows = PublishedDocument.objects.filter(Q(number_text__in=numbers) | Q(title__in=titles))
    return rows.values_list("index", flat=True) if named else ()


def column_page(kind: str) -> ColumnPage | None:
    """Return the page of the statutory column, None when it was not filled in yet."""
    return ColumnPage.objects.filter(kind=kind).first()


def annual_reports() -> list[tuple[int, datetime]]:
    """Return the years whose annual report is shown and when each page changed, the newest year first."""
    rows = ColumnPage.objects.filter(kind__regex=f"^{REPORT_PAGE}$").order_by("-kind")
    return [(int(kind[-4:]), at) for kind, at in rows.values_list("kind", "changed_at")]
