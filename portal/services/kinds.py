"""What travels in a bundle: one Kind for each sort of public content, listed in KINDS and nowhere else.

A kind needs rows that take their number from the one ChangeCounter, a frozen dataclass of plain values
(portal.bundles.codec) with everything that the portal shows of one row, and a service that applies it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from portal.bundles import documents
from portal.bundles.documents import Change
from portal.facts import PublicItem
from portal.services.items import apply


@dataclass(frozen=True, slots=True)
class Kind:
    """`changed(since, upto)` yields (number, key, time) in order; `read(key)` one whole value, None when it is gone.

    `state` says in a word what the manifest shows of it; `apply(item=…, at=…)` puts it on the portal.
    """

    name: str
    facts: type[Any]
    changed: Callable[[int, int], Iterator[Change]]
    read: Callable[[str], Any]
    state: Callable[[Any], str]
    apply: Callable[..., object]


KINDS: tuple[Kind, ...] = (
    Kind("document", PublicItem, documents.changed, documents.read, lambda item: str(item.state), apply),
)


def kind_of(name: str) -> Kind | None:
    """Return the kind of this name, None when this program does not know it."""
    return next((each for each in KINDS if each.name == name), None)
