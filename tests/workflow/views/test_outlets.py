"""发布渠道 and 渠道与回执: what the system administrator sets up, and what the publisher sees and does about it."""

import re

import pytest

from audit.models import Entry
from publication.models import Delivery, LiveCheck, Outlet, Placement
from publication.selectors import live_release
from publication.services import deliveries
from review.choices import Desk
from tests.publication.outlets.listening import receiving

MAIL = {"kind": "mail", "name": "邮件", "recipients": "a@example.com\nb@example.com\na@example.com"}


@pytest.fixture
def admin(browser):
    return browser("xitong1")


def add(admin, **typed):
    return admin.post("/outlets/new/", typed, follow=True)


def published(road):
    made = road.draft()
    road.submit(made)
    return road.walk(made, until=Desk.FOLLOW_UP)


def test_the_secret_of_a_web_hook_is_shown_once_and_never_again(admin):
    page = add(admin, kind="webhook", name="集约化平台", url="https://example.gov.cn/hook").content.decode()

    outlet = Outlet.objects.get(kind="webhook")
    everywhere = "".join(
        admin.get(url, follow=True).content.decode()
        for url in ("/outlets/", f"/outlets/{outlet.pk}/", f"/outlets/{outlet.pk}/secret/")
    )
    assert outlet.secret in page
    assert outlet.secret not in everywhere and outlet.salt not in everywhere
    assert outlet.secret not in str(dict(admin.session))

    admin.post(f"/outlets/{outlet.pk}/renew/")
    assert Outlet.objects.get(pk=outlet.pk).salt == outlet.salt
    renewed = admin.post(f"/outlets/{outlet.pk}/renew/", {"renew-confirm": "on"}, follow=True).content.decode()
    assert Outlet.objects.get(pk=outlet.pk).secret in renewed != page


WRONG = (
    ({"kind": "webhook", "name": "甲"}, "url"),
    ({"kind": "webhook", "name": "甲", "url": "http://example.gov.cn/"}, "url"),
    ({"kind": "webhook", "name": "甲", "url": "https://a:b@example.gov.cn/"}, "url"),
    ({"kind": "webhook", "name": "甲", "url": "https://[::1/"}, "url"),
    ({"kind": "webhook", "name": "甲", "url": "file:///etc/passwd"}, "url"),
    ({"kind": "folder", "name": "甲", "folder": "../etc"}, "folder"),
    ({"kind": "mail", "name": "甲", "recipients": "a@example.com\nnobody"}, "recipients"),
    ({"kind": "portal", "name": "甲"}, "kind"),
    ({"kind": "", "name": ""}, "name"),
)


def test_a_wrong_outlet_is_refused_and_what_was_typed_stays(admin):
    for typed, field in WRONG:
        answer = add(admin, **typed)

        assert answer.status_code == 422
        assert field in answer.context["form"].errors, typed
        assert typed["name"] in answer.content.decode()
    assert Outlet.objects.count() == 1


def test_recipients_are_kept_once_each_and_not_in_the_journal(admin):
    add(admin, **MAIL)
    again = add(admin, **MAIL)

    assert again.status_code == 409
    assert Outlet.objects.get(kind="mail").recipients == ["a@example.com", "b@example.com"]
    assert "a@example.com" not in str(list(Entry.objects.values("facts")))


def test_an_outlet_is_tested_switched_off_and_on(admin, settings, tmp_path):
    settings.OUTLET_FOLDERS = tmp_path
    add(admin, kind="folder", name="档案", folder="archive")
    pk = Outlet.objects.get(kind="folder").pk

    assert "测试成功" in admin.post(f"/outlets/{pk}/test/", follow=True).content.decode()
    admin.post(f"/outlets/{pk}/switch/", {"on": "0"})
    assert not Outlet.objects.get(pk=pk).is_active
    admin.post(f"/outlets/{pk}/switch/", {"on": "1"})
    assert Outlet.objects.get(pk=pk).is_active
    assert Entry.objects.filter(chain="outlets").count() == 4


def test_the_portal_is_no_outlet_to_change(admin):
    pk = Outlet.objects.get().pk

    found = {name: admin.post(f"/outlets/{pk}/{name}").status_code for name in ("", "test/", "switch/", "renew/")}

    assert set(found.values()) == {404}


def test_the_publisher_sees_every_receipt_and_sends_again_what_failed(admin, browser, road, settings):
    settings.OUTLET_PLAIN_HTTP = True
    with receiving(500, 200) as neighbour:
        add(admin, kind="webhook", name="集约化平台", url=neighbour.url)
        document = published(road)
        deliveries.send_due(road.tick())
        publisher, address = browser("fabu1"), f"/documents/{document.pk}/channels/"
        page = publisher.get(address).content.decode()
        resend = re.search(r'action="(/documents/\d+/deliveries/\d+/resend/)"', page)[1]
        others = browser("mishu1").get(address).content.decode()
        assert "对方拒收" in page and live_release(document.pk).index.text in page
        assert "resend" not in others and "对方拒收" in others
        assert browser("nigao1").post(resend).status_code == 404
        publisher.post(resend)
        deliveries.send_due(road.tick())

    assert Delivery.objects.get(outlet__kind="webhook").state == "sent"
    assert "HTTP 200" in publisher.get(address).content.decode()
    assert publisher.post(f"/documents/{document.pk}/deliveries/0/resend/").status_code == 404


@pytest.mark.rule(40)
def test_other_manners_are_recorded_and_an_altered_page_stands_on_the_boards(browser, road):
    document = published(road)
    publisher, address = browser("fabu1"), f"/documents/{document.pk}/channels/"
    publisher.post(f"{address}plan/", {"channel": "gazette"})
    pk = Placement.objects.get().pk

    wrong = publisher.post(f"{address}{pk}/note/", {f"p{pk}-appeared_on": "2020-01-01", f"p{pk}-place": "第1号"})
    assert wrong.status_code == publisher.post(f"{address}plan/", {"channel": "rumour"}).status_code == 422
    assert "第1号" in wrong.content.decode()
    day = road.at.date().isoformat()
    publisher.post(f"{address}{pk}/note/", {f"p{pk}-appeared_on": day, f"p{pk}-place": "第1号"})
    assert Placement.objects.get().place == "第1号"
    assert browser("nigao1").post(f"{address}plan/", {"channel": "press"}).status_code == 404

    seen = {"checked_at": road.at, "since": road.at, "outcome": "differs", "parts": ["pdf"]}
    LiveCheck.objects.create(release=live_release(document.pk), **seen)
    places = (("mishu1", "/board/"), ("fabu1", "/desk/"), ("xinwen1", "/desk/"))
    boards = [browser(who).get(url).content.decode() for who, url in places]
    assert ["门户内容不符" in page for page in boards] == [True, True, False]
    assert "PDF 文件" in publisher.get(address).content.decode()
