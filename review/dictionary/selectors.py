"""Reads: which edition is in force, its terms as the scanner takes them, what differs between two editions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from common.errors import NotFound
from documents.models import NegativeListEntry
from documents.selectors import negative_list
from review.dictionary.checking import Dated, key_of
from review.dictionary.choices import ListState
from review.models import DictionaryEdition, DictionaryTerm, EntryProposal
from review.scanner.terms import EMPTY, Dictionary, Term, TermKind

COLUMNS = ("text", "kind", "severity", "basis", "advice", "code", "valid_from", "valid_to")


def editions() -> QuerySet[DictionaryEdition]:
    """Return every edition with its people, the newest first."""
    return DictionaryEdition.objects.select_related("proposed_by", "decided_by").order_by("-serial")


def edition_of(serial: int) -> DictionaryEdition:
    """Return the edition of this serial number; raise NotFound."""
    found = editions().filter(serial=serial).first()
    if found is None:
        raise NotFound
    return found


def edition_on(day: date) -> DictionaryEdition | None:
    """Return the edition in force on the day: the newest approved one whose first day has come."""
    return editions().filter(state=ListState.APPROVED, valid_from__lte=day).first()


def current_dictionary(day: date) -> Dictionary:
    """Return the terms that are looked for on the day, in one query once the edition is known to this process."""
    query = DictionaryEdition.objects.filter(state=ListState.APPROVED, valid_from__lte=day).order_by("-serial")
    edition_id = query.values_list("pk", flat=True).first()
    return EMPTY if edition_id is None else _dictionary(edition_id, day)


@lru_cache(maxsize=8)
def _dictionary(edition_id: int, day: date) -> Dictionary:
    """Return the dictionary of an approved edition, which never changes."""
    return dictionary_of(_terms(edition_id), day)


@lru_cache(maxsize=4)
def _terms(edition_id: int) -> tuple[Dated, ...]:
    return terms_in(edition_id)


def terms_in(edition_id: int) -> tuple[Dated, ...]:
    """Return the terms of an edition with their days, by text."""
    rows = DictionaryTerm.objects.filter(edition_id=edition_id).order_by("kind", "text").values_list(*COLUMNS)
    return tuple(
        Dated(Term(text, TermKind(kind), severity, basis, advice, code), first, last)
        for text, kind, severity, basis, advice, code, first, last in rows
    )


def dictionary_of(terms: Iterable[Dated], day: date) -> Dictionary:
    """Return what the scanner takes: the terms whose days include the day."""
    return Dictionary(frozenset(each.term for each in terms if each.covers(day)))


@dataclass(frozen=True, slots=True)
class Difference:
    """What an edition changes: terms that are new, gone, or there with other particulars (as they are now)."""

    added: tuple[Dated, ...]
    gone: tuple[Dated, ...]
    changed: tuple[Dated, ...]

    @property
    def count(self) -> int:
        """Return how many terms differ."""
        return len(self.added) + len(self.gone) + len(self.changed)


def difference(old: Iterable[Dated], new: Iterable[Dated]) -> Difference:
    """Return what differs between two sets of terms, told by the words of the terms."""
    before = {key_of(each.term.text): each for each in old}
    after = {key_of(each.term.text): each for each in new}
    return Difference(
        added=tuple(each for key, each in after.items() if key not in before),
        gone=tuple(each for key, each in before.items() if key not in after),
        changed=tuple(each for key, each in after.items() if key in before and before[key] != each),
    )


def base_of(edition: DictionaryEdition, day: date) -> DictionaryEdition | None:
    """Return what the edition is compared with: while open what is in force that day, else the approved one before."""
    if edition.is_open:
        return edition_on(day)
    return editions().filter(state=ListState.APPROVED, serial__lt=edition.serial).first()


def terms_matching(edition: DictionaryEdition, wanted: dict[str, Any]) -> QuerySet[DictionaryTerm]:
    """Return the terms of the edition that fit the filter, by kind and text."""
    found = edition.terms.order_by("kind", "text")
    if words := wanted.get("q"):
        found = found.filter(text__icontains=words)
    return found.filter(**{name: wanted[name] for name in ("kind", "severity", "code") if wanted.get(name)})


def bases_on(day: date) -> dict[str, str]:
    """Return the legal basis of every entry of the negative list in force on the day, by code."""
    return dict(negative_list(day).values_list("code", "basis"))


def entries(day: date, *, past: bool = False) -> QuerySet[NegativeListEntry]:
    """Return the entries in force on the day or later, by code; with `past` also those that are over."""
    found = NegativeListEntry.objects.order_by("code", "-edition")
    return found if past else found.exclude(valid_to__lt=day)


def entry_of(entry_id: int) -> NegativeListEntry:
    """Return the entry; raise NotFound."""
    found = NegativeListEntry.objects.filter(pk=entry_id).first()
    if found is None:
        raise NotFound
    return found


def entry_proposals() -> QuerySet[EntryProposal]:
    """Return every proposal to change the negative list with its people, the newest first."""
    return EntryProposal.objects.select_related("entry", "proposed_by", "decided_by").order_by("-pk")


def entry_proposal(proposal_id: int) -> EntryProposal:
    """Return the proposal; raise NotFound."""
    found = entry_proposals().filter(pk=proposal_id).first()
    if found is None:
        raise NotFound
    return found
