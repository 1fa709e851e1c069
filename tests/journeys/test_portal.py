"""The public's pages in Chromium: no fault found by axe (WCAG 2.2 AA), no script, no cookie, nobody else's server."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from common import clock
from common.digests import of_bytes
from config.database import ROOT
from portal import services as portal
from portal.facts import Correction, EndedReading, PublicColumn, PublicFile, PublicItem, PublicReading, PublicRelation
from tests.journeys.browsing import Person

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN = """async (tags) => (await axe.run(document, {runOnly: tags})).violations
         .map((fault) => fault.id + ": " + fault.nodes.map((node) => node.html.slice(0, 90)).join(" | "))"""
BODY = (
    '<h2 class="title">教育部办公厅关于做好招生工作的通知</h2><p>各直属高校：</p>'
    "<p>为了做好招生工作，现将有关事项通知如下。</p>"
    "<table><tbody><tr><td>一</td><td>二</td></tr></tbody></table>"
)
ONE, OTHER, GONE = (f"360A00/2026-0000{serial}" for serial in (1, 2, 3))
PAGES = [
    "/portal/", "/portal/documents/", "/portal/documents/?q=招生&topic=11&sort=title",
    "/portal/documents/?q=没有这个词", "/portal/interpretations/", "/portal/statutory/", "/portal/statutory/annual",
    "/portal/statutory/annual/2025",
    "/portal/statutory/proactive", "/portal/help/", f"/portal/documents/{ONE}", f"/portal/documents/{OTHER}",
    f"/portal/documents/{GONE}", f"/portal/interpretations/{ONE}", f"/portal/interpretations/{ONE},2",
    "/portal/documents/none", "/portal/api/v1/", "/portal/data/documents.csv", "/portal/statutory/guide",
]  # fmt: skip

pytestmark = pytest.mark.browser


def item(index: str, **columns: object) -> PublicItem:
    at, digest = clock.now() - timedelta(days=2), of_bytes(BODY.encode())
    known = {
        "title": "教育部办公厅关于做好招生工作的通知", "number_text": f"教办厅〔2026〕{index[-1]}号", "topic": "11",
        "issuing_body": "教育部办公厅", "genre": "通知", "stages": ("decision", "service"),
        "summary": "招生工作的安排。",
        "generated_on": at.date(), "published_on": at.date(), "published_at": at, "text": "为了做好招生工作。" * 40,
        "origin": "register", "files": (PublicFile("html", BODY.encode(), digest.sm3, digest.sha256),),
    }  # fmt: skip
    return PublicItem(index=index, **(known | columns))  # type: ignore[arg-type]


@pytest.fixture
def address(transactional_db, live_server) -> str:
    """A portal with one of each kind of page."""
    now = clock.now()
    reading = PublicReading(1, "答记者问", "问答", "司", now, "<h2>一、背景</h2><p>为了招生。</p>", "为了招生。")
    ended = EndedReading(2, "图解招生", now, now, "内容有误", "图中数据有误。")
    relation = PublicRelation("repeals", "教办厅〔2026〕2号", "")
    correction = (Correction(now, "更正了日期。"),)
    portal.apply(
        item=item(ONE, readings=(reading,), ended_readings=(ended,), relations=(relation,), corrections=correction),
        at=now,
    )
    portal.apply(item=item(OTHER, validity="repealed", validity_note="由后文废止"), at=now)
    gone = {"state": "retracted", "ended_at": now, "ended_kind": "内容有误", "explanation": "数据有误。"}
    portal.apply(item=item(GONE, text="", files=(), **gone), at=now)
    portal.put_column(column=PublicColumn("annual-2025", "<h2>一、总体情况</h2><p>全年公开若干件。</p>"), at=now)
    portal.put_column(column=PublicColumn("guide", "<h2>一、查找</h2><p>可以在本网站查找。</p>"), at=now)
    return str(live_server.url)


def test_every_page_of_the_portal_is_open_to_everybody(address, browser):
    reader, asked, faults = Person(browser, address, ""), [], {}
    reader.page.on("request", lambda request: asked.append(request.url))

    for path in [*PAGES, "/portal/?size=large", f"/portal/documents/{ONE}?size=large"]:
        reader.go(path)
        reader.fits()
        reader.page.evaluate(AXE)
        faults[path] = reader.page.evaluate(RUN, TAGS)
        assert reader.page.locator("script").count() == 0 and reader.page.locator("[style]").count() == 0

    assert {path: found for path, found in faults.items() if found} == {}
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(address).netloc}
    assert reader.context.cookies() == []
    reader.page.set_viewport_size({"width": 390, "height": 844})
    for path in PAGES:
        reader.go(path)
        width = reader.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, f"{path} is {width} pixels wide"
    reader.context.close()


def test_a_reader_searches_and_reads_without_scripting_and_with_keys(address, browser):
    reader = Person(browser, address, "", scripting=False)
    reader.go("/portal/?size=large")
    page = reader.page

    page.keyboard.press("Tab")
    assert page.locator(".skip-link").is_visible()
    page.fill("#p-q", "招生")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    reader.says("搜索结果")
    assert page.locator("mark").first.inner_text() == "招生" and "size=large" in page.url
    reader.follow(page.locator(".p-item", has_text="有解读").locator("a"))
    reader.says("生成日期")
    reader.follow(page.get_by_role("link", name="答记者问").first)
    reader.says("为了招生。")
    assert "size=large" in page.url
    reader.context.close()
