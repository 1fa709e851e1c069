"""Reading the journal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Collate

from audit import verbs
from audit.models import Entry, Seal, SealLine
from common.clock import OFFICE_ZONE, office_date


@dataclass(frozen=True, slots=True)
class Criteria:
    """What the audit desk looks for: entries of the office days from `since` to `until`, both included."""

    since: date
    until: date
    person: str = ""
    verb: str = ""
    chain: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in words, for a timeline; `day` is the office day of `at`."""

    serial: int
    at: datetime
    day: date
    sentence: str
    tone: str
    verb: str
    name: str


def line_of(entry: Entry) -> Line:
    """Return the entry in words."""
    sentence = verbs.sentence(entry.verb, entry.facts, by_name=entry.by_name, on_behalf_of_name=entry.on_behalf_of_name)
    day, tone = office_date(entry.at), verbs.tone(entry.verb)
    return Line(entry.serial, entry.at, day, sentence, tone, entry.verb, verbs.name(entry.verb))


def timeline(chain: str) -> list[Line]:
    """Return all entries of the chain in words, oldest first, in one query."""
    return [line_of(entry) for entry in Entry.objects.filter(chain=chain).order_by("serial")]


def sealed_heads(seal: int) -> Iterator[tuple[str, int, str]]:
    """Stream the heads (chain, serial, hash) that the seal covers, in byte order of the chain's name."""
    lines = SealLine.objects.filter(seal_id=seal).order_by(Collate("chain", "C"))
    return lines.values_list("chain", "serial", "hash").iterator()


def matching(criteria: Criteria) -> QuerySet[Entry]:
    """Return the entries that fit, newest first; `person` is a full name, as actor or as principal."""
    first = datetime.combine(criteria.since, time.min, OFFICE_ZONE)
    after = datetime.combine(criteria.until + timedelta(days=1), time.min, OFFICE_ZONE)
    entries = Entry.objects.filter(at__gte=first, at__lt=after)
    if criteria.person:
        entries = entries.filter(Q(by_name=criteria.person) | Q(on_behalf_of_name=criteria.person))
    if criteria.verb:
        entries = entries.filter(verb=criteria.verb)
    if criteria.chain:
        entries = entries.filter(chain=criteria.chain)
    return entries.order_by("-at", "-id")


def older(entries: QuerySet[Entry], before: int | None, limit: int) -> list[Entry]:
    """Return at most `limit` of the entries (newest first) that come after the one whose id is `before`."""
    mark = Entry.objects.filter(pk=before).values_list("at", "pk").first() if before else None
    if mark:
        at, pk = mark
        entries = entries.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk))
    return list(entries[:limit])


def last_seal() -> Seal | None:
    """Return the newest seal."""
    return Seal.objects.order_by("-serial").first()
