"""The list as a file: CSV (UTF-8, GB 18030) or .xlsx, columns in any order, to rows as written."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from common import sheets
from common.sheets import Line
from publication.historic.errors import RegisterHeadings, RegisterUnreadable

NAMES = {
    "number": ("document_number_as_found", "document_number", "number", "发文字号", "公文字号", "文号", "字号"),
    "title": ("title", "标题", "名称", "文件名称", "信息名称"),
    "issued_on": ("issued_on", "issued", "成文日期", "生成日期", "印发日期", "发文日期"),
    "published_on": ("published_on", "published", "发布日期", "公开日期", "公布日期"),
}
NEEDED = ("number", "title")
MOST_COLUMNS = 50
UNPACKED_MB = 256
ENCODINGS = ("utf-8-sig", "gb18030")
ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Row:
    """One row as written; `line` is its line in the file (the last one, when a cell has several)."""

    line: int
    number: str = ""
    title: str = ""
    issued_on: str = ""
    published_on: str = ""


def read(data: bytes) -> list[Row]:
    """Return the rows under the headings. Raises RegisterUnreadable, RegisterHeadings."""
    given = _workbook(data) if data.startswith(ZIP) else _csv(data)
    return _rows(given)


def _workbook(data: bytes) -> Iterator[Line]:
    try:
        yield from sheets.lines_of(data, columns=MOST_COLUMNS, unpacked_mb=UNPACKED_MB)
    except sheets.Unsound:
        raise RegisterUnreadable from None


def _csv(data: bytes) -> Iterator[Line]:
    text = _decoded(data)
    head = text[: text.find("\n")] if "\n" in text else text
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for values in reader:
            if any(map(str.strip, values)):
                yield reader.line_num, tuple(value.strip() for value in values)
    except csv.Error:
        raise RegisterUnreadable from None


def _decoded(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise RegisterUnreadable


def _rows(given: Iterator[Line]) -> list[Row]:
    _, headings = next(given, (0, ()))
    places = {name: _place(headings, names) for name, names in NAMES.items()}
    if missing := [NAMES[name][3 if name == "number" else 1] for name in NEEDED if places[name] is None]:
        raise RegisterHeadings(missing="、".join(missing))
    return [Row(line, **{name: _cell(values, place) for name, place in places.items()}) for line, values in given]


def _place(headings: tuple[str, ...], names: tuple[str, ...]) -> int | None:
    plain = [heading.strip().lower() for heading in headings]
    return next((plain.index(name) for name in names if name in plain), None)


def _cell(values: tuple[str, ...], place: int | None) -> str:
    return values[place] if place is not None and place < len(values) else ""
