"""每日汇总: one message a day to each person with something open (workflow.watching.digest)."""

from datetime import datetime

import pytest

from common.clock import OFFICE_ZONE
from notices.models import Notice
from review.choices import Desk
from tests.together import at_once
from tests.workflow.watching.conftest import told
from workflow import services as workflow
from workflow.models import DeskTask
from workflow.watching import digest

SATURDAY = datetime(2026, 11, 28, 9, tzinfo=OFFICE_ZONE)


def tuesday(hour, minute=0):
    return datetime(2026, 11, 24, hour, minute, tzinfo=OFFICE_ZONE)


@pytest.fixture
def waiting(road):
    document = road.draft()
    road.submit(document)
    return document


def test_on_the_morning_of_a_working_day_each_with_something_open_is_told_once(road, waiting):
    task = road.task(waiting, Desk.DIVISION_CHECK)
    workflow.claim(task_id=task.pk, by=road.who["chuzhang1"], at=road.tick())

    assert digest.watch(tuesday(8, 29)) == digest.watch(tuesday(12)) == digest.watch(SATURDAY) == 0
    assert digest.watch(tuesday(8, 30)) == 1
    assert digest.watch(tuesday(8, 32)) == 0

    assert told("digest.daily") == {"chuzhang1"}
    assert Notice.objects.get().text == "待办 1 件（今日到期 1 件），可签收 0 件"


def test_what_is_counted_in_hours_is_late_from_its_moment_on(road, waiting):
    task = road.task(waiting, Desk.DIVISION_CHECK)
    workflow.claim(task_id=task.pk, by=road.who["chuzhang1"], at=road.tick())
    DeskTask.objects.filter(pk=task.pk).update(due_on=tuesday(9).date(), due_at=tuesday(8, 45))

    digest.watch(tuesday(9))

    assert Notice.objects.get().text == "待办 1 件（超期 1 件），可签收 0 件"


def test_more_people_than_one_go_takes_follow_with_the_next(road, waiting, monkeypatch):
    monkeypatch.setattr(digest, "MOST", 12)

    found = [digest.watch(tuesday(9)) for _ in range(4)]

    assert (sum(found), found[-1]) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_the_same_morning_tell_each_person_once(road, waiting):
    told_by = at_once(lambda: digest.watch(tuesday(9)), lambda: digest.watch(tuesday(9)))

    assert sum(told_by) == Notice.objects.count() == 1
