import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.database import ROOT
from documents.docx.errors import NumberUnreadable
from documents.docx.numbercauses import cause
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
        ("2015年第41号公告", "公告2015年第41号"),
        ("海关总署公告〔2018〕210号", "海关总署公告〔2018〕210号"),
        ("中国人民银行令〔2019〕第3号", "中国人民银行令〔2019〕第3号"),
        ("农业农村部令 2019 年 第 2 号", "农业农村部令2019年第2号"),
        ("国家发展改革委、商务部令2019年第25号", "国家发展改革委商务部令2019年第25号"),
        ("广东省人民代表大会常务委员会公告（第53号）", "广东省人民代表大会常务委员会公告第53号"),
        ("教育部第9号令", "教育部令第9号"),
        ("国发〔84〕12号", "国发〔1984〕12号"),
        ("（79）国发12号", "国发〔1979〕12号"),
        ("国发〔二〇〇四〕十八号", "国发〔2004〕18号"),
        ("国办发〔2017〕3号。", "国办发〔2017〕3号"),
        ("“国办发﹝2017﹞3號”", "国办发〔2017〕3号"),
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
        "国办发〔2017〕3号、4号",
        "国办发2017]3号",
        "〔2017〕3号",
        "国发、国办发〔2017〕3号",
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


@pytest.mark.parametrize(
    ("line", "as_found"),
    [
        ("等级 特急·明电 国办发明电〔2018〕15号 中机发 号", "国办发明电〔2018〕15号"),
        ("特急 国办发明电〔2018〕15号", "国办发明电〔2018〕15号"),
    ],
)
def test_on_a_telegram_the_number_stands_between_its_class_and_the_machine_number(line, as_found):
    number, found = find(line)

    assert (number.series, found) == (Series.TELEGRAM, as_found)


def test_the_same_number_in_two_writings_is_one_number():
    assert parse("中国人民银行令〔2019〕第3号") == parse("中国人民银行令2019年第3号")
    assert len({parse("教育部令第9号"), parse("教育部第九号令")}) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "空行"),
        ("国办发〔2017〕3", "“号”"),
        ("国办发〔17〕3号", "年份"),
        ("国办发2017]3号", "年份"),
        ("〔2017〕3号", "代字"),
        ("国办发〔2017〕0号", "序号"),
        ("国办发〔2017〕3号、4号", "不止一个"),
        ("国办发〔2017〕3号文件", "其他文字"),
        ("1发〔2017〕3号", "代字"),
        ("号" * 500, "160"),
    ],
)
def test_the_cause_of_a_failure_is_told(text, reason):
    assert parse(text) is None
    assert reason in cause(text)


@given(st.text(max_size=40), st.sampled_from(["%s", "国发〔2017〕%s号", "国发〔%s〕3号", "%s令第3号"]))
def test_any_text_has_either_a_number_or_a_cause(text, frame):
    line = frame % text
    number = parse(line)

    assert bool(cause(line)) is (number is None)
    assert number is None or parse(str(number)) == number


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
    assert len(failed) <= len(written) * 0.001, [(text, cause(text)) for text in failed]
