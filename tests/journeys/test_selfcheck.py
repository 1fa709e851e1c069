"""年度自查: a withheld document is judged again in the browser and becomes public."""

from datetime import timedelta

import pytest

from common import clock
from documents.choices import Status
from documents.models import Document
from publication.selectors import live_release
from tests.workflow.road import INTERNAL, TITLE, Road

pytestmark = pytest.mark.browser


def test_the_self_check_turns_a_withheld_document_public(town):
    road = Road(at=clock.now() - timedelta(hours=2))
    document = road.draft(proposal=INTERNAL)
    road.submit(document)
    road.walk(document)
    desk, maker, reader = town.person("gongkai1"), town.person("nigao1"), town.stranger(scripting=False)

    desk.go("/oversight/selfcheck/new/")
    desk.page.fill("[name=due_on]", f"{clock.now() + timedelta(days=20):%Y-%m-%d}")
    desk.follow(desk.page.get_by_role("button", name="发起年度自查"))
    desk.fits()

    maker.go("/oversight/selfcheck/")
    maker.follow(maker.page.locator("main table a").first)
    maker.fits()
    maker.follow(maker.page.locator("main").get_by_role("link", name="办理").first)
    maker.fits()
    maker.page.locator("[name=verdict][value=convert]").check()
    maker.page.fill("[name=reason]", "事项已办结，可以公开")
    maker.follow(maker.page.get_by_role("button", name="提出"))
    maker.says("待确认")

    desk.go("/oversight/selfcheck/")
    desk.follow(desk.page.locator("main table a").first)
    desk.follow(desk.page.locator("main").get_by_role("link", name="办理").first)
    desk.fits()
    desk.follow(desk.page.get_by_role("button", name="确认，送保密审查"))
    desk.says("办理转公开中")
    town.walk()

    assert Document.objects.get().status == Status.PUBLISHED
    release = live_release(document.pk)
    assert release is not None and reader.go(f"/portal/documents/{release.index.text}") == 200
    reader.says(TITLE)
    desk.page.reload()
    desk.says("已公开")
