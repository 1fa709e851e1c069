"""Checking the journal: every chain and every seal, streamed, in constant memory (R84).

Each statement sees one state of the tables, so that it may run while people work. What it cannot see: that
the last entries of a chain were taken away together with a changed head before the next seal, or the last
seal with all its lines; whoever keeps the hash that `manage.py seal_journal` prints can see that too.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from django.db import connection, transaction

from audit.chain import Columns, digest_of_entry, digest_of_heads, digest_of_seal
from audit.facts import Link
from audit.models import GENESIS
from audit.rules import is_linked

SEALS = "seals"
FACTS = 4  # the place of the facts among the columns
Row = tuple[Any, ...]

ENTRIES = """
select entry.id, entry.chain, entry.serial, entry.verb, entry.facts, entry.by_id, entry.by_name,
       entry.on_behalf_of_id, entry.on_behalf_of_name, entry.at, entry.act_id, entry.previous, entry.hash,
       head.serial, head.hash
from audit_entry entry left join audit_chainhead head on head.chain = entry.chain
order by entry.chain, entry.serial
"""

EMPTY_HEADS = """
select head.chain from audit_chainhead head
where not exists (select 1 from audit_entry entry where entry.chain = head.chain)
order by head.chain
"""

SEALED = """
select coalesce(seal.serial, line.seal_id), seal.serial, seal.at, seal.heads, seal.digest, seal.previous,
       seal.hash, line.chain, line.serial, line.hash, entry.id, entry.hash
from audit_sealline line full join audit_seal seal on seal.serial = line.seal_id
     left join audit_entry entry on entry.chain = line.chain and entry.serial = line.serial
order by 1, line.chain collate "C"
"""


class Fault(StrEnum):
    """What is wrong with a row."""

    MISSING = "missing"
    CHANGED = "changed"
    UNLINKED = "unlinked"
    BEYOND_HEAD = "beyond_head"
    HEAD_CHANGED = "head_changed"
    NOT_AS_SEALED = "not_as_sealed"


SENTENCES = {
    Fault.MISSING: "此条缺失",
    Fault.CHANGED: "此条内容与其摘要不符",
    Fault.UNLINKED: "此条与前一条不相衔接",
    Fault.BEYOND_HEAD: "此条在链首之后，未经系统写入",
    Fault.HEAD_CHANGED: "链首与此条不符",
    Fault.NOT_AS_SEALED: "此条与封存时不符",
}


@dataclass(frozen=True, slots=True)
class Broken:
    """The first broken row of a chain (or of the seals): its number in the chain, its id if it is there."""

    chain: str
    serial: int
    entry_id: int | None
    fault: Fault

    def __str__(self) -> str:
        number = f"，编号 {self.entry_id}" if self.entry_id is not None else ""
        name = "封存" if self.chain == SEALS else f"链 {self.chain}"
        return f"{name} 第 {self.serial} 条{number}：{SENTENCES[self.fault]}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found: how much it read, and the first broken row of each chain."""

    entries: int
    chains: int
    seals: int
    broken: tuple[Broken, ...]


@dataclass(slots=True)
class Tally:
    """What a verification has read so far."""

    entries: int = 0
    chains: int = 0
    seals: int = 0


def verify() -> Verdict:
    """Read the whole journal and return the first broken row of each chain and of the seals."""
    tally, first = Tally(), dict[str, Broken]()
    with transaction.atomic():
        for broken in chain(_broken_chains(tally), _empty_chains(), _broken_seals(tally)):
            known = first.setdefault(broken.chain, broken)
            if broken.serial < known.serial:
                first[broken.chain] = broken
    found = tuple(first[name] for name in sorted(first))
    return Verdict(tally.entries, tally.chains, tally.seals, found)


def _stream(sql: str) -> Iterator[Row]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        yield from cursor


def _empty_chains() -> Iterator[Broken]:
    for (name,) in _stream(EMPTY_HEADS):
        yield Broken(name, 1, None, Fault.MISSING)


