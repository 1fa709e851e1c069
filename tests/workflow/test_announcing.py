"""What is told in the transaction of the act (workflow.announcing)."""

import pytest
from django.db import transaction

from documents.errors import ClassifiedText
from notices.models import Notice
from review.choices import Desk
from workflow import services as workflow
from workflow.services.returns import Back


def told(kind):
    return {each.person.username: each for each in Notice.objects.filter(kind=kind).select_related("person")}


@pytest.fixture
def waiting(road):
    document = road.draft()
    road.submit(document)
    return document


def test_a_return_tells_the_drafter_where_to_go_on(road, waiting):
    assert told("task.arrived") == {}
    task = road.task(waiting, Desk.DIVISION_CHECK)
    back = Back(Desk.REVISE, "wording", "请改写")

    workflow.give_back(task_id=task.pk, token=None, back=back, by=road.who["chuzhang1"], at=road.tick())

    notice = told("task.arrived")["nigao1"]
    assert (notice.url, notice.about) == (f"/documents/{waiting.pk}/draft/", waiting.pk)
    assert "请改写" not in notice.text + notice.typed


def test_a_return_that_is_rolled_back_told_nobody(road, waiting):
    task, back = road.task(waiting, Desk.DIVISION_CHECK), Back(Desk.REVISE, "wording", "请改写")

    with pytest.raises(RuntimeError), transaction.atomic():
        workflow.give_back(task_id=task.pk, token=None, back=back, by=road.who["chuzhang1"], at=road.tick())
        raise RuntimeError

    assert Notice.objects.count() == 0


def test_reassigning_tells_the_person_each_time_and_the_queue_nobody(road, waiting):
    road.act(waiting, Desk.DIVISION_CHECK)
    task, office = road.task(waiting, Desk.DISCLOSURE_CHECK), road.who["mishu1"]
    for to in (road.who["gongkai2"], None, road.who["gongkai2"]):
        workflow.reassign(task_id=task.pk, to=to, by=office, at=road.tick())

    given = Notice.objects.filter(kind="task.reassigned", text__contains="改派给您")
    assert [each.person.username for each in given] == ["gongkai2", "gongkai2"]
    assert set(told("task.reassigned")) == {"gongkai2"}


def test_urging_tells_whoever_may_go_on_in_the_words_typed_each_time(road, waiting):
    road.act(waiting, Desk.DIVISION_CHECK)
    task = road.task(waiting, Desk.DISCLOSURE_CHECK)
    workflow.urge(task_id=task.pk, text=" 请今日办结。 ", by=waiting.drafter, at=road.tick())
    assert set(told("task.urged")) == {"gongkai1", "gongkai2"}
    workflow.claim(task_id=task.pk, by=road.who["gongkai1"], at=road.tick())

    workflow.urge(task_id=task.pk, text="再请抓紧。", by=road.who["mishu1"], at=road.tick())

    assert Notice.objects.filter(kind="task.urged").count() == 3
    notice = Notice.objects.filter(kind="task.urged").latest("pk")
    assert (notice.person.username, notice.typed) == ("gongkai1", "再请抓紧。")
    assert "抓紧" not in notice.text


def test_urging_in_words_that_bear_a_mark_is_refused_and_leaves_nothing(road, waiting):
    task = road.task(waiting, Desk.DIVISION_CHECK)

    with pytest.raises(ClassifiedText):
        workflow.urge(task_id=task.pk, text="附件为机密★10年，请抓紧。", by=waiting.drafter, at=road.tick())

    assert Notice.objects.count() == 0
    assert road.task(waiting, Desk.DIVISION_CHECK).urged_at is None


def test_whoever_is_asked_for_advice_by_name_is_told(road):
    document = road.draft(cosign_offices=(road.office("财务司"),))
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    task = road.task(document, Desk.DEPARTMENT_COSIGN)

    workflow.lend(task_id=task.pk, person=road.who["chuzhang8"], by=road.someone(task), at=road.tick())

    assert set(told("task.arrived")) == {"chuzhang8"}
