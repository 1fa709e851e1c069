"""A register as written: columns in any order, either encoding, Excel too; what is wrong is named by its line."""

from datetime import date

import pytest

from common import sheets
from publication.historic import reading, sheet
from publication.historic.errors import RegisterHeadings, RegisterUnreadable
from publication.historic.sheet import Row

HEAD = "文号,标题,成文日期,发布日期"
LINE = "国办发〔2016〕80号,国务院办公厅印发《实施细则》的通知,2016-11-10,2016-11-15"
TODAY = date(2026, 11, 24)


def read(*rows, body=""):
    return reading.read(rows, body=body, pattern="360A01/{year}-{key}", today=TODAY)


def row(
    line=2, number="国发〔2020〕1号", title="国务院关于一事的通知", issued_on="2020-01-02", published_on="2020-01-03"
):
    return Row(line, number, title, issued_on, published_on)


def workbook(*lines):
    headings = tuple((each, 10) for each in lines[0].split(","))
    return sheets.write([sheets.Sheet("登记", headings, [tuple(each.split(",")) for each in lines[1:]])])


@pytest.mark.parametrize(
    "data",
    [
        f"{HEAD}\n{LINE}".encode(),
        f"{HEAD}\r\n\r\n{LINE}\r\n".encode("utf-8-sig"),
        f"{HEAD}\n{LINE}".encode("gb18030"),
        f"{HEAD}\n{LINE}".replace(",", "\t").encode(),
        workbook(HEAD, LINE),
    ],
    ids=["utf-8", "with a mark and empty lines", "gb18030", "tabs", "xlsx"],
)
def test_every_form_of_the_file_reads_alike(data):
    (found,) = sheet.read(data)

    assert (found.number, found.issued_on, found.published_on) == ("国办发〔2016〕80号", "2016-11-10", "2016-11-15")


def test_columns_may_stand_in_any_order_among_others():
    (found,) = sheet.read("备注,title,number\n无,某通知,国发〔2020〕1号".encode())

    assert found == Row(2, "国发〔2020〕1号", "某通知")


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2", "标题\n某通知".encode()])
def test_a_file_without_its_headings_is_refused(data):
    with pytest.raises(RegisterHeadings):
        sheet.read(data)


@pytest.mark.parametrize(
    "data",
    [b"\xff\xff\xff\x00", "文号,标题\n\x00,x".encode(), b"PK\x03\x04broken", b'number,title\n"' + b"x" * 200_000],
    ids=["no text", "NUL", "no workbook", "endless cell"],
)
def test_what_is_no_list_is_refused_in_words(data):
    with pytest.raises(RegisterUnreadable):
        sheet.read(data)


def test_a_row_becomes_a_document_of_the_portal():
    ((line, item),) = read(row(number="国发[2020]第1号")).items

    assert (line, item.number_text, item.code_letters, item.number_year, item.number_serial) == (
        2, "国发〔2020〕1号", "国发", 2020, 1,
    )  # fmt: skip
    assert (item.issuing_body, item.genre, item.topic, item.origin) == ("国务院", "通知", "", "register")
    assert item.published_at.isoformat() == "2020-01-03T00:00:00+08:00"


@pytest.mark.parametrize(
    ("wrong", "cause"),
    [
        (row(title=""), "没有标题"),
        (row(title="长" * 501), "标题超过 500 字"),
        (row(number="国" * 61), "发文字号超过 60 字"),
        (row(issued_on="2020-02-30"), "成文日期无法识别，或者晚于今天"),
        (row(published_on="2027-01-01"), "发布日期无法识别，或者晚于今天"),
        (row(number="", issued_on="", published_on=""), "成文日期、发布日期和字号中的年份都没有"),
    ],
)
def test_a_row_that_cannot_be_a_document_is_named_with_its_line(wrong, cause):
    found = read(wrong)

    assert found.items == [] and [(each.line, each.cause) for each in found.problems] == [(2, cause)]


@pytest.mark.rule(12)
def test_a_row_with_a_classified_mark_stays_outside_and_is_not_quoted():
    (problem,) = read(row(title="关于某事的通知（机密★10年）")).problems

    assert problem.left_out and "10年" not in problem.cause


def test_the_same_document_twice_is_imported_once():
    found = read(row(2), row(3), row(4, number="", title="某条例"), row(5, number="", title="某条例"))

    assert [line for line, _ in found.items] == [2, 4]
    assert [(each.line, each.cause) for each in found.problems] == [(3, "与第 2 行重复"), (5, "与第 4 行重复")]


def test_two_documents_under_one_number_are_both_kept_and_pointed_out():
    found = read(row(2), row(3, title="国务院关于另一事的通知"))

    assert len({item.index for _, item in found.items}) == 2
    assert [(each.line, each.left_out) for each in found.problems] == [(3, False)]


def test_an_index_number_does_not_depend_on_the_order_of_the_lines_nor_on_the_title():
    first = {item.number_text: item.index for _, item in read(row(2), row(3, number="国发〔2020〕2号")).items}
    second = {
        item.number_text: item.index for _, item in read(row(2, number="国发〔2020〕2号"), row(3, title="改")).items
    }

    assert first == second


def test_a_number_that_is_none_is_kept_as_found():
    found = read(row(number="国发2020年第一"))

    assert found.items[0][1].number_text == "国发2020年第一" and found.items[0][1].code_letters == ""
    assert not found.problems[0].left_out


def test_a_row_without_a_day_is_listed_by_the_year_of_its_number():
    found = read(row(issued_on="", published_on=""))

    assert found.items[0][1].published_on == date(2020, 12, 31) and found.items[0][1].generated_on is None
    assert not found.problems[0].left_out


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("国务院办公厅关于印发某方案的通知", "国务院办公厅"),
        ("国务院　中央军委关于某事的决定", "国务院、中央军委"),
        ("教育部 财政部关于某事的意见", "教育部、财政部"),
        ("国务院办公厅对执行某规定的答复", "国务院办公厅"),
        ("社会保险经办条例", ""),
        ("进一步做好工作关于某事", ""),
    ],
)
def test_the_title_says_who_issued_it(title, body):
    assert reading.body_of(title) == body


def test_the_code_letters_say_who_issued_what_the_title_does_not():
    found = read(
        row(2), row(3, number="国发〔2020〕2号", title="某条例"), row(4, number="", title="另一条例"), body="本机关"
    )

    assert [item.issuing_body for _, item in found.items] == ["国务院", "国务院", "本机关"]
