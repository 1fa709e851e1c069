"""R88: a new, corrected or regional calendar moves what was counted by the old one, once, on record, in batches."""

from datetime import date, datetime, timedelta

import pytest

from accounts.models import Office
from audit.models import Entry
from common.clock import OFFICE_ZONE
from common.errors import NotFound
from deadlines import selectors
from deadlines import services as deadlines
from deadlines.choices import ClockKind
from deadlines.errors import CalendarMoved, SpanUnfit
from deadlines.facts import CalendarFacts
from deadlines.models import CalendarYear, Pause, RegionalHoliday
from deadlines.notice import read
from deadlines.rules import is_by_the_present_calendar
from deadlines.services import Span, recompute
from outbox import services as outbox
from review.choices import Desk
from review.models import ConsultationStep
from tests.workflow.services.test_consultations import CONSENT, RECEIVED, consult, record, sent

FIRST = "2027 元旦 0101-0103 +20261226 | 春节 0205-0212 +0130"
SHORTER = "2027 元旦 0101"
EVE = datetime(2026, 12, 30, 10, tzinfo=OFFICE_ZONE)  # Wednesday


@pytest.fixture(autouse=True)
def fresh_calendar():
    selectors.forget()
    yield
    selectors.forget()


@pytest.fixture
def enter(road, django_capture_on_commit_callbacks):
    """Return how a notice is entered, and what follows from it is done."""

    def act(text):
        for year, days in read(text).items():
            with django_capture_on_commit_callbacks(execute=True):
                deadlines.import_year(year=year, days=days, by=None, at=road.tick())
        return outbox.run_all(road.tick())

    return act


@pytest.fixture
def waiting(road):
    """Return the task of a document that waits for its disclosure check since the last Wednesday of the year."""
    road.at = EVE
    document = sent(road)
    return road.task(document, Desk.DISCLOSURE_CHECK)


def moves(task):
    found = Entry.objects.filter(chain=f"document:{task.document_id}", verb="deadline.moved").order_by("serial")
    return [(each.facts["before"], each.facts["after"]) for each in found if each.facts["subject"] == task.pk]


@pytest.mark.rule(88)
def test_what_was_provisional_is_counted_again_when_the_year_arrives(road, enter, waiting):
    assert (waiting.due_on, waiting.due_is_provisional) == (date(2027, 1, 4), True)

    enter("2027 元旦 0101-0105 +20261226")
    waiting.refresh_from_db()

    assert (waiting.due_on, waiting.due_is_provisional) == (date(2027, 1, 6), False)
    assert moves(waiting) == [("2027-01-04", "2027-01-06")]
    assert is_by_the_present_calendar(CalendarFacts(waiting.due_version, selectors.version()))


@pytest.mark.rule(88)
def test_a_year_that_is_shortened_afterwards_moves_it_back(road, enter, waiting):
    enter("2027 元旦 0101-0105")
    enter(SHORTER)
    waiting.refresh_from_db()

    assert waiting.due_on == date(2027, 1, 4)
    assert moves(waiting) == [("2027-01-04", "2027-01-06"), ("2027-01-06", "2027-01-04")]


def test_counting_again_twice_changes_and_writes_nothing(road, enter, waiting):
    enter("2027 元旦 0101-0105")
    before = Entry.objects.count()

    recompute.recompute({"version": 0, "lap": "", "turn": 0, "after": 0}, road.at)
    done = outbox.run_all(road.tick(days=1))  # the second lap, too

    assert done > 0
    assert Entry.objects.count() == before


def test_many_are_counted_in_batches(road, enter, waiting, monkeypatch):
    monkeypatch.setattr(recompute, "BATCH", 1)
    other = road.task(sent(road), Desk.DISCLOSURE_CHECK)

    enter("2027 元旦 0101-0105")

    for task in (waiting, other):
        task.refresh_from_db()
        assert task.due_on == date(2027, 1, 6)


def test_what_was_done_keeps_the_day_that_was_in_force(road, enter, waiting):
    road.act(waiting.document, Desk.DISCLOSURE_CHECK)

    enter("2027 元旦 0101-0105")
    waiting.refresh_from_db()

    assert waiting.due_on == date(2027, 1, 4)


