"""The page of a desk: what it shows beside the decision, and what it never takes for one."""

from datetime import UTC, datetime

import pytest

from review.choices import Desk
from review.models import Return
from tests.workflow.services.test_returns import give_back
from tests.workflow.views.test_steps import RETURN, at_desk, send, url


@pytest.mark.parametrize("act", ["", "agree", "classify", "DECIDE"])
def test_nothing_is_decided_by_an_act_that_is_no_button_of_the_desk(road, browser, act):
    document, task = at_desk(road, Desk.DIVISION_CHECK)

    answer = send(browser("chuzhang1"), task, act=act, text="写好的意见", confirm_classify="on")

    assert answer.status_code == 422
    assert "写好的意见" in answer.content.decode()
    assert road.open_desks(document) == ["division_check"]


@pytest.mark.rule(19)
def test_who_closed_a_task_is_said_in_the_offices_time(road, browser):
    _document, task = at_desk(road, Desk.DIVISION_CHECK)
    road.at = datetime(2026, 11, 23, 17, 5, tzinfo=UTC)  # five past one at night in Beijing
    road.act(task.document, Desk.DIVISION_CHECK)

    page = browser("chuzhang1").get(url(task), follow=True)

    assert "2026-11-24 01:0" in page.content.decode()
    assert "没有提交" not in page.content.decode()


def test_the_register_does_not_call_missing_what_its_fields_propose(road, browser):
    _document, task = at_desk(road, Desk.REGISTER)

    page = browser("mishu1").get(url(task))

    assert page.context["form"]["issued_on"].value() is not None
    assert page.context["gates"]["decide"]["gate"].unmet == ()


def test_the_words_of_a_return_stand_above_the_desk_that_they_are_for_and_no_other(road, browser):
    document, task = at_desk(road, Desk.CONFIDENTIALITY_HEAD)
    before = browser("baomizhu1").get(url(task)).context["given_back"]
    give_back(road, document, Desk.CONFIDENTIALITY_HEAD, to=Desk.CONFIDENTIALITY_OFFICER, text="请逐项核对")

    page = browser("baomi1").get(url(road.task(document, Desk.CONFIDENTIALITY_OFFICER)))

    assert before is None
    assert page.context["given_back"].text == "请逐项核对"
    assert page.content.decode().index("退回本环节") < page.content.decode().index('id="h-text"')
    road.act(document, Desk.CONFIDENTIALITY_OFFICER)
    again = browser("baomizhu1").get(url(road.task(document, Desk.CONFIDENTIALITY_HEAD)))
    assert again.context["given_back"] is None


def test_whoever_is_asked_by_name_has_nothing_to_claim(road, browser):
    _document, task = at_desk(road, Desk.FOLLOW_UP)

    page = browser("nigao1").get(url(task))

    assert task.owner is None
    assert "claim_url" not in page.context


def test_a_desk_shows_the_rules_that_hold_with_their_bases(road, browser):
    _document, task = at_desk(road, Desk.SIGN)

    page = browser("qianfa1").get(url(task))

    kept = page.context["kept"]
    assert {1, 15, 18, 87} <= {rule.number for rule in kept}
    assert all(rule.basis in page.content.decode() for rule in kept)


def test_a_rule_that_a_field_has_still_to_meet_is_not_called_kept(road, browser):
    _document, task = at_desk(road, Desk.CONFIDENTIALITY_OFFICER)

    kept = browser("baomi1").get(url(task)).context["kept"]

    assert {rule.number for rule in kept} == {15, 26, 87}


def test_a_long_opinion_is_folded_and_a_short_one_is_not(road, browser):
    document = road.draft()
    road.submit(document)
    long = "建议进一步明确责任分工。" * 40
    road.act(document, Desk.DIVISION_CHECK, text=long)
    road.act(document, Desk.DISCLOSURE_CHECK, text="属性恰当")

    text = browser("nigao1").get(f"/documents/{document.pk}/").content.decode()

    assert text.count('<details class="long-text"') == 1
    assert f"全文 {len(long)} 字" in text
    assert long in text


def test_a_desk_does_not_return_in_the_drafters_words(road, browser):
    _document, task = at_desk(road, Desk.DISCLOSURE_CHECK)

    answer = send(browser("gongkai1"), task, **(RETURN | {"return_reason": "withdrawn"}))

    assert answer.status_code == 422
    assert not Return.objects.exists()
