"""The tables as a workbook, one sheet each."""

from collections.abc import Iterable

from common import sheets
from common.sheets import Sheet
from oversight.statistics.tables import Table

FIRST_WIDTH, WIDTH = 40, 14


def write(title: str, found: Iterable[Table]) -> bytes:
    """Return the workbook; its first sheet says what the figures are of and what they mean."""
    kept = list(found)
    meanings = Sheet(
        "说明", (("统计表", 20), ("口径", 100)), [(title, ""), *((each.title, each.note) for each in kept)]
    )
    return sheets.write([meanings, *map(_sheet, kept)])


def _sheet(table: Table) -> Sheet:
    widths = (FIRST_WIDTH, *(WIDTH for _ in table.headings[1:]))
    return Sheet(table.title, tuple(zip(table.headings, widths, strict=True)), (line.cells for line in table.lines))
