"""门户条目 on screen: from the list to the tombstone, each page to whom it is open, a refusal keeps what was typed."""

from datetime import date

import pytest

from audit.models import Entry
from portal.models import PublishedDocument
from publication.historic.sheet import Row
from publication.models import ListingProposal
from publication.services.historic import import_register

ROWS = (
    Row(2, "教办厅〔2020〕1号", "教育部办公厅关于一事的通知", "2020-01-02", "2020-01-03"),
    Row(3, "教办厅〔2020〕2号", "教育部办公厅关于二事的通知", "2020-02-02", "2020-02-03"),
)
TYPED = {"kind": "error", "reason": "登记有误", "explanation": "本条目登记有误，予以撤下。"}


@pytest.fixture
def row(road):
    import_register(rows=ROWS, body="教育部", by=None, at=road.at)
    return PublishedDocument.objects.get(number_text=ROWS[0].number)


@pytest.mark.rule(35)
def test_a_row_goes_from_the_list_to_its_tombstone_through_two_people(browser, row, client):
    publisher, leader = browser("fabu1"), browser("qianfa1")
    listed = publisher.get("/listings/?q=一事&origin=register").content.decode()
    assert row.title in listed and ROWS[1].title not in listed
    assert f"/listings/{row.pk}/retract/" in publisher.get(f"/listings/{row.pk}/").content.decode()
    refused = publisher.post(f"/listings/{row.pk}/retract/", {**TYPED, "kind": "merged"})
    publisher.post(f"/listings/{row.pk}/retract/", TYPED)
    decision = f"/listings/proposals/{ListingProposal.objects.get().pk}/"

    assert refused.status_code == 422 and "登记有误" in refused.content.decode()
    assert Entry.objects.get(verb="act.refused").chain == f"listing:{row.pk}"
    assert publisher.post(decision, {"act": "approve"}).status_code == 404
    assert leader.post(decision, {"act": "refuse"}).status_code == 422
    assert "待您批准" in leader.get("/listings/").content.decode() and "批准" in leader.get(decision).content.decode()
    leader.post(decision, {"act": "approve"})

    assert leader.post(decision, {"act": "approve"}).status_code == 409
    assert client.get(f"/portal/documents/{row.index}").status_code == 410
    assert row.title in publisher.get("/listings/?state=retracted").content.decode()


@pytest.mark.parametrize("address", ["ftp://example.com/1.html", "javascript:alert(1)", "https://"])
def test_what_follows_on_a_merged_row_stands_on_the_web(browser, row, address):
    typed = {**TYPED, "kind": "merged", "successor_url": address}

    assert browser("fabu1").post(f"/listings/{row.pk}/retract/", typed).status_code == 422
    assert not ListingProposal.objects.exists()


@pytest.mark.rule(36)
def test_the_validity_of_a_row_is_changed_from_its_page(browser, row, client):
    secretary, leader = browser("mishu1"), browser("qianfa1")
    typed = {"change": "repeal", "effective_on": date(2026, 11, 1), "instrument": "教办厅〔2026〕9号", "reason": "新规"}
    assert secretary.post(f"/listings/{row.pk}/validity/", {**typed, "instrument": ""}).status_code == 422
    secretary.post(f"/listings/{row.pk}/validity/", typed)
    leader.post(f"/listings/proposals/{ListingProposal.objects.get().pk}/", {"act": "approve"})

    assert "废止" in client.get(f"/portal/documents/{row.index}").content.decode()
    assert "已废止" not in leader.get(f"/listings/{row.pk}/").content.decode()


def test_whoever_proposed_takes_it_back_and_nobody_else_gets_in(browser, row):
    publisher = browser("fabu1")
    publisher.post(f"/listings/{row.pk}/retract/", TYPED)
    decision = f"/listings/proposals/{ListingProposal.objects.get().pk}/"

    assert browser("nigao1").get("/listings/").status_code == 404
    assert browser("mishu1").post(decision, {"act": "withdraw"}).status_code == 404
    assert publisher.post(decision, {"act": "withdraw"}).status_code == 302
    assert ListingProposal.objects.get().state == "withdrawn"
    assert publisher.get(f"/listings/{row.pk + 99}/").status_code == 404
    assert publisher.get("/listings/?q=%00&page=x&origin=release&state=x").status_code == 200
