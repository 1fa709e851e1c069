"""Rows of the portal in the shapes of the interface; no queries."""

from collections.abc import Iterable

from portal.choices import MEDIA_TYPES, WORDS, RelationKind
from portal.machine.api.schemas import Parameters
from portal.models import PublishedDocument, PublishedFile, PublishedReading, PublishedRelation
from portal.pages import document_url, file_urls, reading_url, whole_url

SAME = (
    "index", "title", "issuing_body", "summary", "keywords", "generated_on", "published_on", "published_at",
    "validity_note", "content_sm3", "corrections", "ended_at", "ended_kind", "explanation", "source_name",
    "source_url", "change", "changed_at",
)  # fmt: skip


def document_out(document: PublishedDocument) -> Parameters:
    """Return a document as in a list."""
    return {name: getattr(document, name) for name in SAME} | {
        "url": whole_url(document_url(document.index)),
        "number": document.number_text,
        "successor": successor_out(document),
        "state": {"code": document.state, "label": document.get_state_display()},
        "origin": _word("origin", document.origin),
        "topic": _word("topic", document.topic),
        "genre": _word("genre", document.genre),
        "stages": [_word("stage", each) for each in document.stages],
        "validity": _word("validity", document.validity),
    }


def successor_out(document: PublishedDocument) -> str | None:
    """Return the whole address of what stands in the place of a document that was taken down, None when nothing."""
    index = document.successor_index
    return whole_url(document_url(index)) if index else document.successor_url or None


def with_files(document: PublishedDocument) -> Parameters:
    """Return a document with its files, which must be loaded."""
    return document_out(document) | {"files": [file_out(document, each) for each in document.files.all()]}


def whole(document: PublishedDocument) -> Parameters:
    """Return a document with its files and interpretations, which must be loaded."""
    readings = [reading_out(document.index, each) for each in document.readings.all()]
    return with_files(document) | {"readings": readings}


def file_out(document: PublishedDocument, file: PublishedFile) -> Parameters:
    """Return the metadata of a file."""
    url, kind = whole_url(file_urls(document)[file.kind]), MEDIA_TYPES[file.kind]
    digests = {"size": file.size, "sm3": file.sm3, "sha256": file.sha256}
    return {"kind": file.kind, "url": url, "media_type": kind} | digests


def reading_out(index: str, reading: PublishedReading) -> Parameters:
    """Return an interpretation without its text."""
    names = ("serial", "title", "form", "source", "published_at", "sm3")
    return {name: getattr(reading, name) for name in names} | {"url": whole_url(reading_url(index, reading.serial))}


def relations_out(
    done: Iterable[tuple[PublishedRelation, PublishedDocument | None]], suffered: Iterable[PublishedRelation]
) -> list[Parameters]:
    """Return what a document does to others, then what others do to it."""
    rows = [_relation(each, "out", other, (each.title, each.number_text)) for each, other in done]
    return rows + [_relation(each, "in", each.document, ("", "")) for each in suffered]


def _relation(
    relation: PublishedRelation, direction: str, other: PublishedDocument | None, named: tuple[str, str]
) -> Parameters:
    title, number = (other.title, other.number_text) if other else named
    url = whole_url(document_url(other.index)) if other else None
    kind = {"code": relation.kind, "label": str(RelationKind(relation.kind).label)}
    return {"kind": kind, "direction": direction, "title": title, "number": number, "url": url}


def facets_out(counts: dict[str, dict[str, int]]) -> Parameters:
    """Return the numbers of every filter; `counts` is portal.selectors.counts()."""
    facets = [_facet(name, values) for name, values in counts.items() if name != "total"]
    return {"total": counts.get("total", {}).get("", 0), "facets": facets}


def _facet(name: str, values: dict[str, int]) -> Parameters:
    words = WORDS.get(name, {})
    found = [{"value": each, "label": words.get(each, each), "count": count} for each, count in values.items()]
    return {"name": name, "values": found}


def _word(name: str, code: str) -> Parameters | None:
    return {"code": code, "label": WORDS[name].get(code, code)} if code else None
