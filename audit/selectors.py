"""Reading the journal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models.functions import Collate

from audit import verbs
from audit.models import Entry, SealLine
from common.clock import office_date


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in words, for a timeline; `day` is the office day of `at`."""

    serial: int
    at: datetime
    day: date
    sentence: str
    tone: str
    verb: str


def line_of(entry: Entry) -> Line:
    """Return the entry in words."""
    sentence = verbs.sentence(
        entry.verb, entry.facts, by_name=entry.by_name, on_behalf_of_name=entry.on_behalf_of_name
    )
    return Line(entry.serial, entry.at, office_date(entry.at), sentence, verbs.tone(entry.verb), entry.verb)


def timeline(chain: str) -> list[Line]:
    """Return all entries of the chain in words, oldest first, in one query."""
    return [line_of(entry) for entry in Entry.objects.filter(chain=chain).order_by("serial")]


def sealed_heads(seal: int) -> Iterator[tuple[str, int, str]]:
    """Stream the heads (chain, serial, hash) that the seal covers, in byte order of the chain's name."""
    lines = SealLine.objects.filter(seal_id=seal).order_by(Collate("chain", "C"))
    return lines.values_list("chain", "serial", "hash").iterator()
