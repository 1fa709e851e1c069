"""The Excel file of the dictionary: safe to read whatever comes, safe to open for whoever gets it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from common import sheets
from common.sheets import MB, Line, Sheet
from review.errors import HeadingsWrong, SheetTooLarge, SheetUnreadable, TooManyRows

LIMIT_MB, UNPACKED_MB = 4, 16
MOST_TERMS = 10_000
HEADINGS = ("词语", "类别", "级别", "负面清单编号", "依据", "处理建议", "生效日期", "失效日期")
WIDTHS = (28, 16, 10, 14, 44, 40, 14, 14)


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
    if len(data) > LIMIT_MB * MB:
        raise SheetTooLarge(limit=LIMIT_MB, unpacked=UNPACKED_MB)
    try:
        filled = sheets.lines_of(data, columns=len(HEADINGS) + 1, unpacked_mb=UNPACKED_MB, most=MOST_TERMS + 2)
    except sheets.TooLarge:
        raise SheetTooLarge(limit=LIMIT_MB, unpacked=UNPACKED_MB) from None
    except sheets.Unsound:
        raise SheetUnreadable from None
    if len(filled) > MOST_TERMS + 1:
        raise TooManyRows(limit=MOST_TERMS)
    return _rows(filled)


def _rows(given: list[Line]) -> list[Row]:
    if not given or sorted(filter(None, given[0][1])) != sorted(HEADINGS):
        raise HeadingsWrong(columns="、".join(HEADINGS))
    places = [given[0][1].index(heading) for heading in HEADINGS]
    return [Row(number, *(values[place] for place in places)) for number, values in given[1:]]


def write(rows: Iterable[Row]) -> bytes:
    """Return the rows as a workbook in which nothing is a formula, whatever a cell begins with."""
    return sheets.write([Sheet("词库", tuple(zip(HEADINGS, WIDTHS, strict=True)), (row.values for row in rows))])
