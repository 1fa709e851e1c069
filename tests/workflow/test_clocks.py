"""时限 as they run: what is crossed is written once, what stands does not count, hours of work end at night."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from common.clock import OFFICE_ZONE, office_date
from deadlines import registry, selectors
from deadlines import services as deadlines
from deadlines.choices import ClockKind, Rung
from deadlines.models import Crossing, Pause
from review.choices import Desk
from tests.publication.build import change
from tests.together import at_once
from tests.workflow.services.test_consultations import CONSENT, RECEIVED, consult, record, sent
from workflow.clocks import light_of_task, overdue
from workflow.models import DeskTask


def rungs(kind=ClockKind.DESK):
    return list(Crossing.objects.filter(kind=kind).order_by("pk").values_list("subject_id", "rung", "colour"))


@pytest.fixture
def submitted(road):
    """Return a document at the division check, which has one working day (Monday noon, due on Tuesday)."""
    document = road.draft()
    road.submit(document)
    return document


def test_a_desk_that_is_late_is_written_down_once_however_often_anybody_looks(road, submitted):
    task = road.task(submitted, Desk.DIVISION_CHECK)
    assert deadlines.sweep(road.at) == 1  # a single day is near its end from the first

    wednesday = road.tick(days=2)
    found = [deadlines.sweep(wednesday), deadlines.sweep(wednesday + timedelta(hours=1))]

    assert found == [1, 0]
    assert rungs() == [(task.pk, "near", "yellow"), (task.pk, "due", "red")]
    assert [each.rung for each in selectors.crossings_since(wednesday)] == ["due"]
    entry = Entry.objects.get(chain=f"document:{submitted.pk}", verb="deadline.overdue")
    assert entry.facts["what"] == "核稿" and entry.facts["due"] == "2026-11-25 00:00"


def test_a_machine_whose_clock_is_set_back_writes_nothing_twice_and_takes_nothing_back(road, submitted):
    wednesday = road.tick(days=2)
    deadlines.sweep(wednesday)
    before = rungs()

    found = [deadlines.sweep(wednesday - timedelta(hours=each)) for each in (1, 40)] + [deadlines.sweep(wednesday)]

    assert (found, rungs()) == ([0, 1, 0], [*before, (before[0][0], "near", "yellow")])
    assert Entry.objects.filter(chain=f"document:{submitted.pk}", verb="deadline.overdue").count() == 1


def test_what_was_done_in_time_is_never_crossed(road, submitted):
    road.act(submitted, Desk.DIVISION_CHECK)

    deadlines.sweep(road.tick(days=20))

    assert "核稿" not in Entry.objects.filter(verb="deadline.overdue").values_list("facts__what", flat=True)


def test_who_reacts_hears_of_each_crossing_once_and_a_failure_is_tried_again(road, submitted, monkeypatch):
    heard, faults = [], [RuntimeError]

    def react(crossing, at):
        heard.append(crossing.rung)
        if faults:
            raise faults.pop()

    monkeypatch.setattr(registry, "_reactions", [react])
    found = [deadlines.sweep(road.at) for _ in range(3)]

    assert (found, heard) == ([0, 1, 0], ["near", "near"])
    assert len(rungs()) == 1


@pytest.mark.django_db(transaction=True)
def test_workers_that_look_at_the_same_time_write_one_row(db, road, submitted):
    at = road.tick(days=2)

    found = at_once(lambda: deadlines.sweep(at), lambda: deadlines.sweep(at), lambda: deadlines.sweep(at))

    assert sum(found) == 1
    assert [rung for _, rung, _ in rungs()] == ["due"]


def test_a_crossing_is_neither_changed_nor_removed(road, submitted):
    deadlines.sweep(road.at)

    for act in (lambda: Crossing.objects.update(rung=Rung.DUE), Crossing.objects.all().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_a_list_finds_overdue_what_has_a_red_light(road, submitted):
    change(submitted, urgency="most_urgent")
    hurried = road.draft(urgency="most_urgent")
    road.submit(hurried)
    tasks = DeskTask.objects.filter(finished=None).exclude(desk="")
    moments = [road.at + timedelta(hours=hours) for hours in (0, 3, 5, 8, 24, 48)]
    calendar = selectors.calendar()

    for at in moments:
        red = {task.pk for task in tasks if light_of_task(task, at, calendar).colour == "red"}
        assert red == set(tasks.filter(overdue(at, office_date(at))).values_list("pk", flat=True))


def test_what_is_most_urgent_is_due_after_four_hours_of_work(road):
    document = road.draft(urgency="most_urgent")
    road.at = datetime(2026, 11, 27, 16, 29, tzinfo=OFFICE_ZONE)  # Friday
    road.submit(document)
    task = road.task(document, Desk.DIVISION_CHECK)

    assert task.due_at == datetime(2026, 11, 30, 11, 30, tzinfo=OFFICE_ZONE)
    light = light_of_task(task, road.at, selectors.calendar())
    assert (light.colour, light.word) == ("green", "剩 4 个工作小时")


@pytest.mark.rule(71)
def test_the_time_of_a_consultation_does_not_count_at_the_desk_that_waits_for_it(road):
    document = sent(road)
    row = consult(road, document)
    before = road.task(document, Desk.DISCLOSURE_CHECK).due_on

    record(road, row, RECEIVED)
    waiting = road.task(document, Desk.DISCLOSURE_CHECK).due_on
    road.tick(days=7)
    record(road, row, CONSENT)
    after = road.task(document, Desk.DISCLOSURE_CHECK).due_on

    calendar = selectors.calendar()
    assert calendar.working_days_between(before, waiting) == 15
    assert calendar.working_days_between(before, after) == 5
    pause = Pause.objects.get(document_id=document.pk)
    assert (office_date(pause.started_at), office_date(pause.end)) == (date(2026, 11, 23), date(2026, 11, 30))
    moved = Entry.objects.filter(chain=f"document:{document.pk}", verb="deadline.moved")
    assert moved.filter(facts__after=after.isoformat()).exists()


def test_a_desk_that_is_reached_during_a_consultation_waits_for_it_too(road, submitted):
    row = consult(road, submitted)
    record(road, row, RECEIVED, by="nigao1")

    road.act(submitted, Desk.DIVISION_CHECK)
    task = road.task(submitted, Desk.DISCLOSURE_CHECK)

    assert selectors.calendar().working_days_between(office_date(road.at), task.due_on) == 2 + 15


def test_a_pause_that_ended_stays_as_it_was(road):
    document = sent(road)
    row = consult(road, document)
    record(road, row, RECEIVED, CONSENT)

    for act in (lambda: Pause.objects.update(ended_at=None), Pause.objects.all().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_a_consultation_that_nobody_answers_comes_to_its_rungs(road):
    document = sent(road)
    row = consult(road, document)
    record(road, row, RECEIVED)

    for days in (1, 20, 2):
        deadlines.sweep(road.tick(days=days))

    assert rungs(ClockKind.CONSULTATION) == [(row.pk, "near", "yellow"), (row.pk, "due", "red")]
