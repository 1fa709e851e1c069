from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import services as accounts
from accounts.roles import Role
from audit.models import Entry
from common.gate import GateClosed
from notices.models import Notice
from oversight.models import Card, Incident
from oversight.supervision import services
from oversight.supervision.choices import CardAct, CardState
from oversight.supervision.errors import CardClosed, CardGiven, CardNeedsWords, ExplanationAwaited
from tests.oversight.supervision.test_sweep import refused, sweep


@pytest.fixture
def incident(road):
    refused(road, "nigao1", 87)
    sweep(road)
    return Incident.objects.get()


@pytest.fixture
def card(road, incident):
    return services.issue(incident_id=incident.pk, colour="yellow", by=road.who["mishu1"], at=road.tick())


def act(road, card, what, by, text="说明"):
    return services.act_on(card_id=card.pk, act=what, text=text, by=road.who[by], at=road.tick())


@pytest.mark.rule(87)
def test_a_card_is_given_once_by_somebody_else_and_the_person_is_told(road, incident):
    accounts.grant_role(user=road.who["nigao1"], role=Role.OFFICE_SECRETARY, by=road.who["anquan1"], at=road.tick())
    with pytest.raises(GateClosed) as refusal:
        services.issue(incident_id=incident.pk, colour="red", by=road.who["nigao1"], at=road.tick())
    assert {each.number for each in refusal.value.unmet} == {87}

    card = services.issue(incident_id=incident.pk, colour="red", by=road.who["mishu1"], at=road.tick())

    assert (card.person, card.state) == (road.who["nigao1"], CardState.ISSUED)
    assert card.due_on > road.at.date() + timedelta(days=2)
    assert Notice.objects.get(kind="card").person == road.who["nigao1"]
    with pytest.raises(CardGiven):
        services.issue(incident_id=incident.pk, colour="red", by=road.who["mishu2"], at=road.tick())


@pytest.mark.rule(87)
def test_a_card_for_an_office_is_not_the_business_of_its_own_head(road, incident):
    head, given = road.who["mishu1"], {"colour": "yellow", "criterion": "returned_often", "kind": "near", "key": "x"}
    accounts.grant_role(user=head, role=Role.DIVISION_HEAD, by=road.who["anquan1"], at=road.tick())
    about = Incident.objects.create(**given, office=head.office, happened_at=road.at, found_at=road.at)
    with pytest.raises(GateClosed) as refusal:
        services.issue(incident_id=about.pk, colour="yellow", by=head, at=road.tick())
    assert {each.number for each in refusal.value.unmet} == {87}

    card = services.issue(incident_id=about.pk, colour="yellow", by=road.who["mishu2"], at=road.tick())

    with pytest.raises(GateClosed):
        act(road, card, CardAct.WITHDRAW, "mishu1")


@pytest.mark.rule(87)
def test_a_card_is_explained_upheld_appealed_and_ruled_on_by_a_third_person(road, card):
    with pytest.raises(CardNeedsWords):
        act(road, card, CardAct.EXPLAIN, "nigao1", text=" ")
    with pytest.raises(ExplanationAwaited):
        act(road, card, CardAct.UPHOLD, "mishu1")
    act(road, card, CardAct.EXPLAIN, "nigao1")
    act(road, card, CardAct.UPHOLD, "mishu1")
    act(road, card, CardAct.APPEAL, "nigao1")
    assert Notice.objects.filter(kind="card", person=road.who["qianfa2"]).count() == 1
    with pytest.raises(GateClosed) as refusal:
        act(road, card, CardAct.GRANT, "mishu1")
    assert {each.number for each in refusal.value.unmet} == {87}

    done = act(road, card, CardAct.GRANT, "qianfa2")

    assert (done.state, done.ruled_by) == (CardState.WITHDRAWN, road.who["qianfa2"])
    assert [step.act for step in card.steps.order_by("pk")] == ["issue", "explain", "uphold", "appeal", "grant"]
    assert Entry.objects.filter(chain=f"card:{card.pk}").count() == 5
    with pytest.raises(CardClosed):
        act(road, card, CardAct.APPEAL, "nigao1")
    for rows, values in ((Card.objects, {"state": "issued"}), (card.steps, {"text": "改"})):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)


