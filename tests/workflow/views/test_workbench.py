"""审查工作台 in a browser without scripting: what it shows, what its buttons do, what it refuses."""

import re

import pytest

from documents import selectors as documents_of
from documents.docx.redaction import MARK
from review.choices import Desk, KeepReason
from review.models import Disposal
from tests.workflow.services.test_findings import ID_CARD, LINES, MOBILE, at_officer, found, keep, redact
from tests.workflow.services.test_returns import give_back, rewrite
from tests.workflow.views.test_steps import refusals

KEEPING = {"act": "keep", "reason": KeepReason.OFFICIAL, "text": "公布的工作电话"}


@pytest.fixture
def document(road):
    return at_officer(road)


def bench(road, document, desk=Desk.CONFIDENTIALITY_OFFICER):
    task = road.task(document, desk)
    return f"/tasks/{task.pk}/findings/", road.someone(task).username


def send(client, url, **sent):
    return client.post(url, {"token": client.get(url).context["token"]} | sent)


def serials(document, label):
    return [each.finding.serial for each in found(document) if each.finding.label == label]


def test_each_finding_is_marked_in_the_text_and_named_beside_it(road, browser, document):
    url, officer = bench(road, document)
    answer = browser(officer).get(url)
    page = answer.content.decode()

    for row in answer.context["rows"]:
        assert f'id="mark-{row["finding"].serial}"' in page and row["anchor"] in page
    assert f'tabindex="-1">{ID_CARD}</mark>' in page


def test_a_mark_in_the_text_is_escaped_like_the_text(road, browser):
    document = at_officer(road, f"<script>alert(1)</script>手机{MOBILE}。\ue100\ue101")
    url, officer = bench(road, document)
    page = browser(officer).get(url).content.decode()

    assert "<script>alert(1)" not in page and f">{MOBILE}</mark>" in page
    assert "\ue100" not in page and "\ue101" not in page


def test_keeping_is_stored_with_reason_and_words(road, browser, document):
    url, officer = bench(road, document)
    answer = send(browser(officer), url, findings=serials(document, "手机号码"), **KEEPING)

    disposal = Disposal.objects.get()
    assert answer.status_code == 302 and (disposal.reason, disposal.text) == ("official", "公布的工作电话")


def test_redacting_leaves_the_mark_in_the_public_text_and_shows_before_and_after(road, browser, document):
    url, officer = bench(road, document)
    client = browser(officer)
    chosen = serials(document, "居民身份证号")
    send(client, url, act="redact", findings=chosen, ground="third_party", reach="everywhere", passage="李某某\n")

    text, sides = client.get(url).content.decode(), client.get(url + "?view=sides").content.decode()
    assert ID_CARD not in text and "李某某" not in text and text.count(f">{MARK}</mark>") == 2
    assert ID_CARD in sides and MARK in sides


def test_what_is_given_back_stands_in_the_public_text_again(road, browser, document):
    redact(road, document, "居民身份证号", "手机号码")
    url, officer = bench(road, document)
    send(browser(officer), url, act="restore", withheld=[1])

    assert documents_of.whole(document.pk).redacted.redactions.count() == 1


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"act": "keep", "reason": "", "text": "写好的说明"}, "这个字段是必填项"),
        ({"act": "redact", "ground": "", "text": "写好的说明"}, "这个字段是必填项"),
        ({"act": "redact", "ground": "third_party", "text": "写好的说明"}, "请先勾选疑点"),
        ({"act": "redact", "ground": "third_party", "passage": "文中没有", "text": "写好的说明"}, "找不到您填写的文字"),
        ({"act": "", "text": "写好的说明"}, "没有识别出所按的按钮"),
    ],
)
def test_a_refused_form_keeps_what_was_typed_and_says_why(road, browser, document, sent, words):
    url, officer = bench(road, document)
    answer = send(browser(officer), url, **({"reach": "everywhere"} | sent))

    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and "写好的说明" in page
    assert not Disposal.objects.exists() and documents_of.whole(document.pk).redacted is None


def test_a_refusal_stands_in_the_journal_by_its_code_alone(road, browser, document):
    url, officer = bench(road, document)
    send(browser(officer), url, act="redact", ground="third_party", reach="here", passage=f"没有{MOBILE}")

    assert refusals("REV-105") == 1


