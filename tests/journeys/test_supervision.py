"""督办: a document goes yellow, then red, is urged, given to a stand-in, and finished."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from accounts import services as accounts
from accounts.models import User
from common import clock
from common.clock import office_date
from deadlines.selectors import calendar
from notices.models import Notice
from review.choices import Desk
from review.models import Opinion
from tests.workflow.road import TITLE, Road

pytestmark = pytest.mark.browser


def test_a_late_document_is_urged_given_to_a_stand_in_and_finished(town, monkeypatch):
    who = {user.username: user for user in User.objects.select_related("office")}
    road = Road(at=noon_of_a_working_day(), who=who)
    monkeypatch.setattr(clock, "now", road.tick)
    document = road.draft()
    road.submit(document)
    head, other = who["chuzhang1"], who["chuzhang5"]
    secretary = town.person("mishu1")

    secretary.go("/board/?desk=division_check")
    assert row_of(secretary).locator(".word-warn", has_text="剩 1 个工作日").count() == 1
    road.tick(days=7)
    secretary.go("/board/?desk=division_check&state=overdue")
    secretary.fits()
    assert row_of(secretary).locator(".word-bad", has_text="超期").count() == 1

    left_open = Bell(town.person("chuzhang1"))
    left_open.is_quiet_while_hidden()
    urge_with_keys(secretary)
    left_open.rings()
    assert Notice.objects.filter(kind="task.urged", person=head).exists()

    day = office_date(road.at)
    absence = {"starts_on": day, "ends_on": day + timedelta(days=3), "by": head}
    accounts.register_absence(who=head, kind="trip", **absence, at=road.tick())
    accounts.delegate(to=other, reason="出差", **absence, at=road.tick())
    give_to(secretary, other)

    stand_in = town.person("chuzhang5")
    stand_in.open_task_held(TITLE)
    stand_in.agree()
    town.work()
    secretary.go("/board/?desk=division_check")
    secretary.says("没有符合条件的在办公文")
    opinion = Opinion.objects.get(document=document, desk=Desk.DIVISION_CHECK)
    assert (opinion.by, opinion.on_behalf_of) == (other, head)


class Bell:
    """The bell of a page that somebody left open, and what it asked of the house since."""

    def __init__(self, person):
        self.page, self.asked = person.page, []
        self.page.clock.install()
        person.go("/")
        self.page.evaluate("window.leftOpen = true")
        self.page.on("request", lambda request: self.asked.append(request.url) if "/bell/" in request.url else None)

    def is_quiet_while_hidden(self):
        """Expect no question while the page is hidden, and one at once when it is seen again."""
        self.page.evaluate("Object.defineProperty(document, 'hidden', {value: true, configurable: true})")
        self.page.clock.fast_forward("00:46")
        self.page.evaluate("delete document.hidden")
        assert self.asked == []
        with self.page.expect_response("**/bell/?seen=0"):
            self.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    def rings(self):
        """Expect the number to come by the clock and without a reload."""
        self.page.clock.fast_forward("00:46")
        expect(self.page.locator("#bell .count-new")).to_contain_text("1 条未读")
        assert self.page.evaluate("window.leftOpen")


def urge_with_keys(secretary):
    for key in ("j", "x"):
        secretary.page.keyboard.press(key)
    secretary.says("已勾选 1 件")
    secretary.page.keyboard.press("u")
    secretary.follow(secretary.page.locator("button:focus"))
    secretary.fits()
    secretary.page.fill("[name=words]", "已经超期，请今日办结。")
    secretary.follow(secretary.page.get_by_role("button", name="催办这 1 件"))
    secretary.says("办成 1 件")


def give_to(secretary, person):
    secretary.follow(secretary.page.get_by_role("link", name="返回看板"))
    row_of(secretary).locator("[data-tick]").check()
    secretary.follow(secretary.page.locator("button[value=reassign]"))
    secretary.page.select_option("[name=person]", str(person.pk))
    secretary.follow(secretary.page.get_by_role("button", name="改派这 1 件"))
    secretary.says(f"交 {person.full_name}")


def noon_of_a_working_day():
    """Return a noon, today's or the next one that is worked, with another working day to follow."""
    at = clock.now().replace(hour=4, minute=0, second=0, microsecond=0)
    while not calendar().is_workday(office_date(at)):
        at += timedelta(days=1)
    return at


def row_of(person):
    return person.page.locator("tr", has_text=TITLE).first
