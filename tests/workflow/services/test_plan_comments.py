from dataclasses import replace

import pytest

from common.gate import GateClosed
from documents.choices import Status
from interpretation import services as interpretation
from interpretation.selectors import current_plan
from review import services as review
from review.choices import Desk, Taken, Verdict
from review.errors import AnswerIncomplete, CommentClosed, PassageGone
from review.plan_comments import by_round, changes_between, quote_of, remarks_of
from tests.publication.build import refused, run
from workflow import services as workflow
from workflow.pages.materials import passages_to_comment

pytestmark = pytest.mark.rule(32)
NEWS = Desk.INTERPRETATION_COSIGN


@pytest.fixture
def document(road):
    document = road.draft(is_policy=True)
    road.submit(document)
    return road.act(document, Desk.DIVISION_CHECK)


def say(road, document, anchor="f:publicity", text="请写明新媒体安排", **wrong):
    passage = next(each for each in passages_to_comment(document) if each["passage"].anchor == anchor)
    said = workflow.Said(anchor, wrong.get("quote", passage["quote"]), text)
    task = road.task(document, NEWS)
    workflow.comment(task_id=task.pk, token=None, said=said, by=road.who["xinwen1"], at=road.tick())


def condition(road, document):
    return road.act(document, NEWS, by="xinwen1", verdict=Verdict.CONDITIONAL, text="同意，请按批注修改")


def answer(road, document, outcome, reason=""):
    [remark] = [each for each in remarks_of(document.pk) if each.is_open]
    workflow.answer_comment(
        document_id=document.pk, comment_id=remark.comment.pk, outcome=outcome, reason=reason,
        by=document.drafter, at=road.tick(),
    )  # fmt: skip


def improve(road, document):
    with_more = replace(current_plan(document.pk).data(), publicity="门户与新媒体同步")
    interpretation.save_plan(document=document, data=with_more, by=document.drafter, at=road.tick())


def test_a_conditional_consent_is_none_until_the_changed_plan_is_confirmed(road, document):
    say(road, document)
    document = condition(road, document)
    assert (document.status, road.open_desks(document)) == (Status.DRAFT, [Desk.REVISE])
    with pytest.raises(GateClosed) as closed:
        road.submit(document)
    assert "逐条答复" in str(closed.value)

    improve(road, document)
    answer(road, document, Taken.TAKEN)
    road.submit(document)

    assert NEWS in road.open_desks(document)
    first = by_round(remarks_of(document.pk))[1]
    assert [(each.comment.text, each.answer.outcome) for each in first] == [("请写明新媒体安排", "taken")]
    old = first[0].comment.plan.data()
    assert [each.label for each in changes_between(old, current_plan(document.pk).data())] == ["宣传考虑"]
    document = road.act(document, NEWS, by="xinwen1")
    assert road.walk(document, until=Desk.FOLLOW_UP).status == Status.PUBLISHED


def test_what_was_not_taken_goes_back_to_the_news_office_with_the_reason(road, document):
    say(road, document)
    document = condition(road, document)

    answer(road, document, Taken.NOT_TAKEN, "新媒体由部领导另行部署")
    road.submit(document)

    assert NEWS in road.open_desks(document)  # the plan is the same, but nobody has agreed to it yet


def test_a_condition_that_says_nothing_is_refused(road, document):
    with pytest.raises(GateClosed) as closed:
        condition(road, document)

    assert "至少写明一处批注" in str(closed.value)


def test_taken_needs_a_change_and_not_taken_a_reason(road, document):
    say(road, document)
    document = condition(road, document)

    for outcome, reason in ((Taken.TAKEN, ""), (Taken.NOT_TAKEN, " "), ("maybe", "x")):
        with pytest.raises(AnswerIncomplete):
            answer(road, document, outcome, reason)


def test_a_comment_stands_on_the_words_that_the_page_showed(road, document):
    with pytest.raises(PassageGone):
        say(road, document, quote="0" * 64)


def test_a_comment_is_taken_back_by_whoever_made_it_before_the_opinion(road, document):
    say(road, document)
    say(road, document, anchor="m:1:1", text="问题太短")
    first, second = remarks_of(document.pk)
    task = road.task(document, NEWS)

    workflow.take_comment_back(
        task_id=task.pk, token=None, comment_id=first.comment.pk, by=road.who["xinwen1"], at=road.tick()
    )

    assert [each.comment.pk for each in remarks_of(document.pk)] == [second.comment.pk]
    assert quote_of(second.passage) == second.comment.quote_sm3
    with pytest.raises(CommentClosed):
        workflow.take_comment_back(
            task_id=task.pk, token=None, comment_id=first.comment.pk, by=road.who["xinwen1"], at=road.tick()
        )


def test_the_comments_on_one_plan_are_read_together(road, document, django_assert_num_queries):
    for anchor in ("f:publicity", "f:schedule", "m:1:1"):
        say(road, document, anchor=anchor)

    with django_assert_num_queries(5):
        assert len(remarks_of(document.pk)) == 3


def test_a_comment_is_not_taken_back_after_the_opinion(road, document):
    say(road, document)
    comment = remarks_of(document.pk)[0].comment
    document = condition(road, document)

    with pytest.raises(CommentClosed):
        review.take_comment_back(document=document, comment_id=comment.pk, by=road.who["xinwen1"], at=road.tick())


@pytest.mark.rule(15)
def test_a_changed_material_voids_what_the_confidentiality_desks_said(road, document):
    document = road.act(document, Desk.CONFIDENTIALITY_OFFICER)
    say(road, document)
    document = condition(road, document)
    improve(road, document)
    answer(road, document, Taken.TAKEN)

    road.submit(document)

    assert Desk.CONFIDENTIALITY_OFFICER in road.open_desks(document)


def test_a_comment_and_its_answer_never_change(road, document):
    say(road, document)
    document = condition(road, document)
    answer(road, document, Taken.NOT_TAKEN, "另行部署")

    for statement in ("update {} set by_id = by_id + 1", "delete from {}"):
        for table in ("review_plancomment", "review_commentanswer"):
            with refused("不得修改或删除"):
                run(statement.format(table))
