"""Looking a text over before it is re-posted: the scanner belongs to another room, which registers itself here."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from publication.reposting.errors import NotScanned


@dataclass(frozen=True, slots=True)
class Doubt:
    """One finding: what it is, in which line (from 1), a masked excerpt, and whether a person must confirm it."""

    kind: str
    line: int
    excerpt: str
    must_confirm: bool

    def as_json(self) -> dict[str, object]:
        """Return the finding as JSON."""
        return asdict(self)


Look = Callable[[Sequence[str], date], list[Doubt]]
_looks: list[Look] = []


def looks_over(look: Look) -> Look:
    """Register the function below it: it gets the lines of a text and the day, and returns its findings."""
    _looks.append(look)
    return look


def doubts_in(lines: Sequence[str], on: date) -> list[Doubt]:
    """Return the findings of a text; raise NotScanned when nobody could look."""
    if not _looks:
        raise NotScanned
    try:
        return [doubt for look in _looks for doubt in look(lines, on)]
    except Exception:  # noqa: BLE001  # whatever went wrong: it was not scanned
        raise NotScanned from None
