"""A third party is asked, objects, is overruled in the public interest and told; only then can the leader sign."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from common import clock
from review.choices import Desk
from tests.workflow.road import Road

pytestmark = pytest.mark.browser
AUDIT = (Path(__file__).parent / "accessibility.js").read_text(encoding="utf-8")


def record(person, step, **fields):
    """Open the form of the step, fill it in and press its button."""
    details = person.page.locator("details.act", has=person.page.locator(f"input[name=act][value={step}]"))
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    for name, value in fields.items():
        field = details.locator(f"[name={step}-{name}]")
        if name == "outcome":
            details.locator(f"[name={step}-outcome][value={value}]").check()
        else:
            field.fill(value)
    person.follow(details.locator("button[data-submit]"))


def test_a_third_party_is_asked_overruled_and_told_before_the_leader_signs(town):
    road = Road(at=clock.now() - timedelta(hours=2))
    document = road.draft()
    road.submit(document)
    road.walk(document, until=Desk.DISCLOSURE_CHECK)
    officer = town.person("gongkai1")

    officer.go(f"/documents/{document.pk}/")
    officer.follow(officer.page.get_by_role("link", name="征求意见").first)
    officer.page.locator("[name=kind][value=third_party]").check()
    officer.page.fill("[name=addressee]", "某某科技有限公司")
    officer.page.fill("[name=matter]", "附件1第3行的报价明细和技术方案")
    officer.fits()
    officer.follow(officer.page.get_by_role("button", name="提出征求意见"))
    with officer.page.expect_download() as letter:
        officer.page.get_by_role("link", name="征求意见函").first.click()
    assert letter.value.suggested_filename.startswith("关于征求第三方意见的函")
    record(officer, "received")
    record(officer, "answered", outcome="objects", text="报价明细属于商业秘密。")
    officer.says("须由本机关决定")
    officer.fits()
    assert officer.page.evaluate(AUDIT) == []

    road.walk(document, until=Desk.SIGN)
    leader = town.person("qianfa1")
    leader.go(f"/tasks/{road.task(document, Desk.SIGN).pk}/")
    leader.says("逾期未答复不视为同意")
    expect(leader.page.locator("#step button[value=decide]")).to_have_count(0)

    officer.go(officer.page.url.removeprefix(town.address))
    record(officer, "decided", outcome="publish", text="不公开将影响公众对采购过程的监督。")
    with officer.page.expect_download() as letter:
        officer.page.get_by_role("link", name="告知函").click()
    assert letter.value.suggested_filename.startswith("关于告知政府信息公开决定的函")
    record(officer, "told")
    officer.says("已决定：因公共利益公开")

    leader.page.reload()
    leader.agree("同意")
    leader.says("已完成“签发”")
