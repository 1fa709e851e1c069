"""登载: the manners that no machine serves are recorded with the release, their receipt once (R40)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from publication.errors import ChannelUnknown, NothingReleased, PlacementRefused, ReceiptInTheFuture
from publication.facts import PlacementFacts
from publication.models import Placement
from publication.rules import placement_says_where_and_when
from publication.services import placements
from tests.publication.build import NOON

LATER = NOON + timedelta(days=9)


def plan(world, document, channel="gazette"):
    return placements.plan_placement(document=document, channel=channel, by=world.who["publisher"], at=NOON)


def note(world, placement, on=date(2026, 11, 30), place="2026年第33号"):
    document = placement.release.document
    who = {"by": world.who["publisher"], "at": LATER}
    return placements.note_placement(document=document, placement_id=placement.pk, appeared_on=on, place=place, **who)


@pytest.mark.rule(40)
def test_a_printed_manner_is_recorded_and_later_where_and_when(world):
    document = world.published().document

    made = note(world, plan(world, document))

    assert (made.appeared_on, made.place) == (date(2026, 11, 30), "2026年第33号")
    with pytest.raises(PlacementRefused):
        note(world, made)


@pytest.mark.rule(40)
@pytest.mark.parametrize(
    ("on", "place"), [(date(2026, 11, 23), "号"), (date(2026, 12, 4), "号"), (date(2026, 11, 30), " ")]
)
def test_a_receipt_before_the_release_after_today_or_without_place_is_refused(world, on, place):
    made = plan(world, world.published().document)

    with pytest.raises(ReceiptInTheFuture):
        note(world, made, on, place)


@pytest.mark.rule(40)
@pytest.mark.parametrize(("channel", "kept"), [("press", True), ("portal", False), ("rumour", False)])
def test_a_manner_by_hand_is_one_of_the_list_and_not_the_portal(channel, kept):
    day = date(2026, 11, 30)

    assert placement_says_where_and_when(PlacementFacts(channel, day, "第1版", day, day)) is kept


def test_a_manner_is_recorded_once_and_only_for_what_is_public(world):
    document = world.published().document
    plan(world, document)

    with pytest.raises(PlacementRefused):
        plan(world, document)
    with pytest.raises(ChannelUnknown):
        plan(world, document, "portal")
    with pytest.raises(NothingReleased):
        plan(world, world.issued())


def test_raw_sql_cannot_change_a_receipt(world):
    made = note(world, plan(world, world.published().document))

    for columns in ({"place": "别处"}, {"appeared_on": None, "place": "", "noted_by": None, "noted_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Placement.objects.filter(pk=made.pk).update(**columns)
