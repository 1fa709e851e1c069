"""检索: what the search compares is written with the document itself."""

from collections.abc import Iterator, Sequence

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, TextField, Value

from common.clock import OFFICE_ZONE
from portal import words
from portal.models import PublishedDocument, SearchEntry


def put_entry(document: PublishedDocument, readings: list[tuple[str, str]]) -> None:
    """Make the live document findable, a retracted one not; `readings` are the titles and texts of interpretations."""
    SearchEntry.objects.filter(document=document).delete()
    if not document.is_retracted:
        entry_of(document, readings).save(force_insert=True)


def put_entries(documents: Sequence[PublishedDocument]) -> None:
    """Make many live documents without interpretations findable (2 queries)."""
    SearchEntry.objects.filter(document__in=documents).delete()
    SearchEntry.objects.bulk_create(entry_of(each, []) for each in documents if not each.is_retracted)


def entry_of(document: PublishedDocument, readings: list[tuple[str, str]]) -> SearchEntry:
    """Return what the search compares of a live document, not stored yet."""
    starts = len(document.title) + len(document.number_text) + 2
    folded, found, oversized = compared(document, readings)
    return SearchEntry(
        document=document,
        published_at=document.published_at,
        text_starts=starts,
        text_ends=starts + len(document.text),
        oversized=oversized,
        folded=folded,
        vector=Func(Value(found, ArrayField(TextField())), function="array_to_tsvector"),
    )


def compared(document: PublishedDocument, readings: list[tuple[str, str]]) -> tuple[str, list[str], bool]:
    """Return the folded text of the document, its tokens, and whether the text has too many to be kept."""
    said = "\n".join([document.title, document.number_text, document.text, document.summary, *sum(readings, ())])
    folded = words.fold(said)
    month = f"{document.published_at.astimezone(OFFICE_ZONE):%Y%m}"
    found, oversized = words.tokens(document.title, folded, filters_of(document), month)
    return folded, found, oversized


def filters_of(document: PublishedDocument) -> Iterator[tuple[str, str]]:
    """Yield name and value of every filter that finds the document."""
    for name in ("topic", "genre", "validity", "origin"):
        if value := getattr(document, name):
            yield name, value
    if document.issuing_body:
        yield "body", document.issuing_body
    if document.generated_on:
        yield "year", str(document.generated_on.year)
    for stage in document.stages:
        yield "stage", stage
