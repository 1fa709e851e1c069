import pytest
from django.urls import reverse

from review.choices import Desk, Verdict
from review.plan_comments import remarks_of
from workflow.pages.materials import passages_to_comment

pytestmark = pytest.mark.rule(32)


@pytest.fixture
def document(road):
    document = road.draft(is_policy=True)
    road.submit(document)
    return road.act(document, Desk.DIVISION_CHECK)


def test_comments_are_made_taken_back_and_answered_on_pages(road, browser, document):
    news, task = browser("xinwen1"), road.task(document, Desk.INTERPRETATION_COSIGN)
    url = reverse("workflow:plan_comments", args=[task.pk])
    quote = passages_to_comment(document)[0]["quote"]
    sent = {
        "token": news.get(url).context["token"],
        "anchor": "f:first_interpreter",
        "quote": quote,
        "text": "写明姓名",
    }

    assert news.post(url, sent | {"text": ""}).status_code == 422
    assert news.post(url, sent | {"quote": "x"}).status_code == 409
    assert "写明姓名" in news.post(url, sent, follow=True).content.decode()
    [first] = remarks_of(document.pk)
    news.post(url, {"token": sent["token"], "take_back": first.comment.pk})
    assert remarks_of(document.pk) == []
    news.post(url, sent)
    road.act(document, Desk.INTERPRETATION_COSIGN, by="xinwen1", verdict=Verdict.CONDITIONAL, text="见批注")

    drafter, [remark] = browser("nigao1"), remarks_of(document.pk)
    answers, prefix = reverse("workflow:answer_comments", args=[document.pk]), f"c{remark.comment.pk}"
    typed = {"comment": remark.comment.pk, f"{prefix}-outcome": "not_taken", f"{prefix}-reason": ""}
    assert drafter.post(answers, typed).status_code == 422
    assert "待答复" in drafter.get(answers).content.decode()
    assert drafter.post(answers, typed | {f"{prefix}-reason": "职务已足"}).status_code == 302
    assert "批注均已答复" in drafter.get(reverse("workflow:draft", args=[document.pk])).content.decode()


FORGED = ({}, {"take_back": "x"}, {"take_back": "9" * 30}, {"anchor": "m:9:9", "quote": "x", "text": "y"})


def test_forged_comments_are_refused_with_the_page(road, browser, document):
    task = road.task(document, Desk.INTERPRETATION_COSIGN)
    url = reverse("workflow:plan_comments", args=[task.pk])
    news = browser("xinwen1")
    token = news.get(url).context["token"]

    assert [news.post(url, sent | {"token": token}).status_code for sent in FORGED] == [422, 409, 409, 409]


def test_nobody_else_learns_of_the_comments(road, browser, document):
    task = road.task(document, Desk.INTERPRETATION_COSIGN)

    assert browser("baomi1").get(reverse("workflow:plan_comments", args=[task.pk])).status_code == 404
    assert browser("nigao2").get(reverse("workflow:answer_comments", args=[document.pk])).status_code == 404
