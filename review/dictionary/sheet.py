"""The Excel file of the dictionary: safe to read whatever comes, safe to open for whoever gets it."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from io import BytesIO
from itertools import chain, islice
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

from review.errors import HeadingsWrong, SheetTooLarge, SheetUnreadable, TooManyRows

MB = 1 << 20
LIMIT_MB, UNPACKED_MB = 4, 16
MOST_PARTS = 200
MOST_TERMS = 10_000
LAST_ROW = 1 << 20  # of a sheet of Excel
HEADINGS = ("词语", "类别", "级别", "负面清单编号", "依据", "处理建议", "生效日期", "失效日期")
WIDTHS = (28, 16, 10, 14, 44, 40, 14, 14)
FORMULA = "=（公式）"
_UNSOUND = (
    InvalidFileException, zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, ValueError, TypeError, AttributeError,
    IndexError, OverflowError, SyntaxError, EOFError, OSError, NotImplementedError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One row as written: number in the sheet, and each column as text, days as YYYY-MM-DD."""

    number: int
    text: str = ""
    kind: str = ""
    severity: str = ""
    code: str = ""
    basis: str = ""
    advice: str = ""
    valid_from: str = ""
    valid_to: str = ""

    @property
    def values(self) -> tuple[str, ...]:
        """Return the columns in the order of the headings."""
        return tuple(getattr(self, each.name) for each in fields(self)[1:])


def read(data: bytes) -> list[Row]:
    """Return the rows of the first sheet that are not empty.

    Raises SheetTooLarge, SheetUnreadable, HeadingsWrong, TooManyRows.
    """
    _check(data)
    try:
        book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=LAST_ROW, max_col=len(HEADINGS) + 1)
        given = ((number, tuple(map(_text, cells))) for number, cells in enumerate(rows, 1))
        filled = list(islice(((number, values) for number, values in given if any(values)), MOST_TERMS + 2))
    except _UNSOUND:
        raise SheetUnreadable from None
    if len(filled) > MOST_TERMS + 1:
        raise TooManyRows(limit=MOST_TERMS)
    return _rows(filled)


def _check(data: bytes) -> None:
    """Refuse what is too large, unpacks to too much, or declares entities, before any of it is parsed."""
    if len(data) > LIMIT_MB * MB:
        raise SheetTooLarge(limit=LIMIT_MB, unpacked=UNPACKED_MB)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS or sum(each.file_size for each in entries) > UNPACKED_MB * MB:
                raise SheetTooLarge(limit=LIMIT_MB, unpacked=UNPACKED_MB)
            declared = any(_declares(archive.read(each)) for each in entries)
    except _UNSOUND:
        raise SheetUnreadable from None
    if declared:
        raise SheetUnreadable


def _declares(part: bytes) -> bool:
    plain = part.replace(b"\x00", b"")  # UTF-16 as well
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _text(cell: Any) -> str:
    if getattr(cell, "data_type", "n") == "f":
        return FORMULA
    value = cell.value
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    return "" if value is None else str(value).strip()


def _rows(given: list[tuple[int, tuple[str, ...]]]) -> list[Row]:
    if not given or sorted(filter(None, given[0][1])) != sorted(HEADINGS):
        raise HeadingsWrong(columns="、".join(HEADINGS))
    places = [given[0][1].index(heading) for heading in HEADINGS]
    return [Row(number, *(values[place] for place in places)) for number, values in given[1:]]


def write(rows: Iterable[Row]) -> bytes:
    """Return the rows as a workbook in which nothing is a formula, whatever a cell begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("词库")
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFGH", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for cells in chain([_cells(sheet, HEADINGS, Font(bold=True))], (_cells(sheet, row.values) for row in rows)):
        sheet.append(list(cells))
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _cells(sheet: Any, values: tuple[str, ...], font: Font | None = None) -> Iterator[WriteOnlyCell]:
    """Yield cells of text: openpyxl would take a leading = for a formula, and Excel others when it is edited."""
    for value in values:
        cell = WriteOnlyCell(sheet)
        if value:
            cell.value, cell.data_type, cell.quotePrefix = value, "s", True
        if font:
            cell.font = font
        yield cell
