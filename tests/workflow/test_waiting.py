"""等谁、等什么: each row of the board says it, and the filter finds what no urging moves."""

from datetime import timedelta

from accounts.models import User
from review.choices import Consulted, Desk, Verdict
from review.services import Wanted
from workflow import boards, policies, selectors
from workflow import services as workflow
from workflow.models import DeskTask
from workflow.waiting import is_stuck, waiting_of


def waiting(road, task):
    (found,) = waiting_of(list(boards.rows(DeskTask.objects.filter(pk=task.pk))), road.at).values()
    return found


def stuck(road):
    """Return the tasks that the filter calls stuck."""
    return set(selectors.overseen(road.who["mishu1"]).filter(is_stuck(road.at)))


def test_what_nobody_holds_waits_for_as_many_as_may_take_it(road):
    document = road.draft()
    road.submit(document)
    task = road.task(document, Desk.DIVISION_CHECK)

    assert waiting(road, task).able == policies.candidates(task).count() > 0
    workflow.claim(task_id=task.pk, by=road.someone(task), at=road.tick())

    assert waiting(road, task).able is None and stuck(road) == set()


def test_a_task_that_nobody_may_take_is_stuck(road):
    document = road.draft()
    road.submit(document)
    task = road.task(document, Desk.DIVISION_CHECK)
    User.objects.filter(pk__in=policies.candidates(task).values("pk")).update(is_active=False)

    assert waiting(road, task).able == 0 and stuck(road) == {task}


def test_a_consultation_holds_up_the_desks_that_must_wait_for_it(road):
    document = road.draft()
    road.submit(document)
    wanted = Wanted(kind=Consulted.THIRD_PARTY, addressee="某公司", matter="报价明细")
    workflow.consult(document_id=document.pk, wanted=wanted, by=road.who["nigao1"], at=road.tick())
    before = road.task(document, Desk.DIVISION_CHECK)

    assert waiting(road, before).reasons == ("征求第三方意见：待送达",) and stuck(road) == set()
    road.walk(document, until=Desk.SIGN)

    assert stuck(road) == {road.task(document, Desk.SIGN)}


def test_a_leader_in_doubt_waits_for_an_answer_from_outside(road):
    document = road.draft()
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    for desk in (Desk.CONFIDENTIALITY_OFFICER, Desk.CONFIDENTIALITY_HEAD):
        road.act(document, desk, verdict=Verdict.CANNOT_DETERMINE, text="不能确定")
    task = road.task(document, Desk.CONFIDENTIALITY_LEADER)

    assert waiting(road, task).reasons == () and stuck(road) == set()
    road.act(document, Desk.CONFIDENTIALITY_LEADER, verdict=Verdict.CANNOT_DETERMINE, text="须请示")

    assert waiting(road, task).reasons == ("领导无法确定，等外部答复",) and stuck(road) == {task}


def test_a_release_waits_for_the_moment_before_which_nothing_goes_out(road):
    until = road.at + timedelta(days=3)
    document = road.draft(not_before=until, not_before_reason="会议结束后公开")
    road.submit(document)
    road.walk(document, until=Desk.RELEASE)
    task = road.task(document, Desk.RELEASE)

    assert waiting(road, task).reasons[0].startswith("不早于") and stuck(road) == {task}
    road.tick(days=4)

    assert waiting(road, task).reasons == () and stuck(road) == set()
