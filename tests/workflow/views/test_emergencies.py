"""The pages of an emergency release, and how every list shows it."""

import pytest

from common.clock import office_date
from documents import selectors as documents_of
from documents.choices import EmergencyState
from review.emergencies import skipped_of, standing_emergency
from review.emergency_rules import RATIFYING, REFUSING
from tests.publication.build import NOON
from tests.workflow.emergency import REASON, before_the_desks, declare, let_out, staffed
from tests.workflow.road import Road
from workflow import selectors


@pytest.fixture
def world(db):
    return staffed()


@pytest.fixture
def road(world):
    return Road(NOON, world.who)


@pytest.fixture
def document(world, road):
    return before_the_desks(world, road)


def test_a_signatory_declares_it_and_the_lists_show_it_in_another_colour(browser, document):
    address = f"/documents/{document.pk}/emergency/"
    leader, secretary = browser("signatory"), browser("secretary")
    page = leader.get(address)
    assert page.context["mends"] and "规则82" in page.content.decode()

    empty = leader.post(address, {"token": page.context["token"], "reason": " "})
    assert empty.status_code == 422 and "reason" in empty.context["form"].errors
    said = {"token": page.context["token"], "reason": REASON, "happened_at": "2026-11-24T09:00"}
    done = leader.post(address, said, follow=True)

    told = done.content.decode()
    assert all(each in told for each in (REASON, "2026-11-24 09:00", "2026-11-24 14:00", "2026-11-25 09:00"))
    rows = list(secretary.get("/board/?state=emergency").context["page"])
    assert rows and all(row["loud"] and row["marks"][0]["look"] == "emergency" for row in rows)
    shown = secretary.get(f"/documents/{document.pk}/").content.decode()
    assert REASON in shown and "前发布" in shown
    assert 'class="emergency"' in secretary.get("/board/").content.decode()


def test_whoever_decides_on_an_emergency_reads_the_document_from_then_on(browser, road, document):
    page = f"/documents/{document.pk}/"
    leader, other = browser("signatory"), browser("other")
    before = leader.get(f"{page}emergency/")
    assert leader.get(page).status_code == 404 and f'href="{page}"' not in before.content.decode()

    emergency = declare(road, document)

    assert [each.get(page).status_code for each in (leader, other, browser("director"))] == [200] * 3
    assert browser("stranger").get(page).status_code == 404
    assert f'href="{page}"' in leader.get(f"/emergencies/{emergency.pk}/").content.decode()
    assert selectors.sight_of(road.who["other"], documents_of.whole(document.pk), office_date(road.at)).whole


def test_whoever_may_not_declare_reads_whom_to_ask_and_strangers_read_nothing(browser, document):
    address = f"/documents/{document.pk}/emergency/"

    asked = browser("secretary").get(address)

    assert "form" not in asked.context or not asked.context["form"]
    assert "报请决定" in asked.content.decode()
    assert browser("secretary").post(address, {"token": asked.context["token"], "reason": REASON}).status_code == 404
    assert browser("stranger").get(address).status_code == 404
    assert standing_emergency(document.pk) is None


@pytest.mark.rule(82)
def test_afterwards_each_finds_on_the_desk_what_is_owed(browser, road, document):
    emergency = declare(road, document)
    let_out(road, document)
    address = f"/emergencies/{emergency.pk}/"
    due = {name: [row["what"] for row in browser(name).get("/desk/").context["emergencies"]] for name in road.who}
    due = {name: whats for name, whats in due.items() if whats} if due else due
    assert due == {
        "news": ["待补会签（解读方案）"],
        "financier": ["待补会签（财务司）"],
        "leader": ["待您追认"],
        "other": ["待您追认"],
    }

    for row in skipped_of(emergency):
        name, act = "news" if row.office is None else "financier", f"skipped{row.pk}"
        wrong = browser(name).post(address, {"act": act, f"{act}-verdict": "disagree", f"{act}-text": ""})
        assert wrong.status_code == 422
        browser(name).post(address, {"act": act, f"{act}-verdict": "agree"})
    browser("leader").post(address, {"act": RATIFYING, "decide-words": ""})

    assert documents_of.whole(document.pk).emergency == EmergencyState.RATIFIED
    board = browser("secretary").get("/board/")
    assert (board.context["rush"].emergencies, board.context["rush"].percent) == (1, 100)
    register = browser("secretary").get("/register/?mark=emergency").context["page"]
    assert [(row["loud"], row["marks"][0]["look"]) for row in register] == [(False, "grey")]
    assert not list(browser("secretary").get("/register/?mark=open").context["page"])


@pytest.mark.rule(35)
def test_a_refusal_is_the_publisher_s_task(browser, road, document):
    emergency = declare(road, document)
    let_out(road, document)
    leader, address = browser("leader"), f"/emergencies/{emergency.pk}/"
    assert leader.post(address, {"act": REFUSING, "decide-words": ""}).status_code == 422

    leader.post(address, {"act": REFUSING, "decide-words": "情况不实"})

    owed = browser("publisher").get("/desk/").context["emergencies"]
    assert [row["what"] for row in owed] == ["未获追认，须撤下或更正"]
    page = browser("publisher").get(f"/documents/{document.pk}/").content.decode()
    assert "须撤下或更正" in page and "情况不实" in page
    assert leader.post(address, {"act": "skipped0"}).status_code == 404
