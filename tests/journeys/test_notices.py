"""The bell counts what was told while the page is open, and leaves a session that has ended to the next click."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from accounts.models import User
from common import clock
from notices import services as notices

pytestmark = [pytest.mark.browser]


def test_the_bell_counts_without_reloading_and_takes_nobody_away(town):
    drafter = town.person("nigao1").come_back()
    page = drafter.page
    drafter.go("/notices/preferences/")
    page.fill("[name=quiet_from]", "20:30")
    me = User.objects.get(username="nigao1")
    notices.tell(to=[me.pk], kind="task.urged", key="1", text="催办“会签”", url="/desk/", at=clock.now())

    page.evaluate("htmx.trigger('#bell', 'look')")

    expect(page.locator("#bell")).to_contain_text("1 条未读")
    Session.objects.all().delete()
    with page.expect_response(lambda answer: "/notices/bell/" in answer.url) as asked:
        page.evaluate("htmx.trigger('#bell', 'look')")
    assert "HX-Redirect" in asked.value.headers or asked.value.header_value("HX-Redirect")
    expect(page.locator("[name=quiet_from]")).to_have_value("20:30")
