"""One table of a file as a reader sees it: deleted and hidden rows out, merged cells as spans."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from documents.docx.flow import TableCell, TableItem
from documents.docx.ooxml import HOLDERS, Element, child, is_on, val, w, whole_number
from documents.docx.reading.styles import shade_of

if TYPE_CHECKING:
    from documents.docx.reading.walk import Story

WIDEST = 63
_FLAT = 40  # twentieths of a point: 2 pt and less cannot be read
_TR, _TC, _SDT, _SDT_CONTENT = w("tr"), w("tc"), w("sdt"), w("sdtContent")
_TRPR, _TCPR = w("trPr"), w("tcPr")
_DELETED, _SPAN, _DOWN, _ACROSS = w("cellDel"), w("gridSpan"), w("vMerge"), w("hMerge")
_SHADE = w("shd")


@dataclass(slots=True)
class _Found:
    """A w:tc at its column; `goes_on` when it continues the cell above."""

    element: Element
    row: int
    number: int
    column: int
    columns: int
    goes_on: bool
    left_on: bool
    shade: str | None = None


def read_table(story: "Story", element: Element, place: str, depth: int) -> TableItem:
    """Return the table with its cells read."""
    style = element.find(f"{w('tblPr')}/{w('tblStyle')}")
    behind = None if style is not None and story.walk.styles.paints(val(style)) else "FFFFFF"
    rows: list[list[TableCell]] = []
    above: dict[int, TableCell] = {}
    for cells in _rows(story, element, place):
        row: list[TableCell] = []
        below: dict[int, TableCell] = {}
        for cell in cells:
            upper = above.get(cell.column)
            if cell.goes_on and upper is not None and upper.columns == cell.columns:
                upper.rows += 1
                below[cell.column] = upper
            elif cell.left_on and row:
                row[-1].columns += cell.columns
            else:
                row.append(_read_cell(story, cell, place, depth, behind))
                below[cell.column] = row[-1]
        rows.append(row)
        above = below
    return TableItem(place, rows)


def _read_cell(story: "Story", cell: _Found, place: str, depth: int, behind: str | None) -> TableCell:
    prefix = f"{place}/row {cell.row}/cell {cell.number}/"
    return TableCell(story.blocks(cell.element, prefix, depth + 1, cell.shade or behind), cell.columns)


def _rows(story: "Story", table: Element, place: str) -> Iterator[list[_Found]]:
    for number, row in enumerate(_unwrapped(table, _TR)):
        properties = child(row, _TRPR)
        if properties is not None and properties.find(w("del")) is not None:
            continue
        if properties is not None and (is_on(properties.find(w("hidden"))) or _is_flat(properties)):
            story.walk.seen.unseen["hidden_row", f"{place}/row {number}"] += 1
            continue
        yield list(_cells(row, number, properties))


def _is_flat(properties: Element) -> bool:
    """Test if a row is held so low that nothing in it is seen."""
    height = properties.find(w("trHeight"))
    return height is not None and height.get(w("hRule")) == "exact" and whole_number(val(height), _FLAT + 1) <= _FLAT


def _cells(row: Element, number: int, properties: Element | None) -> Iterator[_Found]:
    before = None if properties is None else properties.find(w("gridBefore"))
    column = whole_number(val(before), 0, most=WIDEST)
    if column:
        yield _Found(_empty(), number, 0, 0, column, False, False)
    for index, cell in enumerate(_unwrapped(row, _TC)):
        found = _found(cell, number, index, column)
        if found:
            yield found
            column += found.columns


def _empty() -> Element:
    return etree.Element(_TC)


def _found(cell: Element, row: int, number: int, column: int) -> _Found | None:
    properties = child(cell, _TCPR)
    if properties is None:
        return _Found(cell, row, number, column, 1, False, False)
    given = {each.tag: each for each in properties}
    if _DELETED in given:
        return None
    across = max(whole_number(val(given.get(_SPAN), "1"), 1, most=WIDEST), 1)
    down, along = _continues(given.get(_DOWN)), _continues(given.get(_ACROSS))
    return _Found(cell, row, number, column, across, down, along, shade_of(given.get(_SHADE)))


def _continues(merge: Element | None) -> bool:
    return merge is not None and val(merge, "continue") == "continue"


def _unwrapped(container: Element, tag: str) -> Iterator[Element]:
    for each in container:
        if each.tag == tag:
            yield each
        elif each.tag == _SDT:
            for inside in each.iterchildren(_SDT_CONTENT):
                yield from _unwrapped(inside, tag)
        elif each.tag in HOLDERS:
            yield from _unwrapped(each, tag)
