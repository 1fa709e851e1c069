"""规范性文件: the list, a change by two people, notice on the desk, clean-up and supply, all through their pages."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from accounts.models import Delegation
from accounts.roles import Role
from audit.models import Entry
from publication.models import Cleanup, CleanupItem, Supply, ValidityChange, ValidityTerm
from publication.selectors import live_release
from publication.services import validity
from review.choices import Desk
from tests.people import make_office, make_person
from tests.workflow.views.conftest import fields

ORDER = "教办厅〔2026〕9号"


@pytest.fixture
def document(road):
    """A normative document that is public."""
    made = road.draft(is_normative=True)
    road.submit(made)
    return road.walk(made, until=Desk.FOLLOW_UP)


def wish(road, **changes):
    base = {"act": "repeal", "effective_on": road.at.date().isoformat(), "instrument": ORDER, "reason": "已有新规定"}
    return base | changes


@pytest.mark.rule(36)
def test_the_list_shows_term_and_light_filters_and_is_exported(browser, document):
    secretary = browser("mishu1")

    page = secretary.get("/validity/").content.decode()
    assert document.title in page and "2031-11-2" in page and "有效期内" in page
    assert document.title not in secretary.get("/validity/?validity=lapsed").content.decode()
    assert document.title not in secretary.get("/validity/?soon=on").content.decode()
    assert secretary.get("/validity/?office=x&page=-3&topic=%00&q=%F0%28").status_code == 200
    book = load_workbook(BytesIO(secretary.get("/validity/export/?q=" + document.number_text).content))
    assert [row[2] for row in book.active.values][1:] == [document.title]


@pytest.mark.rule(37)
def test_a_change_is_proposed_by_one_and_approved_by_another(browser, road, document, client):
    address = f"/documents/{document.pk}/validity/"
    publisher, leader = browser("fabu1"), browser("qianfa1")
    assert publisher.post(address, wish(road, effective_on="9999-12-31")).status_code == 422
    refused = publisher.post(address, wish(road, instrument=""))
    publisher.post(address, wish(road))
    change = ValidityChange.objects.get()
    decision = f"/validity/changes/{change.pk}/"

    assert refused.status_code == 422 and "已有新规定" in refused.content.decode()
    assert publisher.post(address, wish(road)).status_code == 409
    assert publisher.post(decision, {"act": "approve"}).status_code == 404
    assert leader.post(decision, {"act": "refuse"}).status_code == 422
    assert leader.post(decision, {"act": "rob"}).status_code == 404
    assert "批准" in leader.get(decision).content.decode()
    rows = leader.get("/desk/").content.decode().partition("待批准的有效性变动")[2]
    assert document.title in rows and "办理" in rows
    assert live_release(document.pk).validity == "in_force"

    leader.post(decision, {"act": "approve"})

    assert leader.post(decision, {"act": "approve"}).status_code == 409
    page = client.get(f"/portal/documents/{live_release(document.pk).index.text}").content.decode()
    assert "废止" in page
    assert browser("nigao1").get(address).status_code == 404


@pytest.mark.rule(36)
def test_a_term_beyond_the_limit_is_refused_at_the_draft(browser, road):
    made = road.draft(is_normative=True)
    drafter, address = browser("nigao1"), f"/documents/{made.pk}/draft/"
    token = drafter.get(address).context["token"]
    sent = fields(made, is_normative="on", title="教育部办公厅关于试行有关办法的通知", valid_years="3")
    sent |= {"attribute": "proactive", "stages": ["decision"], "token": token, "submit": "1"}

    answer = drafter.post(address, sent)

    assert answer.status_code == 422
    assert "规则36" in answer.content.decode()
    assert "valid_years" in answer.context["form"].errors


@pytest.mark.rule(37)
@pytest.mark.rule(87)
def test_whoever_stands_in_for_the_proposer_does_not_decide(browser, road, document):
    browser("fabu1").post(f"/documents/{document.pk}/validity/", wish(road))
    day, who = road.at.date(), road.who
    Delegation.objects.create(
        principal=who["fabu1"], delegate=who["qianfa1"], starts_on=day, ends_on=day, made_at=road.at, reason="出差"
    )
    decision, leader = f"/validity/changes/{ValidityChange.objects.get().pk}/", browser("qianfa1")

    assert leader.post(decision, {"act": "approve"}).status_code == 404
    assert decision not in leader.get("/desk/").content.decode()
    assert live_release(document.pk).validity == "in_force"


@pytest.mark.rule(37)
def test_a_change_and_a_clean_up_of_another_organ_are_not_there(browser, road, document):
    elsewhere = make_office("另一机关")
    for name, role in (("qianfa9", Role.SIGNATORY), ("fagui9", Role.LEGAL_OFFICER)):
        road.who[name] = make_person(name, role, office=elsewhere)
    browser("fabu1").post(f"/documents/{document.pk}/validity/", wish(road))
    browser("fagui1").post("/cleanups/new/", {"title": "本机关清理"})
    change, item = ValidityChange.objects.get(), CleanupItem.objects.get()
    browser("nigao1").post(f"/cleanups/items/{item.pk}/judge/", {"verdict": "repeal", "reason": "已被取代"})
    leader, legal = browser("qianfa9"), browser("fagui9")

    assert leader.get(f"/validity/changes/{change.pk}/").status_code == 404
    assert f"/validity/changes/{change.pk}/" not in leader.get("/validity/").content.decode()
    assert legal.post(f"/cleanups/items/{item.pk}/confirm/").status_code == 404
    assert legal.post("/cleanups/new/", {"title": "他机关清理"}).status_code == 422
    browser("fagui1").post(f"/cleanups/items/{item.pk}/confirm/")
    results = {"instrument": ORDER, "effective_on": road.at.date().isoformat()}
    assert leader.post(f"/cleanups/{item.cleanup_id}/", results).status_code == 404
    assert live_release(document.pk).validity == "in_force"


def test_a_clean_up_runs_from_its_scope_to_its_published_results(browser, road, document):
    legal, drafter, leader = browser("fagui1"), browser("nigao1"), browser("qianfa1")
    assert legal.post("/cleanups/new/", {"title": "清理", "topic": "01"}).status_code == 422
    assert legal.post("/cleanups/new/", {"title": "清理", "year_from": "2027", "year_to": "2026"}).status_code == 422
    legal.post("/cleanups/new/", {"title": "2026年清理"})
    cleanup, item = Cleanup.objects.get(), CleanupItem.objects.get()
    page, judge, confirm = (
        f"/cleanups/{cleanup.pk}/",
        *(f"/cleanups/items/{item.pk}/{act}/" for act in ("judge", "confirm")),
    )
    results = {"instrument": ORDER, "effective_on": road.at.date().isoformat()}
    assert "待本单位提出清理意见" in drafter.get("/desk/").content.decode()

    assert drafter.post(judge, {"verdict": "repeal", "reason": ""}).status_code == 422
    assert browser("nigao2").post(judge, {"verdict": "keep", "reason": "适用"}).status_code == 404
    drafter.post(judge, {"verdict": "repeal", "reason": "已被取代"})
    assert leader.post(page, results).status_code == 409
    assert drafter.post(confirm).status_code == 404
    legal.post(confirm)
    assert legal.post(page, results).status_code == 404
    leader.post(page, results)

    assert Cleanup.objects.get().state == "published"
    assert live_release(document.pk).validity == "repealed"
    assert "已被取代" in drafter.get(page).content.decode()


@pytest.mark.rule(36)
@pytest.mark.rule(39)
def test_offices_are_reminded_on_their_desks_and_a_supply_list_is_made_and_handed_over(browser, road, document):
    ValidityTerm.objects.filter(document=document).update(ends_on=date(2027, 3, 1))
    validity.remind(road.at)

    desks = {
        who: document.title in browser(who).get("/desk/").content.decode() for who in ("nigao1", "mishu1", "nigao2")
    }

    assert desks == {"nigao1": True, "mishu1": True, "nigao2": False}

    publisher, day = browser("fabu1"), road.at.date().isoformat()
    typed = {"recipient": "library", "recipient_name": "国家图书馆", "since": "2026-11-01", "until": day}
    assert publisher.post("/supplies/new/", typed | {"until": "2999-01-01"}).status_code == 422
    publisher.post("/supplies/new/", typed)
    address = f"/supplies/{Supply.objects.get().pk}/"

    assert document.title in publisher.get(address).content.decode()
    book = load_workbook(BytesIO(publisher.get(f"{address}export/").content))
    assert len(list(book.active.values)) == 2
    publisher.post(address, {"handed_on": day, "received_by": "收讫第8号"})
    assert publisher.post(address, {"handed_on": day, "received_by": "再次"}).status_code == 409
    assert Supply.objects.get().received_by == "收讫第8号"
    assert Entry.objects.filter(verb__startswith="publication.supply").count() == 2
