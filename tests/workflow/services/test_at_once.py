"""Two people act at the same moment, on real connections: one consistent outcome, whoever is first."""

import pytest

from audit.verification import verify
from documents import selectors as documents_of
from documents.choices import Status
from review.choices import Desk
from review.errors import CosignAnswered
from review.models import Opinion, Return
from tests.together import at_once, in_turn
from tests.workflow.services.test_consultations import RECEIVED, consult, record
from workflow import services as workflow
from workflow.errors import AlreadyStarted, HeldByOther, TaskClosed
from workflow.flows.dispatch import DispatchFlow
from workflow.models import DeskTask
from workflow.services.returns import Back

pytestmark = pytest.mark.django_db(transaction=True)
PAIR = (Desk.DISCLOSURE_CHECK, Desk.CONFIDENTIALITY_HEAD)


@pytest.fixture
def parallel(road):
    """Return a document that waits at the two desks of PAIR and nowhere else."""

    def make():
        document = road.draft()
        road.submit(document)
        road.act(document, Desk.DIVISION_CHECK)
        road.act(document, Desk.CONFIDENTIALITY_OFFICER)
        assert set(road.open_desks(document)) == set(PAIR)
        return document

    return make


@pytest.fixture
def deciding(road):
    """Return the act of deciding at a desk, ready to be done in another thread."""

    def make(document, desk, by=None):
        task = road.task(document, desk)
        person, act, at = road.who[by] if by else road.someone(task), road.favourable(task), road.tick()
        return lambda: workflow.decide(task_id=task.pk, token=None, act=act, by=person, at=at)

    return make


@pytest.fixture
def claiming(road):
    """Return the act of claiming the task at a desk; it returns who claimed."""

    def make(document, desk, by):
        task, person, at = road.task(document, desk), road.who[by], road.tick()
        return lambda: workflow.claim(task_id=task.pk, by=person, at=at) and person

    return make


@pytest.fixture
def reassigning(road):
    """Return the act of the General Office that gives the task at a desk to a person."""

    def make(document, desk, to):
        task, at = road.task(document, desk), road.tick()
        return lambda: workflow.reassign(task_id=task.pk, to=road.who[to], by=road.who["mishu1"], at=at)

    return make


@pytest.fixture
def returning(road):
    """Return the act of giving back to the drafter from a desk."""

    def make(document, desk):
        task, at = road.task(document, desk), road.tick()
        person, back = road.someone(task), Back(Desk.REVISE, "wording", "请改写")
        return lambda: workflow.give_back(task_id=task.pk, token=None, back=back, by=person, at=at)

    return make


def opinions(document, *desks):
    return Opinion.objects.filter(document=document, desk__in=desks, superseded_at__isnull=True).count()


def refusals(outcomes):
    return [type(each) for each in outcomes if isinstance(each, Exception)]


def document_of(document):
    return "select 1 from documents_document where id = %s for update", document.pk


def process_of(document):
    return "select 1 from workflow_dispatchprocess where document_id = %s for update", document.pk


def journal_of(document):
    return "select 1 from audit_chainhead where chain = %s for update", f"document:{document.pk}"


def gathered(document):
    return DeskTask.objects.filter(document=document, flow_task=DispatchFlow.gather).count()


@pytest.mark.parametrize("pair", [PAIR, PAIR[::-1]])
def test_the_two_last_desks_decided_at_once_gather_once_and_open_one_next_desk(road, parallel, deciding, pair):
    for _ in range(5):
        document = parallel()

        outcomes = at_once(*[deciding(document, desk) for desk in pair])

        assert refusals(outcomes) == []
        assert gathered(document) == 1
        assert road.open_desks(document) == ["office_check"]
        assert opinions(document, PAIR[0]) == opinions(document, PAIR[1]) == 1
    assert verify().broken == ()


@pytest.mark.parametrize("pair", [PAIR, PAIR[::-1]])
def test_of_the_two_last_desks_the_second_to_get_through_gathers(road, parallel, deciding, pair):
    document = parallel()

    outcomes = in_turn(process_of(document), *[deciding(document, desk) for desk in pair])

    assert refusals(outcomes) == []
    assert gathered(document) == 1
    assert road.open_desks(document) == ["office_check"]
    assert opinions(document, *pair) == 2


@pytest.mark.parametrize("desk", [Desk.DISCLOSURE_CHECK, Desk.CONFIDENTIALITY_HEAD])
def test_a_task_decided_by_two_at_once_has_one_opinion_and_the_other_is_told(road, parallel, deciding, desk):
    pair = {Desk.DISCLOSURE_CHECK: ("gongkai1", "gongkai2"), Desk.CONFIDENTIALITY_HEAD: ("baomizhu1", "baomizhu2")}
    for _ in range(3):
        document = parallel()

        outcomes = at_once(*[deciding(document, desk, by) for by in pair[desk]])

        assert refusals(outcomes) == [TaskClosed]
        assert opinions(document, desk) == 1
        assert road.open_desks(document) == [other for other in PAIR if other != desk]


