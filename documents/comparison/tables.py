"""Two tables row by row and cell by cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from documents.comparison.alignment import Pair, gaps, matches
from documents.comparison.model import CellChange, Op, Piece, TableRow
from documents.comparison.pairing import reworded
from documents.comparison.parts import text_of_cell
from documents.comparison.substance import Essence, essence_of_text
from documents.comparison.words import pieces, profile
from documents.docx.model import Table


@dataclass(frozen=True)
class _Row:
    cells: tuple[str, ...]

    @cached_property
    def key(self) -> Essence:
        return tuple(map(essence_of_text, self.cells))

    @cached_property
    def profile(self) -> frozenset[str]:
        return profile("\n".join(self.cells))


def rows_of(old: Table, new: Table) -> tuple[TableRow, ...]:
    """Return the rows of both tables in one order."""
    before, after = _rows(old), _rows(new)
    same = matches([row.key for row in before], [row.key for row in after])
    pairs = sorted([*same, *_reworded(before, after, same)])
    return tuple(_merged(before, after, pairs))


def whole(table: Table, op: Op) -> tuple[TableRow, ...]:
    """Return the rows of a table that is new, gone, or as it was."""
    return tuple(_single(row, op) for row in _rows(table))


def _rows(table: Table) -> list[_Row]:
    return [_Row(tuple(map(text_of_cell, row))) for row in table.rows]


def _reworded(before: Sequence[_Row], after: Sequence[_Row], same: list[Pair]) -> Iterator[Pair]:
    for a, b, c, d in gaps(same, (0, len(before), 0, len(after))):
        if b - a == d - c:  # as many rows as before: each is what the row in its place became
            yield from ((a + n, c + n) for n in range(b - a))
        else:
            yield from ((a + i, c + j) for i, j in reworded(before[a:b], after[c:d]))


def _merged(before: Sequence[_Row], after: Sequence[_Row], pairs: list[Pair]) -> Iterator[TableRow]:
    a = c = 0
    for i, j in [*pairs, (len(before), len(after))]:
        yield from (_single(row, Op.REMOVED) for row in before[a:i])
        yield from (_single(row, Op.ADDED) for row in after[c:j])
        if i < len(before):
            yield _row(before[i], after[j])
        a, c = i + 1, j + 1


def _single(row: _Row, op: Op) -> TableRow:
    return TableRow(op, tuple(_cell(text, op) for text in row.cells))


def _cell(text: str, op: Op) -> CellChange:
    return CellChange(op, (Piece(op, text),) if text else ())


def _row(old: _Row, new: _Row) -> TableRow:
    if old.cells == new.cells:
        return _single(old, Op.SAME)
    same = matches([*map(essence_of_text, old.cells)], [*map(essence_of_text, new.cells)])
    cells: list[CellChange] = []
    a = c = 0
    for i, j in [*same, (len(old.cells), len(new.cells))]:
        cells += _between(old.cells[a:i], new.cells[c:j])
        if i < len(old.cells):
            cells.append(_changed(old.cells[i], new.cells[j]))
        a, c = i + 1, j + 1
    return TableRow(Op.CHANGED, tuple(cells))


def _between(old: Sequence[str], new: Sequence[str]) -> Iterator[CellChange]:
    for before, after in zip(old, new, strict=False):
        yield _changed(before, after)
    shared = min(len(old), len(new))
    yield from (_cell(text, Op.REMOVED) for text in old[shared:])
    yield from (_cell(text, Op.ADDED) for text in new[shared:])


def _changed(old: str, new: str) -> CellChange:
    if old == new:
        return _cell(old, Op.SAME)
    return CellChange(Op.CHANGED, pieces(old, new))
