import csv

import pytest

from config.database import ROOT
from documents.docx.errors import NumberUnreadable
from documents.docx.numbers import Number, Series, find, is_strict, parse, parse_strict

NUMBERS = ROOT.parent / "shared" / "data" / "state_council_documents.csv"


@pytest.mark.parametrize(
    ("found", "written"),
    [
        ("国办发〔2017〕3号", "国办发〔2017〕3号"),
        ("教办厅[2017] 03 号", "教办厅〔2017〕3号"),
        ("发文字号：教办厅（2017）第3号", "教办厅〔2017〕3号"),
        ("（教职成〔2018〕8号）", "教职成〔2018〕8号"),
        ("教\u200b办厅【２０１７】３号", "教办厅〔2017〕3号"),
        ("沪府(普)发〔2019〕1号", "沪府（普）发〔2019〕1号"),
        ("中华人民共和国国务院令第707号", "国令第707号"),
        ("中华人民共和国主席令第七十号", "主席令第70号"),
        ("教育部令第四十号", "教育部令第40号"),
        ("财政部 税务总局公告2019年第13号", "财政部税务总局公告2019年第13号"),
        ("公告2015年第41号", "公告2015年第41号"),
    ],
)
def test_a_number_as_people_write_it_has_one_normal_form(found, written):
    assert str(parse(found)) == written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "第3号",
        "教办厅〔17〕3号",
        "教办厅〔2017〕0号",
        "教办厅〔2017〕3",
        "教办厅〔2017〕3号文件",
        "2017年4月10日",
        "号" * 500,
    ],
)
def test_what_is_no_number_is_none(text):
    assert parse(text) is None


@pytest.mark.parametrize(
    "text", ["教办厅[2017]3号", "教办厅〔2017〕03号", "教办厅〔2017〕第3号", "中华人民共和国国务院令第707号"]
)
def test_the_strict_reading_refuses_what_the_standard_does_not_write(text):
    with pytest.raises(NumberUnreadable):
        parse_strict(text)


def test_the_strict_reading_takes_what_it_writes():
    for text in ("教办厅〔2017〕3号", "国令第707号", "公告2015年第41号"):
        assert str(parse_strict(text)) == text


def test_numbers_sort_by_code_letters_year_and_serial():
    texts = ["国办发〔2018〕2号", "国办发〔2017〕10号", "国令第707号", "国办发〔2017〕9号", "国令第99号"]
    ordered = ["国令第99号", "国令第707号", "国办发〔2017〕9号", "国办发〔2017〕10号", "国办发〔2018〕2号"]

    assert [str(number) for number in sorted(map(parse, texts))] == ordered


def test_the_series_is_told_by_the_form():
    assert parse("国办发明电〔2018〕15号").series is Series.TELEGRAM
    assert parse("国令第707号") == Number("国令", None, 707, Series.ORDER)
    assert parse("公告2015年第41号").series is Series.ANNOUNCEMENT


def test_a_signatory_may_stand_beside_the_number():
    number, as_found = find("教办厅〔2017〕3号　　　　签发人：某某某")

    assert (str(number), as_found) == ("教办厅〔2017〕3号", "教办厅〔2017〕3号")


def test_only_the_hexagonal_form_is_strict():
    assert is_strict("教办厅〔2017〕3号")
    assert not is_strict("教办厅(2017)3号")


@pytest.mark.skipif(not NUMBERS.is_file(), reason="真实发文字号表不在旁边的 shared 目录")
def test_nearly_all_real_numbers_parse():
    with NUMBERS.open(encoding="utf-8-sig", newline="") as lines:
        found = [row["document_number_as_found"] for row in csv.DictReader(lines)]
    written = [text for text in found if text.strip()]
    failed = [text for text in written if parse(text) is None]

    assert len(written) > 5000
    assert len(failed) <= len(written) * 0.001, failed[:20]
