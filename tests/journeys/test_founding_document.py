import pytest

from documents.choices import Status
from documents.models import Document
from tests.journeys import drafting
from tests.journeys.browsing import FOUNDING

TITLE = "教育部办公厅关于全面推进政务公开工作的实施意见"

pytestmark = pytest.mark.browser


def test_the_founding_document_goes_from_the_drafters_desk_to_the_public_page(town):
    drafter = town.person("nigao1")
    drafting.upload(drafter, FOUNDING)
    drafter.says(TITLE)
    drafter.fits()
    drafting.propose(drafter, "proactive", policy=True)
    drafting.plan(drafter)
    drafting.submit(drafter)
    drafter.says("核稿")

    town.agree("chuzhang1", TITLE)
    _first_round(town.person("xinwen1"))
    _answered(drafter)
    news = town.person("xinwen1")
    news.open_task(TITLE)
    for text in ("第1轮批注", "请写明惠民举措", "采纳", "惠及全体学生"):
        news.says(text)
    news.agree()
    town.work()
    for username in ("gongkai1", "baomi1", "baomizhu1", "mishu1", "qianfa1"):
        town.agree(username, TITLE)
    town.agree("mishu1", TITLE)
    publisher = town.person("fabu1")
    publisher.open_task(TITLE)
    publisher.agree()
    town.work()

    document = Document.objects.get()
    assert (document.status, document.number_text[:3]) == (Status.PUBLISHED, "教办厅")
    reader = town.stranger(scripting=False)
    assert reader.go("/portal/") == 200
    reader.follow(reader.page.get_by_role("link", name=TITLE).first)
    for text in (document.number_text, "此件主动公开", "索引号", "实施意见问答"):
        reader.says(text)
    reader.follow(reader.page.get_by_role("link", name="实施意见问答").first)
    reader.says("惠及全体学生")
    assert reader.context.cookies() == []


def _first_round(news):
    """Let the news office comment on a paragraph of the material and consent on condition."""
    news.open_task(TITLE)
    desk = news.page.url
    news.follow(news.page.get_by_role("link", name="逐段批注"))
    news.fits()
    passage = news.page.locator("tr.passage", has_text="为全面推进政务公开。").last
    passage.locator("summary").click()
    passage.locator("textarea").fill("请写明惠民举措")
    news.follow(passage.get_by_role("button", name="记下批注"))
    news.page.goto(desk)
    news.page.locator("[name=verdict][value=conditional]").check()
    news.page.fill("[name=text]", "同意，请按批注修改")
    news.follow(news.page.locator("#step button[value=decide]"))


def _answered(drafter):
    """Change the material as the news office asks, say so, and hand the document in again."""
    drafter.open_task_held(TITLE)
    draft = drafter.page.url
    drafter.follow(drafter.page.get_by_role("link", name="填写解读方案"))
    drafting.material(drafter, "实施意见问答", "一、为什么出台？\n为全面推进政务公开，惠及全体学生。")
    drafter.page.goto(draft)
    drafter.follow(drafter.page.get_by_role("link", name="逐条答复"))
    drafter.page.locator("[type=radio][value=taken]").check()
    drafter.follow(drafter.page.get_by_role("button", name="答复", exact=True))
    drafter.fits()
    drafter.page.goto(draft)
    drafting.submit(drafter)