def test_a_task_claimed_by_two_at_once_is_one_s(road, parallel, claiming):
    for _ in range(5):
        document = parallel()

        outcomes = at_once(*[claiming(document, PAIR[0], by) for by in ("gongkai1", "gongkai2")])

        winner = next(each for each in outcomes if not isinstance(each, Exception))
        assert refusals(outcomes) == [HeldByOther]
        assert road.task(document, PAIR[0]).owner == winner


@pytest.mark.parametrize("way", ["claiming", "reassigning"])
@pytest.mark.parametrize("holds_first", [True, False])
def test_taking_hold_of_a_task_and_another_s_decision_do_not_cross(request, parallel, deciding, way, holds_first):
    document = parallel()
    hold = request.getfixturevalue(way)(document, PAIR[0], "gongkai1")
    decide = deciding(document, PAIR[0], "gongkai2")

    outcomes = in_turn(journal_of(document), *((hold, decide) if holds_first else (decide, hold)))

    assert refusals(outcomes[:1]) == []
    assert refusals(outcomes) == [HeldByOther if holds_first else TaskClosed]
    assert opinions(document, PAIR[0]) == (0 if holds_first else 1)


@pytest.mark.parametrize("returns_first", [True, False])
def test_a_return_and_a_decision_at_a_parallel_desk_end_with_the_drafter(
    road, parallel, deciding, returning, returns_first
):
    document = parallel()
    give_back, decide = returning(document, PAIR[0]), deciding(document, PAIR[1])

    acts = (give_back, decide) if returns_first else (decide, give_back)
    outcomes = in_turn(process_of(document), *acts)

    assert refusals(outcomes) == ([TaskClosed] if returns_first else [])
    assert opinions(document, PAIR[1]) == (0 if returns_first else 1)
    assert Return.objects.filter(document=document).count() == 1
    assert road.open_desks(document) == ["revise"] and gathered(document) == 0
    assert documents_of.whole(document.pk).status == Status.DRAFT


@pytest.mark.parametrize("order", [1, -1])
def test_a_return_and_a_decision_at_the_same_moment_leave_one_open_desk(road, parallel, deciding, returning, order):
    for _ in range(4):
        document = parallel()

        acts = (returning(document, PAIR[0]), deciding(document, PAIR[1]))[::order]
        outcomes = at_once(*acts)

        assert refusals(outcomes) in ([], [TaskClosed])
        assert opinions(document, PAIR[1]) == (0 if refusals(outcomes) else 1)
        assert road.open_desks(document) == ["revise"] and gathered(document) == 0
    assert verify().broken == ()


def test_a_draft_handed_in_twice_at_once_starts_one_process(road):
    document, at = road.draft(), road.tick()
    drafter = document.drafter

    outcomes = at_once(*[lambda: workflow.submit(document_id=document.pk, by=drafter, at=at)] * 2)

    assert refusals(outcomes) == [AlreadyStarted]
    assert document.processes.count() == 1
    assert road.open_desks(document) == ["division_check"]


@pytest.mark.parametrize("order", [1, -1])
def test_a_withdrawal_and_a_decision_at_the_last_desk_end_with_the_drafter(road, parallel, deciding, order):
    document = parallel()
    drafter, at = document.drafter, road.tick()

    def withdraw():
        return workflow.withdraw(document_id=document.pk, reason="补充附件", by=drafter, at=at)

    acts = (withdraw, deciding(document, PAIR[0]))[::order]
    outcomes = in_turn(process_of(document), *acts)

    assert refusals(outcomes) == ([TaskClosed] if order == 1 else [])
    assert road.open_desks(document) == ["revise"]


@pytest.mark.parametrize("order", [1, -1])
def test_the_last_co_sign_answered_and_withdrawn_at_once_moves_on_once(road, deciding, order):
    document = road.draft(cosign_offices=(road.office("财务司"),))
    road.submit(document)
    road.walk(document, until=Desk.DEPARTMENT_COSIGN)
    row, at = road.task(document, Desk.DEPARTMENT_COSIGN).cosign, road.tick()

    def withdraw():
        return workflow.withdraw_signer(cosign_id=row.pk, by=document.drafter, at=at)

    acts = (withdraw, deciding(document, Desk.DEPARTMENT_COSIGN))[::order]
    outcomes = in_turn(process_of(document), *acts)

    assert refusals(outcomes) == [TaskClosed if order == 1 else CosignAnswered]
    assert opinions(document, Desk.DEPARTMENT_COSIGN) == (0 if order == 1 else 1)
    assert road.open_desks(document) == ["office_check"] and gathered(document) == 1


def test_a_consultation_that_lets_the_limits_wait_and_a_decision_do_not_block_each_other(road, parallel, deciding):
    document = parallel()
    row = consult(road, document)

    outcomes = in_turn(
        document_of(document), lambda: record(road, row, RECEIVED), deciding(document, Desk.CONFIDENTIALITY_HEAD)
    )

    assert refusals(outcomes) == []
    assert road.open_desks(document) == ["disclosure_check"]
