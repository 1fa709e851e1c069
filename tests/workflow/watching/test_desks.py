"""The lights of open tasks, told once to whom they concern (workflow.watching.desks, .reached)."""

from datetime import timedelta

import pytest

from accounts import services as accounts
from accounts.models import Membership, Office
from accounts.roles import Role
from common.clock import office_date
from deadlines import services as deadlines
from deadlines.models import Crossing
from notices.models import Notice
from review.choices import Desk
from tests.together import at_once
from tests.workflow.watching.conftest import swept, told
from workflow import policies
from workflow import services as workflow
from workflow.models import DeskTask
from workflow.roster import roster

GENERAL_OFFICE = {"mishu1", "mishu2"}


@pytest.fixture
def waiting(road):
    """Return a document at the division's desk (due on the next working day), its task claimed by nobody."""
    document = road.draft()
    road.submit(document)
    return document


def later(road, days):
    """Return the same hour so many days after the 23rd of November, a Monday."""
    return road.at + timedelta(days=days)


def test_a_red_light_is_told_once_to_whoever_is_asked_to_the_head_s_superiors_and_days_later_to_the_leader(
    road, waiting
):
    assert swept(later(road, 0), "task.") == 1
    assert told("task.yellow") == {"chuzhang1"}
    assert swept(later(road, 1), "task.") == 0

    assert swept(later(road, 2), "task.") == 3
    assert told("task.red") == {"chuzhang1"}
    assert told("task.escalated") == GENERAL_OFFICE
    assert told("task.leader") == set()

    assert swept(later(road, 6), "task.") == 2
    assert told("task.leader") == {"qianfa1", "qianfa2"}
    assert swept(later(road, 90), "task.") == 0


def test_the_leader_who_is_named_in_charge_is_told_alone(road):
    road.submit(road.draft(by="nigao2"))

    swept(later(road, 9), "task.")

    assert told("task.leader") == {"qianfa2"}


def test_the_leader_in_charge_is_that_of_the_nearest_office_which_names_one_and_signs(road):
    department, division = Office.objects.get(name="基础教育司"), Office.objects.get(name="义务教育处")
    minister, deputy = road.who["qianfa1"], road.who["qianfa2"]
    everybody = frozenset({minister.pk, deputy.pk})
    accounts.name_leader(office=department, leader=minister, by=None, at=road.at)
    accounts.name_leader(office=division, leader=deputy, by=None, at=road.at)

    house = roster(office_date(road.at))
    assert house.leaders_over(division.path) == {deputy.pk}
    assert house.leaders_over(department.path) == {minister.pk}
    assert house.leaders_over(department.parent.path) == everybody

    Membership.objects.filter(user=deputy, group__name=Role.SIGNATORY).delete()
    assert roster(office_date(road.at)).leaders_over(division.path) == {minister.pk}


def test_of_a_held_task_its_holder_is_told_and_the_others_hear_with_whom_it_lies(road):
    document = road.draft(by="nigao2")
    road.submit(document)
    task = road.task(document, Desk.DIVISION_CHECK)
    workflow.claim(task_id=task.pk, by=road.who["chuzhang2"], at=road.tick())

    swept(later(road, 2), "task.")

    red = Notice.objects.filter(kind="task.red", about=document.pk)
    assert {each.person.username for each in red} == {"chuzhang2"}
    assert "在祁思远处" in Notice.objects.filter(kind="task.escalated", about=document.pk)[0].text


def test_a_delegate_who_holds_the_role_is_told_too(road, waiting):
    today = office_date(road.at)
    accounts.delegate(
        to=road.who["chuzhang5"],
        starts_on=today,
        ends_on=today + timedelta(days=9),
        reason="出差",
        by=road.who["chuzhang1"],
        at=road.at,
    )

    swept(later(road, 0), "task.")

    assert told("task.yellow") == {"chuzhang1", "chuzhang5"}


def test_a_notice_names_the_document_by_its_number_and_never_by_its_title(road, waiting):
    swept(later(road, 9), "task.")

    texts = Notice.objects.values_list("text", flat=True)
    assert texts
    assert not any(waiting.title[-6:] in text for text in texts)


def test_who_is_told_is_who_may_act(road, waiting):
    road.act(waiting, Desk.DIVISION_CHECK)
    tasks = DeskTask.objects.filter(finished__isnull=True).exclude(desk="").select_related("document__version")

    assert len(tasks) > 1
    house = roster(office_date(road.at))
    for task in tasks:
        excluded = policies.excluded_from(task)
        assert house.asked(task, excluded) == set(policies.candidates(task).values_list("pk", flat=True)), task.desk
    swept(later(road, 9), "task.")
    for task in tasks:
        red = Notice.objects.filter(kind="task.red", key__startswith=f"{task.pk}:")
        assert {each.person_id for each in red} == set(policies.candidates(task).values_list("pk", flat=True))


def test_what_is_closed_in_time_is_not_told(road, waiting):
    road.walk(waiting, Desk.REGISTER)
    DeskTask.objects.filter(finished__isnull=True).update(due_on=office_date(later(road, 30)))

    assert swept(later(road, 9), "task.") == 0


def test_a_step_costs_as_much_among_many_and_what_is_on_record_costs_nothing(
    road, waiting, django_assert_max_num_queries
):
    with django_assert_max_num_queries(40) as alone:
        assert deadlines.sweep(later(road, 9)) == 2
    for _ in range(3):
        road.submit(road.draft())

    with django_assert_max_num_queries(3 * len(alone)):
        assert swept(later(road, 9), "task.") > 0
    with django_assert_max_num_queries(8):
        assert deadlines.sweep(later(road, 9)) == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_the_same_sweep_tell_each_step_once(road, waiting):
    at = later(road, 9)

    made = at_once(lambda: deadlines.sweep(at), lambda: deadlines.sweep(at))

    assert sum(made) == Crossing.objects.count() == 2
    assert Notice.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_before_its_commit_has_told_nothing_and_the_next_tells_all(road, waiting, monkeypatch):
    at = later(road, 9)

    class Killed(BaseException):
        pass

    def die(*_):
        raise Killed

    with monkeypatch.context() as dying, pytest.raises(Killed):
        dying.setattr("notices.services.telling._insert", die)
        swept(at, "task.")

    assert Notice.objects.count() == Crossing.objects.count() == 0
    assert swept(at, "task.") == 5
