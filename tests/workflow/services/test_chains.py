from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.models import Entry
from common.gate import GateClosed
from documents.choices import Status
from review import chains
from review import services as review
from review.choices import Desk, Verdict
from review.errors import ChainNeedsAnother, ChainOutdated
from review.models import ChainPolicy, Opinion, OutsideAnswer
from review.selectors import Case
from review.services.chains import Answer
from tests.workflow.services.test_returns import give_back
from workflow import services as workflow
from workflow.errors import NothingInDoubt, Stale
from workflow.tokens import token_of

LEADER = Desk.CONFIDENTIALITY_LEADER
ANSWER = Answer("国家保密局", "国保函〔2026〕8号", date(2026, 11, 24), "may_publish", "经研究，可以公开。")


def policy(road, office="教育部", always=True, confirmed=True):
    made = review.set_chain(
        office=road.office(office), leader_always=always, reason="试行", by=road.who["baomizhu1"], at=road.tick()
    )
    if confirmed:
        review.confirm_chain(policy=made, by=road.who["mishu1"], at=road.tick())
    return made


def at(road, desk, **flags):
    document = road.draft(**flags)
    road.submit(document)
    return road.walk(document, until=desk)


def asked_by(road, document):
    """Let both levels below the leader be in doubt, the rest agree, and return the leader's task."""
    for desk in (Desk.CONFIDENTIALITY_OFFICER, Desk.CONFIDENTIALITY_HEAD):
        road.act(document, desk, verdict=Verdict.CANNOT_DETERMINE, text="第三段是否涉密不能确定")
    return road.task(document, LEADER)


def in_doubt(road):
    document = at(road, Desk.CONFIDENTIALITY_OFFICER)
    asked_by(road, document)
    return road.act(document, LEADER, verdict=Verdict.CANNOT_DETERMINE, text="须请示国家保密局")


def answer(road, document, given=ANSWER, token=None):
    task = road.task(document, LEADER)
    return workflow.record_answer(task_id=task.pk, token=token, answer=given, by=road.someone(task), at=road.tick())


# --- 审查链设置 --------------------------------------------------------------------------------------


@pytest.mark.rule(15)
def test_a_leader_speaks_on_every_proactive_document_of_an_office_that_set_it_so(road):
    policy(road)

    document = at(road, LEADER)

    assert road.open_desks(document) == ["confidentiality_leader"]
    road.walk(document, until=Desk.SIGN)
    assert road.open_desks(document) == ["sign"]


@pytest.mark.rule(15)
def test_a_proposal_counts_only_when_another_person_has_confirmed_it(road):
    made = policy(road, confirmed=False)
    document = at(road, Desk.OFFICE_CHECK)
    assert not document.opinions.filter(desk=LEADER).exists()

    with pytest.raises(ChainNeedsAnother):
        review.confirm_chain(policy=made, by=road.who["baomizhu1"], at=road.tick())
    review.confirm_chain(policy=made, by=road.who["mishu1"], at=road.tick())
    with pytest.raises(ChainOutdated):
        review.confirm_chain(policy=made, by=road.who["mishu2"], at=road.tick())

    assert Entry.objects.filter(verb="review.chain_confirmed").count() == 1


def test_an_older_proposal_cannot_be_confirmed_after_a_newer_one(road):
    first = policy(road, confirmed=False)
    policy(road, always=False, confirmed=False)

    with pytest.raises(ChainOutdated):
        review.confirm_chain(policy=first, by=road.who["mishu1"], at=road.tick())


def test_the_nearest_office_decides_and_the_last_confirmed_counts(road):
    policy(road)
    policy(road, office="基础教育司", always=False)
    assert at(road, Desk.OFFICE_CHECK).opinions.filter(desk=LEADER).count() == 0

    policy(road, office="基础教育司", always=True)
    assert at(road, Desk.OFFICE_CHECK).opinions.filter(desk=LEADER).count() == 1

    rows = chains.policies_in(road.office("义务教育处").path)
    assert (len(rows), len(chains.in_force(rows)), chains.awaiting(rows)) == (3, 2, set())