def _broken_chains(tally: Tally) -> Iterator[Broken]:
    for name, rows in groupby(_stream(ENTRIES), key=itemgetter(1)):
        tally.chains += 1
        if broken := _broken_entry(name, _counted(rows, tally)):
            yield broken


def _counted(rows: Iterator[Row], tally: Tally) -> Iterator[Row]:
    for row in rows:
        tally.entries += 1
        yield row


def _broken_entry(name: str, rows: Iterator[Row]) -> Broken | None:
    """Return the first broken entry of one chain; the entries after it are read but not judged."""
    before, head, broken = None, (None, None), None
    for row in rows:
        if broken:
            continue
        entry, head = _entry(row), row[-2:]
        broken = _broken_link(entry, before, head[0])
        before = entry
    return broken or _broken_head(name, before, head)


def _entry(row: Row) -> Columns:
    columns = list(row[:-2])
    columns[FACTS] = json.loads(columns[FACTS])
    return Columns(*columns)


def _broken_link(entry: Columns, before: Columns | None, head: int | None) -> Broken | None:
    serial, previous = (before.serial, before.hash) if before else (0, GENESIS)
    digest = digest_of_entry(entry)
    link = Link(entry.serial, entry.previous, entry.hash, serial + 1, previous, digest)
    if not is_linked(link):
        if entry.hash == digest and entry.serial > serial + 1:
            return Broken(entry.chain, serial + 1, None, Fault.MISSING)
        fault = Fault.UNLINKED if entry.hash == digest else Fault.CHANGED
        return Broken(entry.chain, entry.serial, entry.id, fault)
    if head is not None and entry.serial > head:
        return Broken(entry.chain, entry.serial, entry.id, Fault.BEYOND_HEAD)
    return None


def _broken_head(name: str, last: Columns | None, head: tuple[Any, ...]) -> Broken | None:
    if last is None or head == (last.serial, last.hash):
        return None
    if head[0] is not None and head[0] > last.serial:
        return Broken(name, last.serial + 1, None, Fault.MISSING)
    return Broken(name, last.serial, last.id, Fault.HEAD_CHANGED)


@dataclass(frozen=True, slots=True)
class SealRow:
    """A seal as it stands in its table."""

    serial: int
    at: datetime
    heads: int
    digest: str
    previous: str
    hash: str

    def holds(self, heads: int, digest: str) -> bool:
        """Test if its columns agree with its digest and with the lines that were found."""
        due = digest_of_seal(serial=self.serial, at=self.at, heads=heads, digest=digest, previous=self.previous)
        return (self.heads, self.digest, self.hash) == (heads, digest, due)


def _broken_seals(tally: Tally) -> Iterator[Broken]:
    """Yield the first broken seal, and the entries that are not as an intact seal found them."""
    due, previous, whole = 1, GENESIS, True
    for (serial, *columns), rows in groupby(_stream(SEALED), key=itemgetter(slice(0, 7))):
        tally.seals += 1
        seal = SealRow(*columns) if columns[0] is not None else None
        changed: list[Broken] = []
        heads, digest = digest_of_heads(_lines(rows, changed))
        intact = seal is not None and seal.holds(heads, digest)
        fault = _seal_fault(serial, seal, intact, due, previous)
        if whole and fault:
            yield Broken(SEALS, due if serial > due else serial, None, fault)
        whole = whole and not fault
        if intact:
            yield from changed
        due, previous = serial + 1, seal.hash if seal else previous


def _lines(rows: Iterable[Row], changed: list[Broken]) -> Iterator[tuple[str, int, str]]:
    """Yield the heads of a seal; put aside those whose entry is not as it was."""
    for *_, name, serial, sealed, entry_id, present in rows:
        if name is None:
            continue
        if sealed != present:
            changed.append(Broken(name, serial, entry_id, Fault.NOT_AS_SEALED))
        yield name, serial, sealed


def _seal_fault(serial: int, seal: SealRow | None, intact: bool, due: int, previous: str) -> Fault | None:
    if seal is None or serial > due:
        return Fault.MISSING
    if not intact:
        return Fault.CHANGED
    return Fault.UNLINKED if (seal.serial, seal.previous) != (due, previous) else None
