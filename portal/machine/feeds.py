"""What a feed says, whatever its form: entries with ids that stay, and a tombstone for what was taken down."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings

from portal.choices import MEDIA_TYPES, FileKind, Validity
from portal.machine.columns import Column
from portal.models import PublishedDocument, PublishedFile, PublishedReading
from portal.pages import document_url, file_urls, reading_url, successor_link, whole_url

MOST = 50  # entries of a feed
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # when an empty feed changed last
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML 1.0 cannot carry


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that can be taken along; `url` is the whole address."""

    url: str
    type: str
    size: int
    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `url` is its address and its id, for good. `gone` says why it was taken down."""

    url: str
    title: str
    published: datetime
    updated: datetime
    author: str = ""
    summary: str = ""
    terms: tuple[tuple[str, str], ...] = ()  # code and label
    enclosures: tuple[Enclosure, ...] = ()
    related: str = ""  # the document of an interpretation
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed; addresses are whole ones."""

    title: str
    url: str
    page: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """Return when an entry changed last."""
        return max((each.updated for each in self.entries), default=NEVER)


def feed_of(column: Column, form: str, entries: Iterable[Entry]) -> Feed:
    """Return the feed of a column in one form (atom or json)."""
    title = f"{column.name}_{settings.SITE['name']}"
    return Feed(title, whole_url(column.url(form)), whole_url(column.page()), tuple(entries))


def plain(text: str) -> str:
    """Return the text without the signs that XML cannot carry."""
    return UNFIT.sub("", text)


def noted_at(document: PublishedDocument) -> datetime:
    """Return when the public was last told something: out, corrected, taken down, or not worth what it was."""
    if document.ended_at:
        return document.ended_at
    told = [document.published_at, *(datetime.fromisoformat(each["at"]) for each in document.corrections)]
    if document.validity != Validity.IN_FORCE:
        told.append(document.changed_at)
    return max(told)


def summary_of(document: PublishedDocument) -> str:
    """Return the summary, after what the document is worth where that is not all."""
    if document.is_retracted or document.validity == Validity.IN_FORCE:
        return document.summary
    note = f"（{document.validity_note}）" if document.validity_note else ""
    return f"【{document.get_validity_display()}{note}】{document.summary}"


def entry_of(document: PublishedDocument) -> Entry:
    """Return a document, or its tombstone, as an entry; its files must be loaded."""
    terms = [(document.topic, document.get_topic_display()), (document.genre, document.get_genre_display())]
    return Entry(
        url=whole_url(document_url(document.index)),
        title=plain(document.title),
        published=document.published_at,
        updated=noted_at(document),
        author=plain(document.issuing_body or document.source_name or settings.SITE["organ"]),
        summary=plain(summary_of(document)),
        terms=tuple((code, str(label)) for code, label in terms if code),
        enclosures=() if document.is_retracted else enclosures_of(document),
        gone=plain(gone_words(document)),
    )


def gone_words(document: PublishedDocument) -> str:
    """Return why a document was taken down and what stands in its place, "" while it is public."""
    after = successor_link(document.successor_index, document.successor_url)
    return document.explanation + (f"接续文件：{after['label']}。" if after else "")


def enclosures_of(document: PublishedDocument) -> tuple[Enclosure, ...]:
    """Return the files of a document that are taken along."""
    urls = file_urls(document)
    return tuple(_enclosure(each, whole_url(urls[each.kind])) for each in document.files.all())


def _enclosure(file: PublishedFile, url: str) -> Enclosure:
    return Enclosure(url, MEDIA_TYPES[file.kind], file.size, str(FileKind(file.kind).label))


def reading_entry(reading: PublishedReading) -> Entry:
    """Return an interpretation as an entry; its document must be loaded."""
    return Entry(
        url=whole_url(reading_url(reading.document.index, reading.serial)),
        title=plain(reading.title),
        published=reading.published_at,
        updated=reading.published_at,
        author=plain(reading.source or settings.SITE["organ"]),
        summary=plain(f"关于“{reading.document.title}”的解读"),
        related=whole_url(document_url(reading.document.index)),
    )


def reading_tombstone(document: PublishedDocument) -> Entry:
    """Return the end of the first interpretation of a document that was taken down.

    Whether there was one is not kept; a reader ignores the end of what it does not know (RFC 6721, section 3).
    """
    gone = entry_of(document)
    url = whole_url(reading_url(document.index, 1))
    return Entry(url, f"关于“{gone.title}”的解读", gone.published, gone.updated, gone.author, gone=gone.gone)
