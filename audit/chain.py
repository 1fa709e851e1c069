"""How the journal is chained: pure functions from columns to SM3 digests (GB/T 32905)."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from common.digests import canonical, sm3


@dataclass(frozen=True, slots=True)
class Columns:
    """Every column of an entry, in the order of the table; `hash` is empty until it is known."""

    id: int
    chain: str
    serial: int
    verb: str
    facts: dict[str, Any]
    by_id: int | None
    by_name: str
    on_behalf_of_id: int | None
    on_behalf_of_name: str
    at: datetime
    act_id: UUID
    previous: str
    hash: str = ""

    def sealed(self) -> "Columns":
        """Return the same entry with its digest."""
        return replace(self, hash=digest_of_entry(self))


def instant(at: datetime) -> str:
    """Return one and the same text for one moment, whatever its time zone."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def digest_of_entry(entry: Columns) -> str:
    """Return SM3 over the canonical JSON of all columns but the digest itself."""
    columns = asdict(entry) | {"at": instant(entry.at), "act_id": str(entry.act_id)}
    del columns["hash"]
    return sm3(canonical(columns))


def digest_of_heads(heads: Iterable[tuple[str, int, str]]) -> tuple[int, str]:
    """Return how many heads (chain, serial, hash) there are and SM3 over them in the order given."""
    count, digest = 0, hashlib.new("sm3")
    for chain, serial, head in heads:
        count += 1
        digest.update(canonical([chain, serial, head]) + b"\n")
    return count, digest.hexdigest()


def digest_of_seal(*, serial: int, at: datetime, heads: int, digest: str, previous: str) -> str:
    """Return SM3 over the canonical JSON of all columns of a seal but the digest itself."""
    columns = {"serial": serial, "at": instant(at), "heads": heads, "digest": digest, "previous": previous}
    return sm3(canonical(columns))
