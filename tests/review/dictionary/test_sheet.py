"""The Excel file: what is read comes back as it was written, and what is unsafe is refused before it is parsed."""

import re
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from common import sheets
from common.sheets import FORMULA, MB
from review.dictionary import sheet
from review.errors import HeadingsWrong, SheetTooLarge, SheetUnreadable, TooManyRows
from tests.review.dictionary.conftest import ROW, file_of, row


def book_of(*rows):
    """Return a workbook as a person types it."""
    book = Workbook()
    for values in rows:
        book.active.append(values)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def repacked(data, name, content):
    """Return the file with one part exchanged or added."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            if each.filename != name:
                new.writestr(each, old.read(each))
        new.writestr(name, content)
    return made.getvalue()


def test_what_was_written_is_read_back():
    rows = [ROW, row(number=3, text="命题人员名单", code="", valid_from="2026-12-01", valid_to="2027-06-30")]

    assert sheet.read(sheet.write(rows)) == rows


@pytest.mark.parametrize("text", ["=HYPERLINK(0)", "+86内线", "-内部测算", "@内部", "\t=1+1", "|cmd"])
def test_no_cell_of_the_export_is_a_formula(text):
    data = file_of(row(text=text, advice=text))

    cells = [cell for cells in load_workbook(BytesIO(data)).active.iter_rows(min_row=2) for cell in cells if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert not re.search(rb"<f[ >]", archive.read("xl/worksheets/sheet1.xml"))


def test_a_formula_in_a_file_is_read_as_one_and_never_computed():
    data = book_of(sheet.HEADINGS, ["=1+1", *ROW.values[1:]])

    assert [each.text for each in sheet.read(data)] == [FORMULA]


def test_columns_may_stand_in_another_order_and_empty_rows_are_passed_over():
    order = [*sheet.HEADINGS[1:], sheet.HEADINGS[0]]
    data = book_of(order, [], [*ROW.values[1:], ROW.values[0]])

    assert sheet.read(data) == [row(number=3)]


@pytest.mark.parametrize(
    "headings",
    [[], ["词语"], [*sheet.HEADINGS, "备注"], [*sheet.HEADINGS[:-1], "词语"], ["Term", *sheet.HEADINGS[1:]]],
)
def test_other_headings_are_refused(headings):
    with pytest.raises(HeadingsWrong):
        sheet.read(book_of(headings, list(ROW.values)))


def test_days_may_be_typed_as_days_of_excel():
    from datetime import date, datetime

    values = [*ROW.values[:6], datetime(2026, 12, 1), date(2027, 6, 30)]

    assert [(each.valid_from, each.valid_to) for each in sheet.read(book_of(sheet.HEADINGS, values))] == [
        ("2026-12-01", "2027-06-30")
    ]


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 10, b"a,b\n1,2"])
def test_what_is_no_workbook_is_refused(data):
    with pytest.raises(SheetUnreadable):
        sheet.read(data)


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = repacked(file_of(), "xl/sharedStrings.xml", b" " * ((sheet.UNPACKED_MB + 1) * MB))

    assert len(bomb) < MB
    with pytest.raises(SheetTooLarge):
        sheet.read(bomb)


def test_a_bomb_that_lies_about_its_size_unpacks_to_no_more_than_it_says():
    bomb = bytearray(repacked(file_of(), "xl/media/x.bin", b" " * (MB * 8)))
    size = (MB * 8).to_bytes(4, "little")
    assert bomb.count(size) >= 1

    with pytest.raises(SheetUnreadable):
        sheet.read(bytes(bomb.replace(size, (8).to_bytes(4, "little"))))


def test_a_file_of_too_many_parts_is_refused():
    data = file_of()
    for number in range(3):
        data = repacked(data, f"x{number}", b"")
    made = BytesIO(data)
    with zipfile.ZipFile(made, "a") as archive:
        for number in range(sheets.MOST_PARTS):
            archive.writestr(f"part{number}", b"")

    with pytest.raises(SheetTooLarge):
        sheet.read(made.getvalue())


def test_a_file_larger_than_the_limit_is_refused():
    with pytest.raises(SheetTooLarge):
        sheet.read(b"PK" + bytes(sheet.LIMIT_MB * MB))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_declared_entity_is_refused(encoding):
    with zipfile.ZipFile(BytesIO(file_of())) as archive:
        part = archive.read("xl/workbook.xml").decode()
    part = part[part.index("<workbook") :]
    evil = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "aaaa">]>{part}'.encode(encoding)

    with pytest.raises(SheetUnreadable):
        sheet.read(repacked(file_of(), "xl/workbook.xml", evil))


def test_more_rows_than_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr(sheet, "MOST_TERMS", 3)

    assert len(sheet.read(file_of(*[ROW] * 3))) == 3
    with pytest.raises(TooManyRows):
        sheet.read(file_of(*[ROW] * 4))
