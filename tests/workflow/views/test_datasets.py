"""开放数据 through its pages: reviewed, approved by another person, taken from the portal, closed again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.models import PublishedDataset
from review.models import DatasetReview
from workflow.pages.dictionary import waiting_of

CSV = "/portal/data/documents.csv"
NEW = "/lists/datasets/new/"


@pytest.fixture
def words(road):
    last = (road.at.date() + timedelta(days=400)).isoformat()
    risks = "人员、机构设置、工作规律均不能由目录推知。"
    return {"dataset": "documents", "scope": "全部目录", "risks": risks, "valid_until": last}


def decide(client, act, **more):
    return client.post(f"/lists/datasets/{DatasetReview.objects.get().pk}/", {"act": act} | more, follow=True)


@pytest.mark.rule(20)
def test_a_set_is_reviewed_approved_served_and_closed(browser, client, words):
    assert "汇聚风险分析" in browser("baomi1").get(NEW).content.decode()
    browser("baomi1").post(NEW, words)
    assert client.get(CSV).status_code == 404
    waiting = browser("baomizhu1").get("/lists/datasets/").content.decode()
    assert "待您批准" in waiting

    answer = decide(browser("baomizhu1"), "approve")
    assert "已批准，门户即日起提供整个数据集" in answer.content.decode()
    assert client.get(CSV).status_code == 200

    shown = browser("baomi1").get(f"/lists/datasets/{DatasetReview.objects.get().pk}/").content.decode()
    assert CSV in shown and "停止开放的原因" in shown
    decide(browser("baomi1"), "end", why="有疑问")
    assert client.get(CSV).status_code == 404
    assert "已停止" in browser("baomizhu1").get("/lists/datasets/").content.decode()


def test_the_list_asks_as_much_however_often_a_set_was_reviewed(browser, words):
    def review():
        browser("baomi1").post(NEW, words)
        newest = DatasetReview.objects.latest("pk")
        assert browser("baomizhu1").post(f"/lists/datasets/{newest.pk}/", {"act": "approve"}).status_code == 302

    def asked():
        reader = browser("baomi1")
        with CaptureQueriesContext(connection) as queries:
            page = reader.get("/lists/datasets/").content.decode()
        return len(queries), page.count("已取代"), page.count("开放中")

    review()
    once, *_ = asked()
    review()
    review()

    assert asked() == (once, 2, 1)


def test_what_waits_in_the_three_lists_takes_one_query_beside_the_persons_right(
    browser, road, words, django_assert_num_queries
):
    browser("baomi1").post(NEW, words)

    with django_assert_num_queries(4):
        assert waiting_of(road.who["baomizhu1"], road.at.date()) == {"datasets": 1}
    assert waiting_of(road.who["baomi1"], road.at.date()) == {}


def test_a_refused_form_keeps_what_was_typed_and_says_why(browser, words):
    past = browser("baomi1").post(NEW, words | {"valid_until": "2020-01-01"})
    blank = browser("baomi1").post(NEW, words | {"risks": ""})

    assert (past.status_code, blank.status_code) == (422, 422)
    assert "有效期至不得早于今天" in past.content.decode()
    assert words["risks"] in past.content.decode() and "全部目录" in blank.content.decode()
    assert not DatasetReview.objects.exists()


def test_who_may_only_read_is_offered_no_button_and_can_press_none(browser, words):
    browser("baomi1").post(NEW, words)
    page = browser("gongkai1").get(f"/lists/datasets/{DatasetReview.objects.get().pk}/")

    assert 'name="act"' not in page.content.decode()
    assert decide(browser("gongkai1"), "approve").status_code == 404
    assert not PublishedDataset.objects.exists()


def test_a_refusal_and_the_closing_need_words_and_an_unheard_of_act_is_not_there(browser, words):
    browser("baomi1").post(NEW, words)

    assert decide(browser("baomizhu1"), "refuse").status_code == 422
    assert decide(browser("baomizhu1"), "end").status_code == 422
    assert decide(browser("baomizhu1"), "x").status_code == 404
    assert "已决定不批准" in decide(browser("baomizhu1"), "refuse", why="可以推知").content.decode()
