"""转载任务 on screen: from the list to the portal, a refusal keeps what was typed."""

from datetime import timedelta

import pytest
from django.test import Client

from portal.models import PublishedDocument
from publication.models import FeedSource, RepostTask
from publication.reposting import services
from tests.publication.reposting.conftest import NOON, PAGE, TITLE

LIST, FEEDS = "/publication/reposts/", "/publication/feeds/"
FIELDS = {
    "title": TITLE, "number_text": "国办发〔2026〕9号", "issuing_body": "国务院办公厅", "issued_on": "2026-11-23",
    "topic": "02",
}  # fmt: skip


@pytest.fixture
def desk(publisher):
    client = Client()
    client.force_login(publisher, backend="accounts.backends.PersonBackend")
    return client


def do(desk, task, act, **typed):
    return desk.post(f"{LIST}{task.pk}/", {"act": act, **{f"{act}-{name}": value for name, value in typed.items()}})


def test_a_document_goes_from_the_list_to_the_portal(desk, task):
    assert TITLE in desk.get(LIST).content.decode()
    do(desk, task, "take")
    page = desk.get(f"{LIST}{task.pk}/")
    assert (
        "经国务院同意" in page.content.decode()
        and page.context["acts"][0]["form"]["number_text"].value() == FIELDS["number_text"]
    )

    assert do(desk, task, "publish", **FIELDS).status_code == 302
    shown = Client().get(f"/portal/documents/{PublishedDocument.objects.get().index}")
    assert shown.status_code == 200 and "经国务院同意" in shown.content.decode()


def test_a_refusal_keeps_what_was_typed_and_names_the_rule(site, desk, task):
    site.put("/9.html", PAGE.replace("二、", "联系人：王小明，手机：13812345678。</p><p>二、"))
    do(desk, task, "take")
    before = desk.get(f"{LIST}{task.pk}/").content.decode()
    answer = do(desk, task, "publish", **FIELDS | {"title": "改过的标题的通知"})

    assert "规则26" in before and 'href="#id_publish-confirmation">去填写' in before

    assert (
        answer.status_code == 422
        and "规则26" in answer.content.decode()
        and "改过的标题的通知" in answer.content.decode()
    )


def test_a_source_that_does_not_answer_is_said_on_the_page(site, desk, task):
    site.put("/9.html", "", 500)
    answer = do(desk, task, "take")

    assert answer.status_code == 422 and "来源网站没有正常应答" in answer.content.decode()


@pytest.mark.parametrize("act", ["publish", "keep", "withdraw", "nonsense", ""])
def test_an_act_that_does_not_fit_the_state_does_nothing(desk, task, act):
    assert do(desk, task, act, reason="x").status_code == 302 and RepostTask.objects.get().state == "open"


def test_a_task_that_is_not_there_is_not_found(desk):
    assert desk.get(LIST + "99/").status_code == 404 and desk.post(FEEDS + "99/switch/").status_code == 404


@pytest.mark.parametrize("tab", ["waiting", "drifted", "published", "declined", "withdrawn", "x%00"])
def test_every_tab_opens(desk, task, tab):
    assert desk.get(f"{LIST}?tab={tab}&page=x").status_code == 200


def test_a_feed_is_added_and_switched_on_the_page(site, desk):
    assert desk.post(FEEDS, {"name": "某网", "url": site.feed()}).status_code == 302
    desk.post(f"{FEEDS}{FeedSource.objects.get().pk}/switch/")

    assert not FeedSource.objects.get().is_active and "某网" in desk.get(FEEDS).content.decode()


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://169.254.169.254/", "没有"])
def test_a_feed_elsewhere_is_refused_and_what_was_typed_stays(desk, url):
    answer = desk.post(FEEDS, {"name": "某网", "url": url})

    assert answer.status_code == 422 and not FeedSource.objects.exists() and "某网" in answer.content.decode()


def test_the_list_takes_as_many_queries_for_many_tasks_as_for_one(site, desk, source, django_assert_max_num_queries):
    services.poll(source=source, at=NOON)
    with django_assert_max_num_queries(30) as few:
        desk.get(LIST)
    site.feed(*((f"/{number}.html", f"第{number}号", "") for number in range(20, 40)), ETag='"many"')
    services.poll(source=source, at=NOON)
    with django_assert_max_num_queries(len(few)):
        desk.get(LIST)


def test_the_clock_of_a_task_is_explained_hour_by_hour_with_its_basis(desk, task):
    page = desk.get(f"{LIST}{task.pk}/deadline/")
    text = page.content.decode()

    assert f"{LIST}{task.pk}/deadline/" in desk.get(f"{LIST}{task.pk}/").content.decode()
    assert "自2026年11月24日 09:00（上级网站发布）起计24小时" in text and "2026年11月25日 09:00届满" in text
    assert [each.length for each in page.context["days"]] == ["15 小时", "9 小时"]
    assert "教办厅〔2017〕3号（十八）" in text and "昼夜、节假日连续计算" in text


def test_a_source_that_names_a_time_to_come_starts_the_clock_when_it_was_found(desk, site, source):
    site.feed(("/later.html", "关于明日之事的通知", "2026-11-24T09:00:00Z"))
    services.poll(source=source, at=NOON + timedelta(minutes=1))
    task = RepostTask.objects.get(title="关于明日之事的通知")

    page = desk.get(f"{LIST}{task.pk}/deadline/")
    assert [each.length for each in page.context["days"]] == ["11 小时 59 分钟", "12 小时 1 分钟"]
    assert "自2026年11月24日 12:01（发现；" in page.content.decode()
    assert desk.get(f"{LIST}999/deadline/").status_code == 404
