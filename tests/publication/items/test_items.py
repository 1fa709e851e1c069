"""The catalogue changes by two people; a document keeps the edition that it cites, and with it its time limit."""

from dataclasses import replace

import pytest
from django.db import InternalError, transaction
from django.db.utils import IntegrityError

from audit.models import Entry
from documents.models import CatalogueItem
from documents.selectors import catalogue_items
from publication.errors import EndingClosed, RefusalNeedsWords, SameHands
from publication.items import services
from publication.items.errors import ItemCodeTaken, ItemOver, ItemPending, ItemUnchanged, ReasonMissing
from publication.items.services import ItemWish, wish_of
from publication.models import CatalogueProposal
from tests.publication.build import NOON, run

FEES = ItemWish("行政事业性收费", "政府信息公开条例第二十条第八项", "收费项目、依据、标准")
URL = "/publication/items/"
TYPED = {"code": "fees", "subject": "行政事业性收费", "basis": "条例第二十条", "reason": "机构改革后新增"}


def budget():
    return CatalogueItem.objects.get(code="budget", is_active=True)


def add(world, code="fees", by="publisher"):
    return services.propose_item(code=code, wish=FEES, reason="新增", by=world.who[by], at=NOON)


def shorten(world):
    wish = replace(wish_of(budget()), limit_days=15)
    return services.propose_revision(
        item_id=budget().pk, wish=wish, reason="时限缩短", by=world.who["publisher"], at=NOON
    )


def approve(world, proposal):
    return services.approve_item(proposal_id=proposal.pk, by=world.who["leader"], at=NOON)


def test_nothing_changes_before_another_person_has_approved_it(world):
    proposal = add(world)
    with pytest.raises(SameHands):
        services.approve_item(proposal_id=proposal.pk, by=world.who["publisher"], at=NOON)
    assert not CatalogueItem.objects.filter(code="fees").exists()

    approve(world, proposal)
    with pytest.raises(EndingClosed):
        approve(world, proposal)

    assert wish_of(CatalogueItem.objects.get(code="fees")) == FEES
    assert [each.verb for each in Entry.objects.filter(verb__contains=".item_").order_by("pk")] == [
        "publication.item_proposed",
        "publication.item_approved",
    ]


@pytest.mark.rule(22)
def test_a_revision_is_a_new_edition_and_a_document_keeps_the_one_that_it_cites(world):
    cited = budget()
    approve(world, shorten(world))

    cited.refresh_from_db()
    assert (cited.is_active, cited.limit_days) == (False, 20)
    assert (budget().edition, budget().limit_days) == (2, 15)
    assert cited not in catalogue_items() and cited in catalogue_items(cited.pk)


def test_what_was_ended_cannot_be_chosen_any_more(world):
    ending = services.propose_end(item_id=budget().pk, reason="不再适用", by=world.who["publisher"], at=NOON)
    approve(world, ending)

    assert not catalogue_items().filter(code="budget").exists()
    with pytest.raises(ItemCodeTaken):
        add(world, "budget")


def test_a_change_that_cannot_be_is_refused(world):
    with pytest.raises(ReasonMissing):
        services.propose_end(item_id=budget().pk, reason=" ", by=world.who["publisher"], at=NOON)
    with pytest.raises(ItemUnchanged):
        services.propose_revision(
            item_id=budget().pk, wish=wish_of(budget()), reason="无", by=world.who["publisher"], at=NOON
        )
    proposal = shorten(world)
    with pytest.raises(ItemPending):
        shorten(world)
    CatalogueItem.objects.filter(code="budget").update(is_active=False)

    with pytest.raises(ItemOver), transaction.atomic():
        approve(world, proposal)


def test_what_was_refused_or_taken_back_changes_nothing(world):
    proposal = add(world)
    with pytest.raises(RefusalNeedsWords):
        services.refuse_item(proposal_id=proposal.pk, why=" ", by=world.who["leader"], at=NOON)
    services.refuse_item(proposal_id=proposal.pk, why="依据不足", by=world.who["leader"], at=NOON)
    services.withdraw_item(proposal_id=add(world).pk, by=world.who["publisher"], at=NOON)

    assert not CatalogueItem.objects.filter(code="fees").exists()
    assert list(CatalogueProposal.objects.order_by("pk").values_list("state", flat=True)) == ["refused", "withdrawn"]


@pytest.mark.rule(22)
@pytest.mark.parametrize(
    "statement",
    [
        "update documents_catalogueitem set limit_days = 40 where code = 'budget'",
        "delete from documents_catalogueitem where code = 'penalty'",
        "update publication_catalogueproposal set subject = '改了'",
        "update publication_catalogueproposal set state = 'approved', decided_by_id = by_id, decided_at = now()",
    ],
)
def test_raw_sql_changes_no_row_and_approves_nothing_alone(world, statement):
    add(world)

    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        run(statement)


def test_an_editor_proposes_and_a_signatory_decides_on_the_pages(client, world):
    client.force_login(world.who["publisher"])
    half = client.post(f"{URL}new/", TYPED | {"limit_days": "20"})
    assert half.status_code == 422 and "机构改革后新增" in half.content.decode()
    assert client.post(f"{URL}new/", TYPED | {"code": "x y"}).status_code == 422
    assert client.post(f"{URL}new/", TYPED | {"code": "budget"}).status_code == 422
    place = client.post(f"{URL}new/", TYPED)["Location"]
    assert client.post(place, {"act": "approve"}).status_code == 404
    client.force_login(world.who["leader"])
    assert client.get(f"{URL}new/").status_code == 404
    assert client.post(place, {"act": "refuse"}).status_code == 422 and client.post(place, {}).status_code == 422

    assert client.post(place, {"act": "approve"}).status_code == 302

    assert "行政事业性收费" in client.get(URL).content.decode()
    assert client.post(place, {"act": "approve"}).status_code == 409


@pytest.mark.parametrize("act", ["revise", "end"])
def test_a_row_in_use_is_changed_on_its_page(client, world, act):
    client.force_login(world.who["publisher"])
    url, before = f"{URL}{budget().pk}/{act}/", budget()
    assert budget().subject in client.get(url).content.decode()
    unit = {"limit_days": "15", "limit_unit": "calendar", "counted_from": "批复之日"}

    place = client.post(url, TYPED | unit)["Location"]
    services.approve_item(proposal_id=CatalogueProposal.objects.get().pk, by=world.who["leader"], at=NOON)

    assert client.get(url).status_code == 404 and "第 1 版" in client.get(place).content.decode()
    assert CatalogueItem.objects.filter(code="budget", is_active=True).exists() == (act == "revise")
    assert f"第 {before.edition} 版" in client.get(f"{URL}?past=1").content.decode()
