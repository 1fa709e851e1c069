"""移送清单: everything published in the period, as a workbook, handed over once (R39)."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from common.gate import GateClosed
from publication import supplies
from publication.errors import NothingToSupply, ReceiptInTheFuture, SupplyHandedOver
from publication.facts import SupplyFacts
from publication.models import Supply, SupplyItem
from publication.rules import supply_lists_everything
from publication.services import supply
from tests.publication.build import NOON
from tests.publication.test_endings import RETRACT, approve, propose

LATER = NOON + timedelta(days=9)


def make(world, since=date(2026, 11, 1), until=date(2026, 11, 30), at=LATER):
    period = {"since": since, "until": until, "by": world.who["publisher"], "at": at}
    return supply.make_supply(recipient="archives", recipient_name="国家档案馆", **period)


def hand_over(world, made, on=date(2026, 12, 3), at=LATER):
    who = {"by": world.who["publisher"], "at": at}
    return supply.hand_over(supply_id=made.pk, handed_on=on, received_by="回执第5号", **who)


@pytest.mark.rule(39)
def test_the_list_holds_everything_published_in_the_period_and_still_public(world):
    kept, gone = world.published(), world.published()
    approve(world, propose(world, RETRACT, gone.document))

    made = make(world)

    assert [each.pk for each in supplies.releases_on(made)] == [kept.pk]
    assert supply_lists_everything(supplies.supply_facts(made))


@pytest.mark.rule(39)
def test_a_list_that_lacks_what_was_published_meanwhile_is_not_made(world, monkeypatch):
    world.published()
    monkeypatch.setattr(SupplyItem.objects, "bulk_create", list)  # as if the first look had not seen it yet

    with pytest.raises(GateClosed, match="清单列全"):
        make(world)


@pytest.mark.rule(39)
def test_a_list_that_lacks_a_release_breaks_the_rule():
    assert not supply_lists_everything(SupplyFacts(listed=1, published=2))


def test_the_workbook_names_every_release_with_its_digests(world):
    release = world.published(title="=教育部关于=的通知")

    rows = list(load_workbook(BytesIO(supplies.supply_xlsx(make(world)))).active.values)

    assert len(rows) == 2
    assert rows[0] == supplies.HEADINGS
    assert rows[1][1:4] == (release.index.text, release.number_text, "=教育部关于=的通知")
    assert rows[1][8] == release.copy.docx_sm3


def test_a_period_without_publications_makes_no_list(world):
    world.published()

    with pytest.raises(NothingToSupply):
        make(world, until=date(2026, 11, 23))


@pytest.mark.rule(39)
def test_a_list_is_handed_over_once_not_before_it_was_made_nor_in_the_future(world):
    world.published()
    made = make(world)

    for day in (date(2026, 12, 2), date(2026, 12, 4)):
        with pytest.raises(ReceiptInTheFuture):
            hand_over(world, made, day)
    assert hand_over(world, made).received_by == "回执第5号"
    with pytest.raises(SupplyHandedOver):
        hand_over(world, made)


def test_raw_sql_cannot_change_a_list(world):
    world.published()
    made = hand_over(world, make(world))

    with pytest.raises(IntegrityError), transaction.atomic():
        Supply.objects.filter(pk=made.pk).update(until=date(2027, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        SupplyItem.objects.filter(supply=made).delete()
