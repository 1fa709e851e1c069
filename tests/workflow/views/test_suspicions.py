"""自查: the drafter sees what the scanner suspects before the draft is handed in."""

from django.urls import reverse


def draft_page(road, browser, *lines):
    document = road.draft(*lines)
    return browser("nigao1").get(reverse("workflow:draft", args=[document.pk]))


def test_the_drafter_sees_what_the_scanner_suspects_and_where(road, browser):
    lines = ("现就有关工作通知如下。", "联系手机13812345678，身份证11010519491231002X。")
    answer = draft_page(road, browser, *lines)

    rows = [(each.label, each.masked, each.place) for each in answer.context["suspicions"]]
    assert rows == [
        ("居民身份证号", "11**************2X", "正文第2段"),
        ("手机号码", "138****5678", "正文第2段"),
    ]
    assert "个人信息保护法" in answer.content.decode()


def test_a_clean_draft_is_said_to_be_so(road, browser):
    answer = draft_page(road, browser, "现就有关工作通知如下。")

    assert "未发现疑点" in answer.content.decode()
