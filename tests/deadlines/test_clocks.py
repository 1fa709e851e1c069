"""The table of clocks, and counting by each of its units."""

from datetime import date, datetime, timedelta

import pytest

from common.clock import OFFICE_ZONE
from deadlines import limits, rules
from deadlines.calendar import build
from deadlines.clocks import CLOCKS
from deadlines.counting import day_of, due_of, walk
from deadlines.explaining import Reckoning, explain, sentence_of
from deadlines.facts import Budget, HoursFacts, Stop, SuggestionFacts, Unit
from deadlines.hours import add_minutes, minutes_between, parse

HOURS = parse("08:30-12:00 13:30-17:30")
FRIDAY = datetime(2026, 3, 6, 16, tzinfo=OFFICE_ZONE)


@pytest.fixture(scope="module")
def calendar():
    return build(days={}, official=[2026], version=1)


def test_every_clock_says_how_long_from_when_and_why():
    assert all(clock.name and clock.starts and clock.basis and clock.budget.amount > 0 for clock in CLOCKS.values())


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("publication", "20个工作日"), ("budget", "20日"), ("penalty_withdrawal", "3个工作日"),
        ("third_party", "15个工作日"), ("co_producer", "15个工作日"), ("emergency", "5小时（自然时间）"),
        ("press_conference", "24小时（自然时间）"),
        ("public_opinion", "48小时（自然时间）"), ("repost", "24小时（自然时间）"), ("interpretation", "3个工作日"),
        ("decision_comments", "30日"), ("regulation_comments", "30日"), ("hearing_papers", "7日"),
        ("decision_legality", "7个工作日"), ("legality", "5个工作日"), ("suggestion", "7个工作日"),
        ("complex_suggestion", "15个工作日"), ("classification", "10个工作日"),
    ],
)  # fmt: skip
def test_the_table_has_the_lengths_of_the_rule_book(code, words):
    assert CLOCKS[code].budget.words == words


@pytest.mark.rule(82)
@pytest.mark.parametrize(("code", "hours"), [("emergency", 5), ("press_conference", 24), ("public_opinion", 48)])
def test_hours_run_through_nights_and_holidays(calendar, code, hours):
    due = due_of(FRIDAY, CLOCKS[code].budget, calendar=calendar, hours=HOURS)

    assert due.at == FRIDAY + timedelta(hours=hours)
    assert rules.is_answered_within_its_hours(HoursFacts(due.at, due.at))
    assert not rules.is_answered_within_its_hours(HoursFacts(due.at, due.at + timedelta(seconds=1)))


@pytest.mark.rule(83)
@pytest.mark.parametrize(("is_complex", "on"), [(False, date(2026, 3, 17)), (True, date(2026, 3, 27))])
def test_a_suggestion_is_answered_within_seven_working_days_a_complex_one_within_fifteen(calendar, is_complex, on):
    due = limits.suggestion_due(FRIDAY.date(), is_complex=is_complex, calendar=calendar)

    assert due.on == on
    assert rules.is_suggestion_answered_in_time(SuggestionFacts(due.on, on))
    assert not rules.is_suggestion_answered_in_time(SuggestionFacts(due.on, on + timedelta(days=1)))


@pytest.mark.rule(22)
def test_days_of_the_calendar_count_weekends(calendar):
    assert day_of(FRIDAY.date(), CLOCKS["budget"].budget, calendar=calendar).on == date(2026, 3, 26)


