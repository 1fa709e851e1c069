"""The notices of six years as the General Office of the State Council worded them (tests/data/notices.txt)."""

import re
from datetime import date, timedelta

import pytest

from config.database import ROOT
from deadlines.calendar import build
from deadlines.errors import DayTwice, NoticeUnreadable, NoticeWithoutYear
from deadlines.migrations._notices_2004_2026 import NOTICES
from deadlines.notice import NamedDay, parse, read

WORDED = re.split(r"\n(?=国务院办公厅)", (ROOT / "tests" / "data" / "notices.txt").read_text(encoding="utf-8"))
HEAD = "国务院办公厅关于2026年部分节假日安排的通知\n"


def calendar_of(years):
    days = {each.day: each.is_workday for named in years.values() for each in named}
    return build(days=days, official=years, version=1)


@pytest.mark.parametrize("text", WORDED, ids=lambda text: text[8:12])
def test_the_state_council_s_own_words_give_every_day_of_the_year(text):
    years = read(text)
    (year,) = years
    worded, table = calendar_of(years), calendar_of(parse(NOTICES))
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]

    assert [day for day in days if day.year == year and worded.is_workday(day) != table.is_workday(day)] == []


def test_a_new_year_that_begins_in_the_old_one_is_understood():
    text = next(each for each in WORDED if "2023年部分" in each)

    assert read(text)[2023][0] == NamedDay(date(2022, 12, 31), False, "元旦")


def test_a_text_without_line_breaks_is_understood():
    text = WORDED[-1].replace("\n", "").replace("通知一、", "通知\n一、")

    assert read(text) == read(WORDED[-1])


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ("一、元旦：1月1日（周五）放假1天。", "2026年1月1日不是周五"),
        ("一、元旦：1月1日至3日放假，共4天。", "写明共4天，而日期为3天"),
        ("一、元旦：元月一日放假。", "不能识别日期“元月一日”"),
        ("一、元旦：2月30日放假。", "没有这一天“2月30日”"),
        ("一、元旦：1月3日至1日放假。", "日期先后有误“1月3日至1日”"),
        ("一、元旦：1月1日放假，另行通知。", "不能识别“另行通知”"),
        ("春节2月15日放假", "不是“一、节名：放假安排”"),
        ("一、元旦：与周末连休。", "没有放假或者上班的日期"),
    ],
)
def test_what_is_not_understood_is_refused_by_its_line(item, why):
    with pytest.raises(NoticeUnreadable) as refusal:
        read(HEAD + "二、清明节：4月4日放假。\n" + item)

    assert (refusal.value.fields["line"], refusal.value.fields["why"]) == (3, why)
    assert "第 3 行" in str(refusal.value) and "未录入任何内容" in str(refusal.value)


@pytest.mark.parametrize("text", ["一、元旦：1月1日放假。", "", "关于2026年部分节假日安排的通知"])
def test_a_notice_without_a_year_or_a_day_is_refused(text):
    with pytest.raises(NoticeWithoutYear):
        read(text)


def test_a_day_cannot_be_off_and_worked():
    with pytest.raises(DayTwice):
        read(HEAD + "一、元旦：1月1日至4日放假。1月4日上班。")


def test_a_sheet_gives_the_same_days():
    sheet = "年份,日期,安排,名称\n2027,2027-01-01,放假,元旦\n2027,2026-12-27,上班,元旦\n"

    assert read(sheet) == read("2027 元旦 0101 +20261227")


@pytest.mark.parametrize("row", ["2027,2027-13-01,放假,元旦", "2027,2027-01-01,休息,元旦", "2027,2027-01-01,放假"])
def test_a_row_of_a_sheet_that_is_not_understood_is_refused(row):
    with pytest.raises(NoticeUnreadable) as refusal:
        read("年份,日期,安排,名称\n2027,2027-01-02,放假,元旦\n" + row)

    assert refusal.value.fields["line"] == 3


def test_a_day_far_from_its_year_is_refused():
    with pytest.raises(NoticeUnreadable):
        read("年份,日期,安排,名称\n2027,2030-01-01,放假,元旦")
