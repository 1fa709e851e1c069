"""What travels in a bundle: one Kind or Table for each sort of public content, listed here and nowhere else.

Each needs a frozen dataclass of plain values (portal.bundles.codec) with everything that the portal shows of one
row, and a service that applies it. A Kind is for rows that take their number from the one ChangeCounter: those
that changed travel. A Table is for a few rows without numbers: it travels whole when anything in it is different.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from portal.bundles import documents
from portal.bundles.documents import Change
from portal.facts import PublicColumn, PublicDataset, PublicItem
from portal.services.columns import column_rows, put_columns
from portal.services.datasets import dataset_rows, put_datasets
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


@dataclass(frozen=True, slots=True)
class Table:
    """`rows()` returns all rows in a fixed order; `put(rows=…, at=…)` makes the portal show just these."""

    name: str
    facts: type[Any]
    rows: Callable[[], tuple[Any, ...]]
    put: Callable[..., object]


KINDS: tuple[Kind, ...] = (
    Kind("document", PublicItem, documents.changed, documents.read, lambda item: str(item.state), apply),
)
TABLES: tuple[Table, ...] = (
    Table("column", PublicColumn, column_rows, put_columns),
    Table("dataset", PublicDataset, dataset_rows, put_datasets),
)


def kind_of(name: str) -> Kind | None:
    """Return the kind of this name, None when this program does not know it."""
    return next((each for each in KINDS if each.name == name), None)


def table_of(name: str) -> Table | None:
    """Return the table of this name, None when this program does not know it."""
    return next((each for each in TABLES if each.name == name), None)