def test_without_an_explanation_a_card_is_upheld_after_its_day(road, card):
    road.at += timedelta(days=10)

    assert act(road, card, CardAct.UPHOLD, "mishu2").state == CardState.UPHELD


def browser_of(road, name):
    client = Client()
    client.force_login(road.who[name], "accounts.backends.PersonBackend")
    return client


def test_each_sees_and_does_only_what_is_theirs(road, card):
    page, incident = f"/oversight/supervision/cards/{card.pk}/", card.incident_id
    audit, name = browser_of(road, "shenji1"), road.who["nigao1"].full_name

    seen = {who: browser_of(road, who).get(page).status_code for who in ("nigao1", "mishu1", "qianfa1", "nigao2")}
    assert seen == {"nigao1": 200, "mishu1": 200, "qianfa1": 200, "nigao2": 404}
    assert browser_of(road, "nigao1").post(page, {"act": "withdraw", "text": "请撤销"}).status_code == 404
    assert browser_of(road, "nigao1").post(page, {"act": "explain", "text": ""}).status_code == 422
    assert browser_of(road, "nigao1").post(page, {"act": "explain", "text": "误操作"}).status_code == 302
    assert name in browser_of(road, "mishu1").get("/oversight/supervision/incidents/").content.decode()
    assert name in audit.get("/oversight/supervision/audit/").content.decode()
    shown = audit.get(f"/oversight/supervision/audit/{incident}/").content.decode()
    assert "误操作" in shown and "发牌</button>" not in shown
    assert audit.post(f"/oversight/supervision/incidents/{incident}/", {"colour": "red"}).status_code == 404
    assert audit.post("/oversight/supervision/audit/export/", {"kind": "near"}).content[:2] == b"PK"
    assert Entry.objects.filter(verb="oversight.incidents_exported", facts__count=1).exists()


def test_whoever_is_to_rule_finds_the_card_on_the_first_page_that_the_navigation_opens(road, card):
    act(road, card, CardAct.EXPLAIN, "nigao1")
    refused(road, "nigao2", 87)
    sweep(road)

    def place(name):
        answer = browser_of(road, name).get("/oversight/supervision/")
        found = [(url, count) for label, url, _, count in answer.context["nav_items"] if label == "电子监察"]
        return found, [row["card"] for row in answer.context["page"]]

    office = "/oversight/supervision/incidents/"
    assert place("mishu1") == ([(office, 1)], [card])
    assert browser_of(road, "mishu1").get(office).context["page"][0]["card"] == card
    assert place("qianfa1") == ([("/oversight/supervision/", 0)], [])
    act(road, card, CardAct.UPHOLD, "mishu1")
    act(road, card, CardAct.APPEAL, "nigao1")
    assert place("mishu1")[1] == [] and place("mishu2")[1] == [card]
    assert place("qianfa1") == ([("/oversight/supervision/", 1)], [card])


def test_a_secretary_gives_a_card_from_the_page_of_the_incident(road, incident):
    page, client = f"/oversight/supervision/incidents/{incident.pk}/", browser_of(road, "mishu1")

    assert client.get(page).status_code == 200
    assert client.post(page, {"colour": "green"}).status_code == 422
    assert client.post(page, {"colour": "red"}).status_code == 302

    assert Card.objects.get().get_colour_display() == "红牌"
    assert browser_of(road, "nigao1").get("/oversight/supervision/").context["page"].object_list


def test_the_lists_take_a_fixed_number_of_queries(road, card):
    pages = {"mishu1": "/oversight/supervision/incidents/", "shenji1": "/oversight/supervision/audit/"}

    def asked(name, page):
        client = browser_of(road, name)
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        return len(queries)

    before = {name: asked(name, page) for name, page in pages.items()}
    for name in ("nigao2", "nigao3"):
        refused(road, name, 87)
    sweep(road)
    second = Incident.objects.filter(card__isnull=True).first()
    services.issue(incident_id=second.pk, colour="red", by=road.who["mishu2"], at=road.tick())

    assert {name: asked(name, page) for name, page in pages.items()} == before
