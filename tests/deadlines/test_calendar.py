from datetime import date, timedelta

import chinese_calendar
import pytest

from deadlines.calendar import build
from deadlines.errors import DayOutOfCalendar
from deadlines.migrations._notices_2004_2026 import NOTICES
from deadlines.notice import parse

LENGTHS = (3, 5, 7, 15, 20, 40)
# regulations §9.2: the n-th working day after the start, for the lengths above.
VECTORS = {
    "2025-01-24": "2025-02-05 2025-02-07 2025-02-10 2025-02-20 2025-02-27 2025-03-27",
    "2026-01-26": "2026-01-29 2026-02-02 2026-02-04 2026-02-14 2026-02-28 2026-03-27",
    "2026-02-11": "2026-02-14 2026-02-25 2026-02-27 2026-03-10 2026-03-17 2026-04-15",
    "2026-04-28": "2026-05-06 2026-05-08 2026-05-11 2026-05-21 2026-05-28 2026-06-26",
    "2026-09-18": "2026-09-22 2026-09-24 2026-09-29 2026-10-15 2026-10-22 2026-11-19",
    "2026-09-30": "2026-10-10 2026-10-13 2026-10-15 2026-10-27 2026-11-03 2026-12-01",
    "2026-11-23": "2026-11-26 2026-11-30 2026-12-02 2026-12-14 2026-12-21",
}
CASES = [(start, n, on) for start, row in VECTORS.items() for n, on in zip(LENGTHS, row.split(), strict=False)]


@pytest.fixture(scope="module")
def calendar():
    years = parse(NOTICES)
    days = {each.day: each.is_workday for named in years.values() for each in named}
    return build(days=days, official=years, version=23)


@pytest.mark.rule(88)
@pytest.mark.parametrize(("start", "n", "on"), CASES)
def test_the_nth_working_day_is_that_of_the_rule_book(calendar, start, n, on):
    due = calendar.add_working_days(date.fromisoformat(start), n)

    assert (due.on.isoformat(), due.provisional, due.version) == (on, False, 23)


@pytest.mark.rule(88)
def test_a_deadline_that_reaches_into_an_unannounced_year_is_provisional(calendar):
    due = calendar.add_working_days(date(2026, 11, 23), 40)

    assert due.on.year == 2027
    assert due.provisional


def test_every_day_since_2004_agrees_with_the_published_notices(calendar):
    first, last = date(2004, 1, 1), date(2026, 12, 31)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]

    assert [day for day in days if calendar.is_workday(day) != chinese_calendar.is_workday(day)] == []


@pytest.mark.parametrize(("year", "count"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_as_many_working_days_as_the_rule_book_counts(calendar, year, count):
    assert calendar.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == count


def test_an_unannounced_year_has_its_weekends_and_the_holidays_of_a_fixed_date_off(calendar):
    assert not calendar.is_workday(date(2027, 1, 1))  # Friday, New Year
    assert not calendar.is_workday(date(2027, 10, 1))  # Friday, National Day
    assert not calendar.is_workday(date(2027, 1, 3))  # Sunday
    assert calendar.is_workday(date(2027, 1, 4))  # Monday


def test_counting_working_days_undoes_adding_them(calendar):
    for start in (date(2026, 2, 14), date(2026, 2, 15), date(2026, 9, 30)):
        for n in range(1, 60):
            assert calendar.working_days_between(start, calendar.add_working_days(start, n).on) == n


def test_counting_backwards_is_negative_and_a_day_is_no_distance_from_itself(calendar):
    assert calendar.working_days_between(date(2026, 2, 27), date(2026, 2, 11)) == -7
    assert calendar.working_days_between(date(2026, 2, 27), date(2026, 2, 27)) == 0


def test_a_limit_of_no_days_is_refused(calendar):
    with pytest.raises(ValueError, match="at least one"):
        calendar.add_working_days(date(2026, 2, 11), 0)


@pytest.mark.parametrize("day", [date(1979, 12, 31), date(2101, 1, 1)])
def test_a_day_outside_the_calendar_is_refused(calendar, day):
    with pytest.raises(DayOutOfCalendar):
        calendar.is_workday(day)


def test_a_deadline_beyond_the_calendar_is_refused(calendar):
    with pytest.raises(DayOutOfCalendar):
        calendar.add_working_days(date(2100, 12, 30), 5)