def test_an_old_page_changes_nothing_and_says_what_is_new(road, browser, document):
    url, officer = bench(road, document)
    client = browser(officer)
    old = client.get(url).context["token"]
    redact(road, document, "居民身份证号")
    answer = client.post(url, {"token": old, "findings": serials(document, "手机号码"), **KEEPING})

    assert answer.status_code == 409 and "区分处理" in answer.content.decode()
    assert not Disposal.objects.filter(outcome="keep").exists()


def test_the_head_sees_the_answers_and_may_confirm_but_not_withhold(road, browser):
    document = at_officer(road, *LINES)
    keep(road, document, "手机号码", "居民身份证号", "固定电话")
    document = road.act(document, Desk.CONFIDENTIALITY_OFFICER)
    road.walk(document, until=Desk.CONFIDENTIALITY_HEAD)
    url, head = bench(road, document, Desk.CONFIDENTIALITY_HEAD)
    page = browser(head).get(url).content.decode()

    assert "复核同意保留" in page and 'value="redact"' not in page and "公布的工作联系电话" in page


def test_the_head_is_shown_what_still_wants_a_second_reviewer(road, browser):
    document = at_officer(road, "现就有关工作通知如下。", "学生：王小明（残疾），三年级二班。")
    keep(road, document, *(each.finding.label for each in found(document)))
    document = road.act(document, Desk.CONFIDENTIALITY_OFFICER)
    road.walk(document, until=Desk.CONFIDENTIALITY_HEAD)
    url, head = bench(road, document, Desk.CONFIDENTIALITY_HEAD)
    answer = browser(head).get(url)

    waiting = [row for row in answer.context["rows"] if row["lacks_second"]]
    assert waiting and answer.content.decode().count("lacks-second") == len(waiting)


def test_nothing_is_offered_that_would_be_refused_once_the_text_is_fixed(road, browser):
    document = at_officer(road, "现就有关工作通知如下。")
    document = road.walk(document, until=Desk.RELEASE)
    give_back(road, document, Desk.RELEASE, to=Desk.CONFIDENTIALITY_OFFICER)
    url, officer = bench(road, document)
    page = browser(officer).get(url).content.decode()

    assert 'value="keep"' in page and 'value="redact"' not in page


@pytest.mark.parametrize("username", ["nigao1", "chuzhang1", "gongkai1", "fabu1", "xitong1", "baomizhu1"])
def test_nobody_else_learns_that_there_is_a_workbench(road, browser, document, username):
    url, _officer = bench(road, document)

    assert browser(username).get(url).status_code in {403, 404}
    assert browser(username).post(url, {"findings": [1], **KEEPING}).status_code in {403, 404}
    assert not Disposal.objects.exists()


def test_other_desks_have_no_workbench(road, browser):
    document = road.draft()
    road.submit(document)
    task = road.task(document, Desk.DIVISION_CHECK)

    assert browser("chuzhang1").get(f"/tasks/{task.pk}/findings/").status_code == 404


def test_the_page_asks_a_fixed_number_of_queries(road, browser, django_assert_max_num_queries):
    document = at_officer(road, *(f"手机1381234{n:04d}。" for n in range(60)))
    url, officer = bench(road, document)
    client = browser(officer)
    client.get(url)

    with django_assert_max_num_queries(60):
        assert len(client.get(url).context["rows"]) == 60


def test_a_reviewer_who_comes_back_is_shown_only_what_changed_since(road, browser):
    document = at_officer(road, "现就有关工作通知如下，请认真执行。", "请于六月底前报送总结。")
    url, officer = bench(road, document)
    assert not browser(officer).get(url).context["has_changes"]
    document = road.act(document, Desk.CONFIDENTIALITY_OFFICER)
    road.walk(document, until=Desk.CONFIDENTIALITY_HEAD)
    give_back(road, document, Desk.CONFIDENTIALITY_HEAD)
    rewrite(road, document, "现就有关工作通知如下，请认真执行。", "请于七月底前报送总结。")
    road.walk(document, until=Desk.CONFIDENTIALITY_OFFICER)

    url, officer = bench(road, document)
    answer = browser(officer).get(url + "?view=changes")
    changes = answer.context["changes"]

    assert answer.context["has_changes"] and "上次意见以来的变动" in answer.content.decode()
    assert re.search("<del>[^<]*六", changes) and re.search("<ins>[^<]*七", changes)