@pytest.mark.rule(22)
@pytest.mark.parametrize(
    ("start", "on", "put_off"),
    [
        (date(2026, 3, 7), date(2026, 3, 27), 0),  # a Friday
        (date(2026, 3, 8), date(2026, 3, 30), 2),  # a Saturday
        (date(2026, 9, 11), date(2026, 10, 1), 0),  # no notice names 1 October in this calendar
        (date(2026, 12, 12), date(2027, 1, 4), 3),  # New Year's Day of a year without a notice
    ],
)
def test_days_of_the_calendar_that_end_on_a_day_of_rest_end_with_the_next_working_day(calendar, start, on, put_off):
    budget = CLOCKS["budget"].budget
    due = day_of(start, budget, calendar=calendar)
    told = Reckoning(datetime.combine(start, FRIDAY.time(), OFFICE_ZONE), "财政部门批复", budget, "预算法第十四条")
    found = explain(told, calendar=calendar, hours=HOURS, names={})

    assert (due.on, due.provisional) == (on, on.year == 2027)
    assert (found.due.on, found.beyond, found.left_out) == (on, put_off, 0)
    assert (f"顺延{put_off}日" in sentence_of(told, found)) is bool(put_off)
    assert [each.why.startswith("期限最后一日逢休假") for each in found.days].count(True) == put_off


@pytest.mark.parametrize(
    ("start", "days", "on"),
    [
        (date(2028, 2, 28), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 20, date(2028, 3, 28)),
        (date(2027, 2, 26), 1, date(2027, 3, 1)),
    ],
)
def test_the_last_day_of_february_is_a_day_like_others(calendar, start, days, on):
    assert day_of(start, Budget(days), calendar=calendar).on == on


def test_minutes_of_work_end_at_the_last_minute_of_a_day_and_not_on_the_next(calendar):
    due = add_minutes(FRIDAY, 90, calendar=calendar, hours=HOURS)

    assert due.at == datetime(2026, 3, 6, 17, 30, tzinfo=OFFICE_ZONE)
    assert add_minutes(FRIDAY, 91, calendar=calendar, hours=HOURS).at == datetime(2026, 3, 9, 8, 31, tzinfo=OFFICE_ZONE)


@pytest.mark.parametrize("minutes", [1, 89, 90, 91, 240, 450, 451, 3000])
def test_counting_minutes_undoes_adding_them(calendar, minutes):
    due = add_minutes(FRIDAY, minutes, calendar=calendar, hours=HOURS)

    assert minutes_between(FRIDAY, due.at, calendar=calendar, hours=HOURS) == minutes
    assert minutes_between(due.at, FRIDAY, calendar=calendar, hours=HOURS) == -minutes


def test_minutes_do_not_run_while_the_clock_stands(calendar):
    stop = Stop(FRIDAY + timedelta(hours=1), datetime(2026, 3, 9, 10, tzinfo=OFFICE_ZONE), "征求意见")

    due = add_minutes(FRIDAY, 120, calendar=calendar, hours=HOURS, stops=[stop])

    assert due.at == datetime(2026, 3, 9, 11, tzinfo=OFFICE_ZONE)


@pytest.mark.parametrize("text", ["", "8-12", "12:00-08:30", "08:30-12:00 11:00-17:00", "25:00-26:00"])
def test_office_hours_in_another_form_are_refused(text):
    with pytest.raises(ValueError):
        parse(text)


@pytest.mark.parametrize("units", [(Unit.WORKING_DAY, 9), (Unit.CALENDAR_DAY, 30)])
def test_what_is_explained_is_what_was_computed(calendar, units):
    unit, amount = units
    stops = (Stop(FRIDAY + timedelta(days=4), FRIDAY + timedelta(days=9), "征求意见"),)
    budget = Budget(amount, unit)

    due = day_of(FRIDAY.date(), budget, calendar=calendar, stops=stops)
    days = list(walk(FRIDAY.date(), budget, calendar=calendar, stops=stops))
    found = explain(Reckoning(FRIDAY, "收到", budget, "依据", stops), calendar=calendar, hours=HOURS, names={})

    assert days[-1].day == due.on == found.due.on == found.days[-1].day
    assert sum(each.counts for each in found.days) == amount
    assert [each.day for each in days] == [FRIDAY.date() + timedelta(days=n + 1) for n in range(len(days))]
