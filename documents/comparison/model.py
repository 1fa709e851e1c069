"""The result of a comparison, typed; every class is frozen."""

from dataclasses import dataclass, field
from enum import StrEnum

from documents.comparison.substance import Nature
from documents.docx.model import Picture


class Op(StrEnum):
    """What became of a part of the text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED_AWAY = "moved_away"  # stood here, stands elsewhere now
    MOVED_HERE = "moved_here"  # stands here, stood elsewhere


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, was taken out or was put in."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of a table; one that was added or removed has only pieces of that kind."""

    op: Op
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table with its cells, taken out ones included."""

    op: Op
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """How one part differs: word by word, row by row, or as a whole; `move` joins both ends of a move."""

    pieces: tuple[Piece, ...] = ()
    rows: tuple[TableRow, ...] = ()
    pictures: tuple[Picture, ...] = ()
    move: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One part of the text in the order of reading: what it is, where it stands, what became of it."""

    op: Op
    kind: str
    where: str
    nature: Nature
    change: Change = field(default_factory=Change)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All parts of both contents in one order, and what the change as a whole is (R51)."""

    rows: tuple[Row, ...]
    nature: Nature
    reasons: tuple[str, ...] = ()

    def count(self, *ops: Op) -> int:
        """Return how many parts came out so."""
        return sum(row.op in ops for row in self.rows)

    @property
    def changes(self) -> int:
        """Return the number of places to look at: a move counts once."""
        return sum(row.op not in (Op.SAME, Op.MOVED_AWAY) for row in self.rows)
