"""A bundle is applied whole, once, in order; what was retracted stays away."""

import json
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from portal import selectors
from portal.bundles.manifest import MANIFEST
from portal.bundles.verifying import opened
from portal.errors import BundleMissing, BundleOutdated, ChainBroken, ItemUnfit
from portal.models import AppliedBundle, PublishedDocument
from portal.services import apply_bundle
from tests.portal.bundles.build import (
    NOON,
    READING,
    SITE,
    TOMBSTONE,
    TRUSTED,
    bundle_of,
    file_of,
    item_of,
    manifest_of,
    members_of,
    signed_again,
    taken,
)

REGISTER = bundle_of(item_of(1, files=(file_of(b"bytes"),), readings=(READING,)), item_of(2))


def shown():
    return sorted(PublishedDocument.objects.live().values_list("number_serial", flat=True))


def test_what_a_bundle_brings_is_on_the_portal_byte_for_byte(db, tmp_path):
    assert taken(tmp_path, REGISTER).count == 2

    found = selectors.at_address(item_of(1).index)
    assert bytes(selectors.file_at(found.index, "html").data) == b"bytes"
    assert bytes(selectors.picture_at(found.index, 1).picture) == READING.picture
    assert [each.title for each in selectors.readings_of(found)] == [READING.title]


def test_a_bundle_applied_twice_is_applied_once(db, tmp_path):
    taken(tmp_path, REGISTER)
    before = list(PublishedDocument.objects.values_list("index", "change"))

    assert taken(tmp_path, REGISTER) is None
    assert list(PublishedDocument.objects.values_list("index", "change")) == before
    assert AppliedBundle.objects.count() == 1


def test_a_gap_is_refused_and_says_what_is_missing(db, tmp_path):
    second = bundle_of(item_of(2), serial=2, previous=REGISTER)
    third = bundle_of(item_of(3), serial=3, previous=second)
    taken(tmp_path, REGISTER)

    with pytest.raises(BundleMissing) as refusal:
        taken(tmp_path, third)
    assert "缺第 2 号" in str(refusal.value)
    assert shown() == [1, 2]

    taken(tmp_path, second)
    taken(tmp_path, third)
    assert shown() == [1, 2, 3]


def test_a_new_portal_asks_for_all_that_came_before(db, tmp_path):
    second = bundle_of(item_of(2), serial=2, previous=REGISTER)
    third = bundle_of(item_of(3), serial=3, previous=second)

    with pytest.raises(BundleMissing) as refusal:
        taken(tmp_path, third)
    assert "缺第 1 至 2 号" in str(refusal.value)


def test_a_bundle_that_follows_on_another_of_the_same_number_is_refused(db, tmp_path):
    other = bundle_of(item_of(9))
    taken(tmp_path, REGISTER)

    with pytest.raises(ChainBroken):
        taken(tmp_path, bundle_of(item_of(3), serial=2, previous=other))
    with pytest.raises(BundleOutdated):
        taken(tmp_path, other)


def test_a_lost_bundle_is_replaced_by_one_that_begins_earlier(db, tmp_path):
    lost = bundle_of(item_of(2), serial=2, previous=REGISTER)
    taken(tmp_path, REGISTER)

    taken(tmp_path, bundle_of(item_of(2), item_of(3), serial=3, previous=REGISTER))

    assert shown() == [1, 2, 3]
    with pytest.raises(BundleOutdated):
        taken(tmp_path, lost)


def test_a_bundle_of_everything_follows_on_any_older_state(db, tmp_path):
    taken(tmp_path, REGISTER)

    assert taken(tmp_path, bundle_of(item_of(5), serial=9)).serial == 9
    with pytest.raises(BundleOutdated):
        taken(tmp_path, bundle_of(item_of(6), serial=4))


@pytest.mark.rule(35)
def test_a_retraction_travels_and_no_earlier_bundle_brings_the_content_back(db, tmp_path):
    taken(tmp_path, REGISTER)
    taken(tmp_path, bundle_of(item_of(1, **TOMBSTONE), serial=2, previous=REGISTER))

    assert taken(tmp_path, REGISTER) is None
    with pytest.raises(BundleOutdated):
        taken(tmp_path, bundle_of(item_of(1), serial=1))
    found = selectors.at_address(item_of(1).index)
    assert found.is_retracted and found.explanation and not found.files.exists() and not found.readings.exists()
    assert selectors.file_at(found.index, "html") is None


def test_an_item_that_the_database_refuses_leaves_the_portal_as_it_was(db, tmp_path):
    nameless = item_of(2, title=" ")
    with pytest.raises(ItemUnfit) as refusal:
        taken(tmp_path, bundle_of(item_of(1), nameless))

    assert "items/000002.json" in str(refusal.value)
    assert (shown(), AppliedBundle.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    "item",
    [
        item_of(origin="nowhere"),
        item_of(title="长" * 501),
        item_of(files=(replace(file_of(), sha256="0" * 64),)),
        item_of(files=(replace(file_of(), kind="exe"),)),
        item_of(number_serial=-1),
        item_of(number_serial=2**40),
        item_of(title="\0"),
    ],
    ids=["origin", "long", "digest", "kind", "negative", "large", "nul"],
)
def test_a_genuine_item_that_cannot_be_stored_is_named(db, tmp_path, item):
    with pytest.raises(ItemUnfit) as refusal:
        taken(tmp_path, bundle_of(item))

    assert "items/000001.json" in str(refusal.value)


def test_a_kind_of_content_that_this_portal_does_not_know_is_refused(db, tmp_path):
    line = json.loads(members_of(REGISTER)[MANIFEST])["items"][0]
    with pytest.raises(ItemUnfit) as refusal:
        taken(tmp_path, signed_again(REGISTER, items=[line | {"kind": "news"}]))

    assert "种类" in str(refusal.value)


def test_a_bundle_that_changes_on_the_carrier_after_it_was_verified_is_refused(db, tmp_path):
    path = tmp_path / "bundle.zip"
    path.write_bytes(bundle_of(item_of(1), item_of(2, text="做好" * 20_000)))
    with opened(path, TRUSTED, SITE) as bundle:
        path.write_bytes(path.read_bytes().replace("做好".encode() * 9_000, "坏了".encode() * 9_000, 1))
        with pytest.raises(ItemUnfit):
            apply_bundle(bundle=bundle, at=NOON)
    assert shown() == []


def test_a_record_of_a_bundle_stays_as_it_is(db, tmp_path):
    taken(tmp_path, REGISTER)

    for act in (AppliedBundle.objects.all().delete, lambda: AppliedBundle.objects.update(serial=7)):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert manifest_of(REGISTER).digest.sm3 == AppliedBundle.objects.get().sm3
