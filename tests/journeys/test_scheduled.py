"""定时公开: ordered in the browser, released at its minute."""

from datetime import timedelta

import pytest

from common import clock
from common.clock import OFFICE_ZONE, office_text
from documents.choices import Status
from documents.selectors import whole
from outbox import services as outbox
from publication.selectors import live_release
from review.choices import Desk
from tests.workflow.road import TITLE, Road

pytestmark = pytest.mark.browser


def test_a_publisher_orders_a_release_puts_it_off_and_the_portal_has_it_at_its_minute(town):
    road = Road(at=clock.now() - timedelta(hours=2))
    document = road.draft()
    road.submit(document)
    road.walk(document, until=Desk.RELEASE)
    first = (clock.now() + timedelta(hours=1)).replace(second=0, microsecond=0)
    second = first + timedelta(minutes=30)
    publisher, reader = town.person("fabu1"), town.stranger(scripting=False)

    publisher.open_task(TITLE)
    publisher.page.locator("[name=when][value=later]").check()
    publisher.page.fill("[name=release_at]", f"{first.astimezone(OFFICE_ZONE):%Y-%m-%dT%H:%M}")
    publisher.follow(publisher.page.locator("#step button[value=decide]"))
    publisher.says(f"已定时公开：{office_text(first)}")

    publisher.go("/desk/")
    publisher.fits()
    publisher.follow(publisher.page.locator("tr", has_text=TITLE).first.get_by_role("link", name="改期或取消"))
    publisher.fits()
    publisher.page.fill("[name=reschedule-release_at]", f"{second.astimezone(OFFICE_ZONE):%Y-%m-%dT%H:%M}")
    publisher.follow(publisher.page.locator("button[value=reschedule]"))
    publisher.says(f"定时公开：{office_text(second)}")

    outbox.sweep(first)
    outbox.sweep(second - timedelta(seconds=1))
    assert whole(document.pk).status == Status.ISSUED
    outbox.sweep(second)
    release = live_release(document.pk)
    assert release is not None and release.published_at == second
    assert reader.go(f"/portal/documents/{release.index.text}") == 200
    reader.says(TITLE)
