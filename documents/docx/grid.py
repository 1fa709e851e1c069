"""Tables as grids: which column each cell stands in, and the one form without holes or overlaps."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from documents.docx.errors import TooDeep
from documents.docx.model import Block, Cell, Table

WIDEST = 63  # columns that Word itself allows
MOST_CELLS = 100_000
Blocks = Callable[[Iterable[Block]], tuple[Block, ...]]
Spot = tuple[int, int]


def placed(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """Yield (row, column, cell) of every cell, as HTML places cells with spans."""
    taken: set[Spot] = set()
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            across, down = min(cell.columns, WIDEST), min(cell.rows, len(table.rows) - row)
            taken.update((row + y, column + x) for y in range(down) for x in range(across))
            yield row, column, cell
            column += across


def width(table: Table) -> int:
    """Return the number of columns, at most WIDEST."""
    return min(max((column + cell.columns for _, column, cell in placed(table)), default=0), WIDEST)


@dataclass
class _Grid:
    height: int
    width: int
    taken: set[Spot] = field(default_factory=set)
    cells: dict[Spot, Cell] = field(default_factory=dict)

    def free(self, row: int, column: int, across: int) -> bool:
        return all((row, column + x) not in self.taken for x in range(across))

    def put(self, spot: Spot, cell: Cell, blocks: tuple[Block, ...]) -> None:
        row, column = spot
        across = down = 1
        while across < cell.columns and column + across < self.width and self.free(row, column + across, 1):
            across += 1
        while down < cell.rows and row + down < self.height and self.free(row + down, column, across):
            down += 1
        self.taken.update((row + y, column + x) for y in range(down) for x in range(across))
        self.cells[spot] = Cell(blocks, across, down)

    def row(self, row: int) -> tuple[Cell, ...]:
        spots = [(row, column) for column in range(self.width)]
        return tuple(self.cells.get(spot, Cell()) for spot in spots if spot in self.cells or spot not in self.taken)


def canonical_table(table: Table, blocks: Blocks) -> Table | None:
    """Return the table with clean cells, spans cut to the grid, holes filled; None for one without text.

    :raises TooDeep: more cells than any document needs.
    """
    grid = _Grid(len(table.rows), width(table))
    if grid.height * grid.width > MOST_CELLS:
        raise TooDeep
    for row, column, cell in placed(table):
        if column < WIDEST and (row, column) not in grid.taken:
            grid.put((row, column), cell, blocks(cell.blocks))
    if not any(cell.blocks for cell in grid.cells.values()):
        return None
    return Table(tuple(grid.row(row) for row in range(grid.height)))
