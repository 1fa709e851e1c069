"""Tables in files, Excel and CSV: safe to read whatever comes, safe to open for whoever gets one."""

import csv
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import IO, Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MB = 1 << 20
LAST_ROW = 1 << 20  # of a sheet of Excel
MOST_PARTS = 200
FORMULA = "=（公式）"
UNSOUND = (
    InvalidFileException, zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, ValueError, TypeError, AttributeError,
    IndexError, OverflowError, SyntaxError, EOFError, OSError, NotImplementedError, RuntimeError,
)  # fmt: skip

Line = tuple[int, tuple[str, ...]]


class Unsound(Exception):
    """The file is no workbook, unpacks to too much, or declares entities."""


class TooLarge(Unsound):
    """The file unpacks to too much."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet to write: headings with the width of their columns, and the rows (text or whole numbers)."""

    name: str
    headings: tuple[tuple[str, int], ...]
    rows: Iterable[tuple[str | int, ...]]


def lines_of(data: bytes, *, columns: int, unpacked_mb: int, most: int | None = None) -> list[Line]:
    """Return the rows of the first sheet that are not empty, no more than `most`: row number, and each cell as text.

    A formula is FORMULA, never computed. Raises Unsound, TooLarge.
    """
    _check(data, unpacked_mb)
    try:
        book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=LAST_ROW, max_col=columns)
        given = ((number, tuple(map(_text, cells))) for number, cells in enumerate(rows, 1))
        return list(islice(((number, values) for number, values in given if any(values)), most))
    except UNSOUND:
        raise Unsound from None


def _check(data: bytes, unpacked_mb: int) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS or sum(each.file_size for each in entries) > unpacked_mb * MB:
                raise TooLarge
            declared = any(_declares(archive.read(each)) for each in entries)
    except UNSOUND:
        raise Unsound from None
    if declared:
        raise Unsound


def _declares(part: bytes) -> bool:
    plain = part.replace(b"\x00", b"")  # UTF-16 as well
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _text(cell: Any) -> str:
    if getattr(cell, "data_type", "n") == "f":
        return FORMULA
    value = cell.value
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def write(sheets: Iterable[Sheet]) -> bytes:
    """Return a workbook in which nothing is a formula, whatever a cell begins with."""
    made = BytesIO()
    write_to(made, sheets)
    return made.getvalue()


def write_to(file: IO[bytes], sheets: Iterable[Sheet]) -> None:
    """Write such a workbook into the file; neither its rows nor its bytes are kept in memory."""
    book = Workbook(write_only=True)
    for each in sheets:
        sheet = book.create_sheet(each.name)
        sheet.freeze_panes = "A2"
        for place, (_, width) in enumerate(each.headings, 1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        _for_printing(sheet)
        sheet.append(list(_cells(sheet, [heading for heading, _ in each.headings], Font(bold=True))))
        last = 1
        for last, row in enumerate(each.rows, 2):  # noqa: B007  # how many there were
            sheet.append(list(_cells(sheet, row)))
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(each.headings))}{last}"
    book.save(file)


def _for_printing(sheet: Any) -> None:
    """Let the sheet be printed as wide as a page that lies on its side, its headings on each; before its first row."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.print_title_rows = "1:1"


def _cells(sheet: Any, values: Iterable[str | int], font: Font | None = None) -> Iterator[WriteOnlyCell]:
    """Yield cells: openpyxl would take a leading = for a formula, and Excel others when the text is edited."""
    for value in values:
        cell = WriteOnlyCell(sheet)
        if isinstance(value, int):
            cell.value = value
        elif value:
            cell.value, cell.data_type, cell.quotePrefix = value, "s", True
        if font:
            cell.font = font
        yield cell


CSV = "text/csv; charset=utf-8"
LEADS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(headings: Sequence[str], rows: Iterable[Iterable[str | int]]) -> Iterator[str]:
    """Yield the lines of a CSV file (UTF-8 with mark, as office software wants it), one at a time.

    A text that a spreadsheet would take for a formula gets a ' in front.
    """
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(headings)
    for row in rows:
        yield writer.writerow([plain(cell) if isinstance(cell, str) else cell for cell in row])


def plain(cell: str) -> str:
    """Return the text such that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(LEADS_A_FORMULA) else cell