@pytest.mark.rule(71)
@pytest.mark.rule(88)
def test_a_consultation_that_nobody_answered_is_counted_again_and_the_desks_wait_as_long(road, enter, waiting):
    document = waiting.document
    row = consult(road, document)
    answered = consult(road, document, addressee="另一家公司")
    record(road, row, RECEIVED)
    record(road, answered, RECEIVED, CONSENT)
    before = {step.consultation_id: step.due_on for step in ConsultationStep.objects.filter(kind="received")}

    enter(FIRST)

    after = {step.consultation_id: step for step in ConsultationStep.objects.filter(kind="received")}
    assert after[answered.pk].due_on == before[answered.pk]
    due = selectors.calendar().add_working_days(EVE.date(), 15)
    assert (after[row.pk].due_on, after[row.pk].due_is_provisional) == (due.on, False)
    until = Pause.objects.get(source_id=row.pk).until.astimezone(OFFICE_ZONE)
    assert until.date() == due.on
    waiting.refresh_from_db()
    assert selectors.calendar().working_days_between(due.on, waiting.due_on) == 2


def test_a_preview_tells_what_would_move_and_writes_nothing(road, waiting):
    years = read("2027 元旦 0101-0105 +20261226")

    found = deadlines.preview(years)

    assert found.moving[ClockKind.DESK] >= 1
    assert (date(2027, 1, 4), False) in found.changed[2027] and (date(2026, 12, 26), True) in found.changed[2027]
    assert not CalendarYear.objects.filter(year=2027).exists()
    waiting.refresh_from_db()
    assert waiting.due_on == date(2027, 1, 4)
    deadlines.confirm(years=years, seen=found.version, by=road.who["xitong1"], at=road.tick())
    with pytest.raises(CalendarMoved):
        deadlines.confirm(years=years, seen=found.version, by=road.who["xitong1"], at=road.tick())


def test_leap_days_and_year_ends_are_ordinary_days(road, enter):
    enter("2028 元旦 0101-0103")
    enter(FIRST)
    calendar = selectors.calendar()

    assert calendar.add_working_days(date(2028, 2, 28), 1).on == date(2028, 2, 29)
    assert calendar.add_working_days(date(2028, 2, 29), 1).on == date(2028, 3, 1)
    assert calendar.add_working_days(date(2027, 12, 31), 1).on == date(2028, 1, 4)
    assert calendar.add_working_days(date(2026, 12, 25), 1).on == date(2026, 12, 26)


# --- regions --------------------------------------------------------------------------------------------------------


@pytest.fixture
def region(road, django_capture_on_commit_callbacks):
    """Return how days of a region are entered for an office."""

    def act(office, first, last=None, *, is_workday=False):
        span = Span(first, last or first, is_workday, "古尔邦节", "自治区人民政府办公厅通知")
        with django_capture_on_commit_callbacks(execute=True):
            row = deadlines.add_regional(office=office, span=span, by=road.who["xitong1"], at=road.tick())
        outbox.run_all(road.tick())
        return row

    return act


def test_a_region_s_holiday_counts_for_its_office_and_all_below_and_nobody_else(road, region):
    organ = Office.objects.get(parent=None)
    other = Office.objects.create(kind="organ", name="某自治区教育厅")
    other.refresh_from_db()
    below = Office.objects.create(kind="department", name="办公室", parent=other)
    below.refresh_from_db()
    friday = date(2026, 11, 27)

    region(other, friday)

    free = [selectors.calendar(path).is_workday(friday) for path in (other.path, below.path, organ.path, "")]
    assert free == [False, False, True, True]
    region(below, friday, is_workday=True)
    assert selectors.calendar(below.path).is_workday(friday)
    assert selectors.named_days(friday, friday, other.path) == {friday: "古尔邦节"}


@pytest.mark.rule(88)
def test_a_document_follows_the_calendar_of_its_lead_office_and_what_was_open_moves(
    road, region, django_capture_on_commit_callbacks
):
    document = road.draft()
    road.submit(document)
    task = road.task(document, Desk.DIVISION_CHECK)
    assert task.due_on == date(2026, 11, 24)

    row = region(document.lead_office, date(2026, 11, 24), date(2026, 11, 25))
    task.refresh_from_db()
    assert task.due_on == date(2026, 11, 26)

    with django_capture_on_commit_callbacks(execute=True):
        deadlines.end_regional(row_id=row.pk, by=road.who["xitong1"], at=road.tick())
    outbox.run_all(road.tick())
    task.refresh_from_db()
    assert task.due_on == date(2026, 11, 24)
    assert len(moves(task)) == 2
    with pytest.raises(NotFound):
        deadlines.end_regional(row_id=row.pk, by=road.who["xitong1"], at=road.tick())


def test_days_in_the_wrong_order_or_too_many_are_refused(road, region):
    organ, day = Office.objects.get(parent=None), date(2026, 11, 24)

    for last in (day - timedelta(days=1), day + timedelta(days=31)):
        with pytest.raises(SpanUnfit):
            region(organ, day, last)
    assert not RegionalHoliday.objects.exists()
