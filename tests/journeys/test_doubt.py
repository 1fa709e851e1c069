import pytest

from documents.models import Document
from review.choices import Desk
from review.models import Opinion, OutsideAnswer
from tests.journeys import drafting
from tests.journeys.browsing import FOUNDING

TITLE = "教育部办公厅关于全面推进政务公开工作的实施意见"
DESK = "[data-keep] [name=text]"

pytestmark = pytest.mark.browser


def ask_upward(person, words):
    person.open_task(TITLE)
    person.page.locator("[name=verdict][value=cannot_determine]").check()
    person.page.fill("[name=text]", words)
    person.follow(person.page.locator("#step button[value=decide]"))


def kept(person):
    """Return all that the browser has kept of what was typed."""
    return person.page.evaluate("Object.values(sessionStorage).join(' ')")


def test_a_doubt_goes_up_to_the_leader_and_comes_back_answered(town):
    drafter = town.person("nigao1")
    drafting.upload(drafter, FOUNDING)
    drafting.propose(drafter, "proactive")
    drafting.submit(drafter)
    town.agree("chuzhang1", TITLE)
    ask_upward(town.person("baomi1"), "第三部分所列清单是否涉密，不能确定。")
    head, leader = town.person("baomizhu1"), town.person("qianfa1")
    ask_upward(head, "同意审查员意见，请领导确定。")
    ask_upward(leader, "须请示国家保密局。")

    leader.says("收到答复登记后再作裁定")
    leader.open_task_held(TITLE)
    leader.says("第三部分所列清单是否涉密，不能确定。")
    leader.follow(leader.page.get_by_role("link", name="登记外部答复"))
    leader.fits()
    leader.page.fill("[name=body]", "国家保密局")
    leader.page.fill("[name=answered_on]", "2026-11-24")
    leader.page.locator("[name=answer][value=may_publish]").check()
    leader.page.fill("[name=text]", "经研究，可以公开。")
    leader.follow(leader.page.get_by_role("button", name="登记答复"))
    leader.says("国家保密局答复：可以公开")
    leader.agree("依答复办理")

    assert OutsideAnswer.objects.get().recorded_by.username == "qianfa1"
    last = Opinion.objects.filter(document=Document.objects.get(), desk=Desk.CONFIDENTIALITY_LEADER).latest("pk")
    assert last.verdict == "may_publish"


def test_a_marked_word_is_forgotten_by_page_and_browser_and_the_rest_stays(town):
    drafter = town.person("nigao1")
    drafting.upload(drafter, FOUNDING)
    drafting.propose(drafter, "proactive")
    drafting.submit(drafter)
    head = town.person("chuzhang1")
    head.open_task(TITLE)
    head.page.locator("#step details", has=head.page.locator("[name=return_reason]")).locator("summary").first.click()
    head.page.fill("[name=return_text]", "第二段请改写")
    head.page.fill(DESK, "本件应标机密★10年")

    head.follow(head.page.locator("#step button[value=decide]"))

    head.says("带有密级标志")
    assert head.page.locator(DESK).input_value() == ""
    assert head.page.locator("[name=return_text]").input_value() == "第二段请改写"
    assert "★" not in kept(head) and "★" not in head.page.content()
    head.follow(head.page.locator("#step button[value=decide]"))
    assert Opinion.objects.get(desk=Desk.DIVISION_CHECK).text == ""
