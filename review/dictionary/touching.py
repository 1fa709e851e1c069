"""What another dictionary would mean for the public texts of the current documents: computed, kept nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from documents.choices import Status
from documents.docx import content as contents
from documents.docx.model import Line
from documents.models import Document
from review.scanner import Kind, places, scan
from review.scanner.terms import Dictionary

CURRENT = (Status.IN_REVIEW, Status.SIGNED, Status.ISSUED, Status.PUBLISHED)
MOST_SEEN = 2_000  # documents looked at in one run, the newest first
MOST_SHOWN = 200  # documents named in the outcome
MOST_PLACES = 5
CHUNK = 50


@dataclass(frozen=True, slots=True)
class Hits:
    """How often, and where first, the terms stand in a document; places in words."""

    count: int = 0
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Touched:
    """A current document, what the new terms would hit in it, and what would be hit no more."""

    document: Document
    gained: Hits
    lost: Hits


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found: documents looked at and left out, how many it touches and frees, and the first of them."""

    seen: int
    left_out: int
    touched: int
    freed: int
    rows: tuple[Touched, ...]


def current_documents() -> QuerySet[Document]:
    """Return the documents on their way to the public or there already, whose text is still kept; newest first."""
    found = Document.objects.filter(status__in=CURRENT, version__isnull=False, version__erased_at__isnull=True)
    return (
        found.select_related("version", "redacted", "lead_office")
        .defer("version__hidden", "version__hints")
        .order_by("-pk")
    )


def compare(old: Dictionary, new: Dictionary) -> Outcome:
    """Return what replacing one dictionary by the other would newly hit and free, by the terms that differ.

    A term with another severity counts as newly hit, since the passage has to be judged again.
    """
    before, after = {(term.text, term.severity) for term in old.terms}, {term.text for term in new.terms}
    gained = Dictionary(frozenset(term for term in new.terms if (term.text, term.severity) not in before))
    lost = Dictionary(frozenset(term for term in old.terms if term.text not in after))
    documents = current_documents()
    everything, touched, freed = documents.count(), 0, 0
    rows: list[Touched] = []
    for each in _touched(documents, gained, lost):
        touched += bool(each.gained.count)
        freed += bool(each.lost.count)
        if len(rows) < MOST_SHOWN:
            rows.append(each)
    seen = min(everything, MOST_SEEN)
    return Outcome(seen, everything - seen, touched, freed, tuple(rows))


def _touched(documents: QuerySet[Document], gained: Dictionary, lost: Dictionary) -> Iterator[Touched]:
    """Yield the documents that differ, one after the other, so that only a few contents are held at once."""
    if not gained.terms and not lost.terms:
        return
    for document in documents[:MOST_SEEN].iterator(chunk_size=CHUNK):
        assert document.public_text is not None  # noqa: S101  # as asked for
        lines = list(places.lines_of(contents.from_json(document.public_text.content)))
        found = Touched(document, _hits(lines, gained), _hits(lines, lost))
        if found.gained.count or found.lost.count:
            yield found


def _hits(lines: list[Line], dictionary: Dictionary) -> Hits:
    if not dictionary.terms:
        return Hits()
    found = [each for each in scan(lines, dictionary) if not isinstance(each.kind, Kind)]
    shown = dict.fromkeys(places.words(each.place) for each in found)
    return Hits(len(found), tuple(shown)[:MOST_PLACES])
