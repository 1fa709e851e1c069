from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.docx import dates
from documents.docx.reading.numbering import in_han


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2017年4月10日", date(2017, 4, 10)),
        ("２０１７年０４月０１日", date(2017, 4, 1)),
        ("二〇〇四年八月十二日", date(2004, 8, 12)),
        ("二○一九年十二月三十一日", date(2019, 12, 31)),
        ("一九九六年元月二十日", date(1996, 1, 20)),
        (" 2017 年 4 月 10 日 ", date(2017, 4, 10)),
        ("2017-04-10", date(2017, 4, 10)),
        ("2018年2月30日", None),
        ("2017年4月", None),
        ("自2017年4月10日起", None),
    ],
)
def test_a_date_is_read_in_every_writing(text, day):
    assert dates.whole(text) == day


@pytest.mark.parametrize("text", ["2024年 月 日", "××××年×月×日", "2024年  月  日", "年 月 日", "2024年3月 日"])
def test_the_empty_date_of_a_draft_is_a_date_line_without_a_day(text):
    assert dates.is_date_line(text)
    assert dates.whole(text) is None


@pytest.mark.parametrize("text", ["自2017年4月10日起施行。", "2017年4月10日，教育部", "今年"])
def test_running_text_is_no_date_line(text):
    assert not dates.is_date_line(text)


def test_a_date_that_ends_a_line_is_split_off():
    assert dates.split_ending("教育部办公厅 2017年4月12日") == ("教育部办公厅", "2017年4月12日")
    assert dates.split_ending("教育部 二〇一七年四月十日") == ("教育部", "二〇一七年四月十日")
    assert dates.split_ending("教育部") == ("", "")


@given(st.dates(min_value=date(1949, 10, 1), max_value=date(2099, 12, 31)))
def test_what_is_printed_is_read_again(day):
    assert dates.whole(dates.as_printed(day)) == day


@given(st.integers(min_value=1, max_value=9999))
def test_chinese_numerals_are_read_again(number):
    assert dates.numeral(in_han(number)) == number
