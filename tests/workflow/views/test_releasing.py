"""The release desk with a moment, and the page of 公开安排."""

from datetime import timedelta

import pytest

from accounts.roles import Role
from common.clock import OFFICE_ZONE
from documents import selectors as documents_of
from documents.choices import Status
from publication.schedules import open_schedule
from review.choices import Desk
from tests.people import make_person
from tests.publication.build import NOON, World
from tests.workflow.road import Road
from tests.workflow.shortly import at_the_release_desk

HOUR = timedelta(hours=1)


@pytest.fixture
def world(db):
    it = World()
    it.who["secretary"] = make_person("secretary", Role.OFFICE_SECRETARY, office=it.general)
    return it


@pytest.fixture
def road(world):
    return Road(NOON, world.who)


@pytest.fixture
def ready(world, road):
    return at_the_release_desk(world, road.tick())


def typed(moment):
    """Return a moment as a browser sends it."""
    return moment.astimezone(OFFICE_ZONE).strftime("%Y-%m-%dT%H:%M")


def release(browser, road, document, **fields):
    address = f"/tasks/{road.task(document, Desk.RELEASE).pk}/"
    token = browser.get(address).context["token"]
    return browser.post(address, {"token": token, "act": "decide"} | fields, follow=True)


def arrange(browser, document, act, **fields):
    address = f"/documents/{document.pk}/release/"
    token = browser.get(address).context["token"]
    sent = {f"{act}-{name}": value for name, value in fields.items()}
    return browser.post(address, {"token": token, "act": act} | sent, follow=True)


def test_the_publisher_orders_a_release_and_page_and_desk_say_when(browser, road, ready):
    moment = (road.at + 4 * HOUR).replace(second=0)
    person = browser("publisher")

    answer = release(person, road, ready, when="later", release_at=typed(moment))

    said = f"定时公开：{moment.astimezone(OFFICE_ZONE):%Y-%m-%d %H:%M}"
    assert said in answer.content.decode()
    assert open_schedule(ready.pk).release_at == moment
    document = person.get(f"/documents/{ready.pk}/").content.decode()
    assert moment.astimezone(OFFICE_ZONE).strftime("%Y-%m-%d %H:%M") in document and "定时公开" in document
    assert [row["at"] for row in person.get("/desk/").context["schedules"]] == [moment]


WRONG = [
    ({"when": "later"}, "release_at"),
    ({"when": "later", "release_at": "明天上午"}, "release_at"),
    ({"when": "later", "release_at": "0001-01-01T00:00"}, "release_at"),
    ({"when": "later", "release_at": "2026-11-24T11:00"}, "release_at"),
    ({"when": "now", "release_at": "2026-12-01T09:30"}, "when"),
    ({"when": "later", "release_at": "2027-03-01T09:30"}, "late_reason"),
    ({"when": "some day"}, "when"),
]


@pytest.mark.parametrize(("sent", "field"), WRONG)
def test_a_moment_that_will_not_do_is_named_and_what_was_typed_is_kept(browser, road, ready, sent, field):
    answer = release(browser("publisher"), road, ready, text="请准时", **sent)

    form = answer.context["form"]
    assert answer.status_code in {200, 422} and field in form.errors
    assert form["text"].value() == "请准时"
    assert documents_of.whole(ready.pk).status == Status.ISSUED and open_schedule(ready.pk) is None


def test_released_at_once_when_no_moment_was_chosen(browser, road, ready):
    release(browser("publisher"), road, ready)
    road.work()

    assert documents_of.whole(ready.pk).status == Status.PUBLISHED


def test_an_order_is_put_off_and_called_off_on_its_page(browser, road, ready):
    moment, person = road.at + 4 * HOUR, browser("publisher")
    release(person, road, ready, when="later", release_at=typed(moment))

    put_off = arrange(person, ready, "reschedule", release_at=typed(moment + HOUR), late_reason="")
    assert "已改期" in put_off.content.decode()
    refused = arrange(person, ready, "call_off", why="")
    assert refused.status_code == 422 and "why" in refused.context["call_off"].errors
    assert "已取消定时公开" in arrange(person, ready, "call_off", why="内容待核").content.decode()

    assert open_schedule(ready.pk) is None and road.open_desks(ready) == ["release"]


@pytest.mark.rule(21)
def test_the_general_office_holds_a_release_back_and_everybody_sees_it(browser, road, ready):
    moment, secretary = road.at + 30 * HOUR, browser("secretary")

    answer = arrange(secretary, ready, "embargo", not_before=typed(moment), reason="与发布会同步")

    assert "公开不早于" in answer.content.decode()
    board = secretary.get("/board/").context["page"][0]
    assert [mark["word"][:5] for mark in board["marks"]] == ["公开不早于"]
    refused = release(browser("publisher"), road, ready)
    assert "release_at" in refused.context["form"].errors
    assert "与发布会同步" in refused.content.decode()


def test_the_page_says_why_a_release_failed_at_its_minute(browser, road, ready):
    moment, person = road.at + 2 * HOUR, browser("publisher")
    release(person, road, ready, when="later", release_at=typed(moment))
    documents_of.Document.objects.filter(pk=ready.pk).update(copies_to=["某委"])
    road.at = moment
    road.work()

    page = person.get(f"/tasks/{road.task(ready, Desk.RELEASE).pk}/").content.decode()

    assert "到时未能公开" in page and "尚未通过发布前核验" in page


def test_the_page_does_not_exist_for_others_nor_an_act_that_is_none(browser, ready):
    assert browser("drafter").get(f"/documents/{ready.pk}/release/").status_code == 404
    assert browser("publisher").post(f"/documents/{ready.pk}/release/", {"act": "x"}).status_code == 404
