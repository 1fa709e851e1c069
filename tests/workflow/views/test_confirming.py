"""R7: what article 20 makes public is withheld only after drafter and disclosure desk have both confirmed it."""

import pytest

from documents.services import Proposal
from review.choices import CONFIRMED_WITHHOLDING, Desk
from review.models import Opinion
from tests.workflow.road import INTERNAL
from tests.workflow.views.test_steps import url
from workflow.models import DeskTask

WITHHELD = Proposal(
    "withheld", ("administration",), "internal_affairs", "属内部流程", no_duty_stated=True, confirmed=True
)
FIELD = "confirm_withholding"


def task_at_the_desk(road, proposal=WITHHELD, **flags):
    document = road.draft(proposal=proposal, **({"is_major": True} | flags))
    road.submit(document)
    road.walk(document, until=Desk.DISCLOSURE_CHECK)
    return road.task(document, Desk.DISCLOSURE_CHECK)


def agree(client, task, **fields):
    token = client.get(url(task)).context["token"]
    return client.post(url(task), {"act": "decide", "token": token, "text": "同意"} | fields, follow=True)


@pytest.mark.rule(7)
def test_the_desk_does_not_agree_without_the_second_tick(road, browser):
    task = task_at_the_desk(road)

    answer = agree(browser("gongkai1"), task)

    assert answer.status_code == 422
    assert "再次确认" in str(answer.context["form"].errors[FIELD])
    assert answer.context["form"]["text"].value() == "同意"
    assert DeskTask.objects.get(pk=task.pk).is_open


@pytest.mark.rule(7)
def test_the_tick_is_kept_in_the_opinion_and_shown_to_whoever_comes_later(road, browser):
    task = task_at_the_desk(road)

    agree(browser("gongkai1"), task, **{FIELD: "on"})

    opinion = Opinion.objects.get(desk=Desk.DISCLOSURE_CHECK)
    page = browser("mishu1").get(f"/documents/{task.document_id}/").content.decode()
    assert opinion.checklist == [CONFIRMED_WITHHOLDING] and opinion.by_id != task.document.drafter_id
    assert "同意（再次确认不主动公开）" in page


@pytest.mark.rule(7)
@pytest.mark.parametrize(
    ("proposal", "flags", "asked"),
    [
        (WITHHELD, {}, True),
        (WITHHELD, {"is_major": False, "is_policy": True}, True),
        (WITHHELD, {"is_major": False, "genre": "公告"}, True),
        (INTERNAL, {"is_major": False}, False),
    ],
)
def test_the_tick_is_asked_where_article_20_may_apply_and_nowhere_else(road, browser, proposal, flags, asked):
    task = task_at_the_desk(road, proposal, **flags)

    form = browser("gongkai1").get(url(task)).context["form"]

    assert (FIELD in form.fields) is asked


@pytest.mark.rule(7)
def test_a_proactive_document_needs_no_confirmation(road, browser):
    document = road.draft()
    road.submit(document)
    road.walk(document, until=Desk.DISCLOSURE_CHECK)
    task = road.task(document, Desk.DISCLOSURE_CHECK)

    answer = agree(browser("gongkai1"), task)

    assert answer.status_code == 200 and not DeskTask.objects.get(pk=task.pk).is_open


@pytest.mark.rule(7)
def test_a_return_needs_no_confirmation(road, browser):
    task, client = task_at_the_desk(road), browser("gongkai1")
    back = {"act": "return", "return_reason": "attribute", "return_text": "应当主动公开", "to_desk": "revise"}

    client.post(url(task), back | {"token": client.get(url(task)).context["token"], "resume": "direct"})

    assert not DeskTask.objects.get(pk=task.pk).is_open
