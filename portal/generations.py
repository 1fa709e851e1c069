"""Which kept pages may still be served: each bears the generation of what it shows, and every change makes a new one.

A document has a generation of its own; all other pages share that of the lists. Whoever builds a page reads the
generation first, so a page that was built from older rows bears one that is not looked for any more. A name is written
once and never again: whatever is lost in the cache, or written late, makes pages be built anew and does no other harm.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from django.urls import reverse

from portal import pages, shelves
from portal.models import PageChange, PublishedDocument
from portal.models.change import REMEMBERED
from portal.shelves import DOCUMENTS, STATE

LISTS, WHOLE, LOOKED = "lists", "whole", "looked"
LOOK_SECONDS = 60  # after which a visit looks for changes that nobody told this cache of
LARGE = "large"
MOST = 1000  # changes that are followed one by one; after more of them every page is dropped
Stored = tuple[str, int, int]  # a Generation in plain values, which the next version of the program can read, too
BEGINNING = datetime(2019, 5, 15, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Generation:
    """What a page must bear to be served ("": it is not kept), and when what it shows changed last (epoch seconds).

    `number` is the last change that was followed; that of the lists alone knows it.
    """

    name: str
    changed: int
    number: int = 0


def present(index: str = "") -> Generation:
    """Return the generation of a document's pages, of all others without an index; asks nothing when it is kept."""
    common = _common(WHOLE if index else LISTS)
    if not index or not common.name:
        return common
    kept = shelves.get(DOCUMENTS, _name(index))
    own = Generation(*kept) if kept else _begun(index)
    return Generation(own.name and f"{common.name}-{own.name}", max(common.changed, own.changed))


def _common(name: str) -> Generation:
    held = shelves.get_many(STATE, [LOOKED, name]) if shelves.keeps() else None
    if held is not None and not {LOOKED, name} <= held.keys():
        shelves.put(STATE, {LOOKED: True}, LOOK_SECONDS)
        follow(sweep=False)
        held = shelves.get_many(STATE, [name])
    return Generation(*held[name]) if held and name in held else Generation("", _changed())


def _begun(index: str) -> Generation:
    """Return the first generation of a document's pages; what is no document has none and fills no cache."""
    if not PublishedDocument.objects.filter(index=index).exists():
        return Generation("", 0)
    return Generation(*shelves.add(DOCUMENTS, _name(index), _fresh(_changed())))


def follow(*, sweep: bool = True) -> None:
    """Drop every page that shows what changed since this cache was told last (one query when nothing did).

    Where all pages are dropped, `sweep` also removes them from the disk: of a million that takes a minute, for which no
    visitor waits.
    """
    newest = PageChange.objects.order_by("-pk").values_list("pk", "at").first()
    number, changed = (newest[0], int(newest[1].timestamp())) if newest else (0, _changed())
    held = shelves.get_many(STATE, [LISTS, WHOLE]) or {}
    known: Stored = held[LISTS] if {LISTS, WHOLE} <= held.keys() else ("", 0, -1)
    if known[1:] == (changed, number):
        return
    changes = _since(known)
    if changes is None:
        shelves.put(STATE, {WHOLE: _fresh(changed), LISTS: _fresh(changed, number)}, None)
        if sweep:
            shelves.clear(DOCUMENTS)
        shelves.clear(shelves.LISTS)
        return
    _drop(changes)
    shelves.clear(shelves.LISTS)
    shelves.put(STATE, {LISTS: _fresh(changed, number)}, None)


def _since(known: Stored) -> list[PageChange] | None:
    """Return the changes after the one that is known, None when all pages have to be dropped.

    The known one must be there as it was: a database that was restored gives its number to another change.
    """
    _, changed, number = known
    changes = list(PageChange.objects.filter(pk__gte=number).order_by("pk")[:MOST])
    if number > 0:
        same = bool(changes) and (changes[0].pk, int(changes[0].at.timestamp())) == (number, changed)
        changes = changes[1:] if same else []
    if not changes or number < 0 or len(changes) >= MOST - 1 or any(each.whole for each in changes):
        return None
    return changes if changes[-1].pk - number <= REMEMBERED else None


def forget() -> None:
    """Remove all kept pages from the disk or from Redis; they are built anew.

    :raises OSError, RedisError: Redis does not answer.
    """
    shelves.empty(DOCUMENTS)
    shelves.empty(shelves.LISTS)


def key_of(address: str) -> str:
    """Return the key of the page under an address."""
    return f"page-{hashlib.sha256(address.encode()).hexdigest()[:40]}"


def _drop(changes: Iterable[PageChange]) -> None:
    """Let no page be found that shows one of these, and remove what is kept of them."""
    touched, keys = dict[str, Stored](), list[str]()
    for each in changes:
        for index in (each.index, *each.others):
            touched[_name(index)] = _fresh(int(each.at.timestamp()))
            keys += map(key_of, addresses_of(index, each.readings if index == each.index else 0))
    shelves.put(DOCUMENTS, touched, None)
    shelves.remove(DOCUMENTS, keys)


def addresses_of(index: str, readings: int) -> Iterator[str]:
    """Yield the addresses of the pages of a document with so many interpretations, in both sizes of letters."""
    paths = [pages.document_url(index), reverse("portal:linked", args=[index])]
    paths += [pages.reading_url(index, serial) for serial in range(1, readings + 1)]
    for path in paths:
        yield f"{path}?"
        yield f"{path}?size={LARGE}"


def _name(index: str) -> str:
    return f"of-{hashlib.sha256(index.encode()).hexdigest()[:40]}"


def _fresh(changed: int, number: int = 0) -> Stored:
    return uuid4().hex, changed, number


def _changed() -> int:
    """Return when the portal changed last."""
    told = PageChange.objects.order_by("-pk").values_list("at", flat=True)
    known = PublishedDocument.objects.order_by("-change").values_list("changed_at", flat=True)
    at = (told.first() if shelves.keeps() else None) or known.first()
    return int((at or BEGINNING).timestamp())
