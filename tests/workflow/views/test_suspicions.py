"""疑点 on the page of a confidentiality desk: named, placed and masked."""

from review.choices import Desk
from tests.workflow.views.test_steps import at_desk, url


def page(road, browser, desk, *lines):
    document = road.draft(*lines)
    road.submit(document)
    road.walk(document, until=desk)
    task = road.task(document, desk)
    return browser(road.someone(task).username).get(url(task))


def test_the_reviewer_sees_what_the_scanner_suspects_and_where(road, browser):
    lines = ("现就有关工作通知如下。", "联系手机13812345678，身份证11010519491231002X。")
    answer = page(road, browser, Desk.CONFIDENTIALITY_OFFICER, *lines)

    rows = [(each.label, each.masked, each.place) for each in answer.context["suspicions"]]
    assert rows == [
        ("居民身份证号", "11**************2X", "正文第2段"),
        ("手机号码", "138****5678", "正文第2段"),
    ]
    assert "个人信息保护法" in answer.content.decode()


def test_a_clean_text_is_said_to_be_so(road, browser):
    answer = page(road, browser, Desk.CONFIDENTIALITY_OFFICER, "现就有关工作通知如下。")

    assert "未发现个人信息疑点" in answer.content.decode()


def test_other_desks_are_not_shown_the_scan(road, browser):
    _document, task = at_desk(road, Desk.DIVISION_CHECK)

    assert "个人信息疑点" not in browser("chuzhang1").get(url(task)).content.decode()