@pytest.mark.rule(15)
def test_a_review_goes_on_as_it_began_when_the_chain_changes_meanwhile(road):
    document = at(road, Desk.CONFIDENTIALITY_HEAD)
    policy(road)

    document = road.walk(document, until=Desk.OFFICE_CHECK)

    assert not document.opinions.filter(desk=LEADER).exists()
    assert road.open_desks(document) == ["office_check"]


def test_the_chain_costs_an_officer_no_further_statement(road):
    document = at(road, Desk.CONFIDENTIALITY_OFFICER)
    before = counted(road, document)
    policy(road)
    document = at(road, Desk.CONFIDENTIALITY_OFFICER)

    assert counted(road, document) == before


def counted(road, document):
    task = road.task(document, Desk.CONFIDENTIALITY_OFFICER)
    person, act = road.someone(task), road.favourable(task)
    with CaptureQueriesContext(connection) as seen:
        workflow.decide(task_id=task.pk, token=None, act=act, by=person, at=road.tick())
    return len(seen)


@pytest.mark.rule(15)
@pytest.mark.parametrize(
    "tried",
    [
        "update review_chainpolicy set leader_always = not leader_always",
        "update review_chainpolicy set confirmed_by_id = null, confirmed_at = null",
        "delete from review_chainpolicy",
        "insert into review_chainpolicy (office_id, serial, leader_always, reason, set_by_id, set_at, confirmed_by_id,"
        " confirmed_at) select office_id, 9, true, 'x', set_by_id, now(), confirmed_by_id, now()"
        " from review_chainpolicy",
    ],
)
def test_raw_sql_does_not_change_a_chain(road, tried):
    policy(road)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(tried)

    assert ChainPolicy.objects.get().leader_always is True


# --- when even the leader is in doubt ---------------------------------------------------------------


@pytest.mark.rule(18)
def test_a_leader_in_doubt_keeps_the_task_and_nothing_goes_on(road):
    document = in_doubt(road)

    assert road.task(document, LEADER).owner is not None
    assert document.status == Status.IN_REVIEW


@pytest.mark.rule(18)
def test_a_leader_in_doubt_lets_nothing_out_before_the_answer(road):
    document = in_doubt(road)

    for verdict in (Verdict.MAY_PUBLISH, Verdict.CANNOT_DETERMINE):
        with pytest.raises(GateClosed) as refusal:
            road.act(document, LEADER, verdict=verdict, text="再议")
        assert [each.number for each in refusal.value.unmet] == [18]


@pytest.mark.rule(18)
def test_after_the_answer_the_leader_rules_and_the_document_goes_on(road):
    document = in_doubt(road)
    answer(road, document)

    road.act(document, LEADER, verdict=Verdict.MAY_PUBLISH)

    assert "confidentiality_leader" not in road.open_desks(document)
    assert road.walk(document).status == Status.PUBLISHED


@pytest.mark.rule(18)
def test_an_answer_against_publication_is_not_overruled_here(road):
    document = in_doubt(road)
    answer(road, document, Answer("国家保密局", "", date(2026, 11, 24), "not_public", "不宜公开。"))

    with pytest.raises(GateClosed):
        road.act(document, LEADER, verdict=Verdict.MAY_PUBLISH)
    road.act(document, LEADER, verdict=Verdict.NOT_PUBLIC, text="依答复不宜公开")

    assert "confidentiality_leader" not in road.open_desks(document)


@pytest.mark.rule(18)
def test_a_document_that_a_doubting_leader_returned_comes_back_to_the_leader(road):
    document = in_doubt(road)
    give_back(road, document, LEADER)

    road.submit(document)

    assert road.open_desks(document) == ["confidentiality_leader"]
    with pytest.raises(GateClosed):
        road.act(document, LEADER, verdict=Verdict.MAY_PUBLISH)
    answer(road, document)
    road.act(document, LEADER, verdict=Verdict.MAY_PUBLISH)
    assert "confidentiality_leader" not in road.open_desks(document)


