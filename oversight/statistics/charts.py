"""What the drawings beside the tables show, as plain values for static/js/charts.js."""

from typing import Any

from oversight.statistics.tables import Table

# table: how it is drawn, and which of its columns
DRAWN = {
    "desks": ("bars", (2, 3)),
    "returns": ("bars", (1,)),
    "attributes": ("shares", (1,)),
    "stages": ("bars", (1,)),
    "grounds": ("bars", (1, 2)),
    "months": ("lines", (1, 2, 3, 4)),
}
SUM = "合计"


def charts(tables: list[Table]) -> dict[str, Any]:
    """Return for each table that is drawn: its kind, the names of its lines, and its columns with their values.

    A table of nothing but noughts is not drawn.
    """
    drawn = {table.code: _chart(table) for table in tables if table.code in DRAWN}
    return {code: each for code, each in drawn.items() if any(any(column["values"]) for column in each["columns"])}


def _chart(table: Table) -> dict[str, Any]:
    kind, columns = DRAWN[table.code]
    lines = [line.cells for line in table.lines if line.cells[0] != SUM]
    drawn = [{"name": table.headings[at], "values": [float(cells[at]) for cells in lines]} for at in columns]
    return {"kind": kind, "title": table.title, "names": [str(cells[0]) for cells in lines], "columns": drawn}
