from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command

from audit.models import Entry
from deadlines import selectors
from deadlines import services as deadlines
from deadlines.facts import CalendarFacts
from deadlines.models import CalendarDay, CalendarYear
from deadlines.notice import parse
from deadlines.rules import is_by_the_present_calendar

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
NOTICE = "2027 元旦 0101-0103 +20261227 | 春节 0205-0212 +0130 +0214"


@pytest.fixture(autouse=True)
def fresh_calendar():
    selectors.forget()
    yield
    selectors.forget()


def enter(notice, callbacks):
    (year, days) = next(iter(parse(notice).items()))
    with callbacks(execute=True):
        return deadlines.import_year(year=year, days=days, by=None, at=NOON)


def test_the_migrations_bring_every_notice_from_2004_to_2026(db):
    assert list(CalendarYear.objects.order_by("year").values_list("year", flat=True)) == [*range(2004, 2027)]
    assert deadlines.add_working_days(date(2026, 9, 30), 3).on == date(2026, 10, 10)


@pytest.mark.rule(88)
def test_a_new_notice_makes_deadlines_final_and_the_stored_version_stale(db, django_capture_on_commit_callbacks):
    before = deadlines.add_working_days(date(2026, 12, 25), 20)

    enter(NOTICE, django_capture_on_commit_callbacks)
    after = deadlines.add_working_days(date(2026, 12, 25), 20)

    assert (before.provisional, after.provisional) == (True, False)
    assert before.on != after.on
    assert not is_by_the_present_calendar(CalendarFacts(before.version, selectors.version()))
    assert is_by_the_present_calendar(CalendarFacts(after.version, selectors.version()))


def test_a_notice_may_make_a_day_of_the_year_before_a_working_day(db, django_capture_on_commit_callbacks):
    enter(NOTICE, django_capture_on_commit_callbacks)

    assert selectors.calendar().is_workday(date(2026, 12, 27))
    assert CalendarYear.objects.get(year=2026).version == 1


def test_a_corrected_notice_replaces_the_first(db, django_capture_on_commit_callbacks):
    enter(NOTICE, django_capture_on_commit_callbacks)
    version = enter("2027 元旦 0101-0103", django_capture_on_commit_callbacks)

    assert version == 2
    assert CalendarDay.objects.filter(notice=2027).count() == 3
    assert not selectors.calendar().is_workday(date(2026, 12, 27))


def test_entering_a_notice_is_journalled(db, django_capture_on_commit_callbacks):
    enter(NOTICE, django_capture_on_commit_callbacks)

    entry = Entry.objects.get(chain="system")
    assert (entry.verb, entry.facts) == ("calendar.imported", {"year": 2027, "version": 1, "days": 14})


def test_the_calendar_is_asked_without_a_query(db, django_assert_num_queries):
    selectors.calendar()

    with django_assert_num_queries(0):
        deadlines.add_working_days(date(2026, 9, 30), 20)


def test_a_new_version_is_read_in_four_queries(db, django_assert_num_queries):
    with django_assert_num_queries(4):  # versions of years and regions, then years and days in one statement, regions
        selectors.calendar()


def test_the_command_enters_a_file(db, tmp_path, capsys):
    file = tmp_path / "notice.txt"
    file.write_text("# 2027年\n" + NOTICE, encoding="utf-8")

    call_command("import_holidays", str(file))

    assert "2027 年：14 天，第 1 版" in capsys.readouterr().out


def test_the_command_enters_nothing_from_a_file_with_an_unreadable_line(db, tmp_path):
    file = tmp_path / "notice.txt"
    file.write_text(NOTICE + "\n2028 元旦 9999", encoding="utf-8")

    with pytest.raises(CommandError, match="第 2 行"):
        call_command("import_holidays", str(file))

    assert not CalendarYear.objects.filter(year=2027).exists()


def test_the_command_refuses_a_file_that_is_not_text(db, tmp_path):
    file = tmp_path / "notice.bin"
    file.write_bytes(b"\xff\xfe\x00\xff")

    with pytest.raises(CommandError, match="UTF-8"):
        call_command("import_holidays", str(file))