def test_an_answer_needs_a_doubt_and_a_fresh_page(road):
    document = at(road, Desk.CONFIDENTIALITY_OFFICER)
    task = asked_by(road, document)
    with pytest.raises(NothingInDoubt):
        answer(road, document)
    old = token_of(task, Case(document).present)

    road.act(document, LEADER, verdict=Verdict.CANNOT_DETERMINE, text="须请示国家保密局")

    with pytest.raises(Stale):
        answer(road, document, token=old)
    assert not OutsideAnswer.objects.exists()


@pytest.mark.rule(12)
def test_what_was_answered_is_erased_with_the_content(road):
    document = in_doubt(road)
    answer(road, document)

    road.act(document, LEADER, verdict=Verdict.MUST_CLASSIFY, text="应当定密")

    row = OutsideAnswer.objects.get()
    assert {row.body, row.letter, row.text} == {"（已按保密规定清除）"}
    assert Opinion.objects.filter(text__contains="国家保密局").count() == 0


@pytest.mark.rule(18)
@pytest.mark.parametrize(
    "tried",
    [
        "update review_outsideanswer set answer = 'not_public'",
        "update review_outsideanswer set text = '（已按保密规定清除）', body = '（已按保密规定清除）', letter = ''",
        "delete from review_outsideanswer",
        "insert into review_outsideanswer (document_id, opinion_id, body, letter, answered_on, answer, text,"
        " recorded_by_id, at) select o.document_id, o.id, '某局', '', now(), 'may_publish', '可以', o.by_id, now()"
        " from review_opinion o"
        " where o.desk = 'confidentiality_head'",
    ],
)
def test_raw_sql_does_not_change_or_invent_an_answer(road, tried):
    answer(road, in_doubt(road))

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(tried)

    assert OutsideAnswer.objects.get().answer == "may_publish"


# --- back within the chain ---------------------------------------------------------------------------


@pytest.mark.rule(54)
def test_the_head_lets_the_officer_alone_look_again(road):
    document = at(road, Desk.CONFIDENTIALITY_HEAD)
    others = set(road.open_desks(document)) - {"confidentiality_head"}

    row = give_back(road, document, Desk.CONFIDENTIALITY_HEAD, to=Desk.CONFIDENTIALITY_OFFICER, resume="through_all")

    assert set(road.open_desks(document)) == others | {"confidentiality_officer"} and row.resume == "direct"
    (void,) = Opinion.objects.filter(document=document, superseded_at__isnull=False)
    assert void.desk == "confidentiality_officer" and "退回至保密审查" in void.superseded_why
    road.act(document, Desk.CONFIDENTIALITY_OFFICER)
    assert set(road.open_desks(document)) == others | {"confidentiality_head"}
    assert road.walk(document).status == Status.PUBLISHED


@pytest.mark.rule(18)
@pytest.mark.parametrize("to", [Desk.CONFIDENTIALITY_OFFICER, Desk.CONFIDENTIALITY_HEAD])
def test_the_leader_sends_the_chain_back_and_a_doubt_of_the_leader_stands(road, to):
    document = in_doubt(road)

    give_back(road, document, LEADER, to=to)

    for desk in [Desk.CONFIDENTIALITY_OFFICER, Desk.CONFIDENTIALITY_HEAD]:
        if to in {desk, Desk.CONFIDENTIALITY_OFFICER}:
            assert desk in road.open_desks(document)
            road.act(document, desk)
    assert "confidentiality_leader" in road.open_desks(document)
    with pytest.raises(GateClosed):
        road.act(document, LEADER, verdict=Verdict.MAY_PUBLISH)


@pytest.mark.rule(54)
def test_nobody_outside_the_chain_and_nobody_before_reaches_into_it(road):
    document = at(road, Desk.CONFIDENTIALITY_OFFICER)

    assert Desk.CONFIDENTIALITY_OFFICER not in workflow.targets(Desk.DISCLOSURE_CHECK, document)
    assert Desk.CONFIDENTIALITY_HEAD not in workflow.targets(Desk.CONFIDENTIALITY_OFFICER, document)
    assert Desk.CONFIDENTIALITY_HEAD not in workflow.targets(Desk.OFFICE_CHECK, document)
