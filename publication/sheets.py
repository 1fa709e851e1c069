"""Lists as Excel workbooks in which nothing is a formula, whatever a cell begins with."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter


def workbook(title: str, headings: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[str]]) -> bytes:
    """Return the rows under their headings as the bytes of an xlsx file; every cell is text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append(list(_cells(sheet, headings, Font(bold=True))))
    for row in rows:
        sheet.append(list(_cells(sheet, row)))
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _cells(sheet: Any, values: Sequence[str], font: Font | None = None) -> Iterator[WriteOnlyCell]:
    for value in values:
        cell = WriteOnlyCell(sheet)
        if value:
            cell.value, cell.data_type, cell.quotePrefix = value, "s", True
        if font:
            cell.font = font
        yield cell
