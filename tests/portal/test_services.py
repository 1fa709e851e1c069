"""One item on the portal: put, replaced, taken down; PostgreSQL holds the bytes, the counts and the tombstone."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from common.digests import of_bytes
from portal import selectors
from portal import services as portal
from portal.choices import State
from portal.errors import ItemAltered, OriginDiffers
from portal.facts import PublicFile, PublicItem, PublicReading
from portal.models import FacetCount, PublishedDocument, PublishedFile

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def file_of(data=b"<p>text</p>", kind="html"):
    digest = of_bytes(data)
    return PublicFile(kind, data, digest.sm3, digest.sha256)


def item_of(serial=1, **columns):
    known = {
        "index": f"360A00/2026-{serial:05d}",
        "title": "关于做好有关工作的通知",
        "number_text": f"教办厅〔2026〕{serial}号",
        "code_letters": "教办厅",
        "number_year": 2026,
        "number_serial": serial,
        "issuing_body": "教育部办公厅",
        "topic": "11",
        "genre": "通知",
        "stages": ("decision", "service"),
        "summary": "做好有关工作。",
        "generated_on": date(2026, 11, 24),
        "published_on": date(2026, 11, 24),
        "published_at": NOON,
        "origin": "register",
        "files": (file_of(),),
        "text": "做好有关工作。",
    }
    return PublicItem(**(known | columns))


TOMBSTONE = {
    "state": State.RETRACTED,
    "ended_at": NOON,
    "ended_kind": "内容有误",
    "explanation": "数据有误。",
    "files": (),
    "text": "",
}


def counted():
    return {(name, value): number for name, value, number in FacetCount.objects.values_list("name", "value", "count")}


def counted_by_hand():
    found = {}
    for row in PublishedDocument.objects.live():
        year = str(row.generated_on.year)
        pairs = [("total", ""), ("topic", row.topic), ("genre", row.genre), ("body", row.issuing_body), ("year", year)]
        pairs += [("validity", row.validity), ("origin", row.origin), *(("stage", stage) for stage in row.stages)]
        for pair in pairs:
            found[pair] = found.get(pair, 0) + 1
    return found


def test_an_item_is_shown_with_its_files_and_readings(db):
    reading = PublicReading(1, "答记者问", "问答", "基础教育司", NOON, "<p>问</p>", "问")
    portal.apply(item=item_of(readings=(reading,)), at=NOON)

    found = selectors.at_address("360A00/2026-00001")
    assert [bytes(each.data) for each in selectors.files_of(found)] == [b"<p>text</p>"]
    assert [each.title for each in selectors.readings_of(found)] == ["答记者问"]


def test_an_item_put_again_replaces_what_was_there(db):
    portal.apply(item=item_of(files=(file_of(), file_of(b"%PDF", "pdf"))), at=NOON)
    portal.apply(item=item_of(files=(file_of(b"<p>new</p>"),), title="新名称"), at=NOON)

    found = PublishedDocument.objects.get()
    assert found.title == "新名称"
    assert [bytes(each.data) for each in found.files.all()] == [b"<p>new</p>"]


def test_altered_bytes_are_refused_by_the_code_and_by_the_database(db):
    altered = replace(file_of(), data=b"<p>other</p>")
    with pytest.raises(ItemAltered):
        portal.apply(item=item_of(files=(altered,)), at=NOON)
    portal.apply(item=item_of(), at=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedFile.objects.update(data=b"<p>other</p>")


def test_an_index_number_does_not_change_where_it_comes_from(db):
    portal.apply(item=item_of(), at=NOON)

    with pytest.raises(OriginDiffers):
        portal.apply(item=item_of(origin="repost", source_name="国务院", source_url="https://x.example"), at=NOON)


@pytest.mark.rule(35)
def test_a_tombstone_keeps_no_file_and_no_text(db):
    portal.apply(item=item_of(), at=NOON)
    portal.apply(item=item_of(**TOMBSTONE), at=NOON)

    found = PublishedDocument.objects.get()
    assert found.is_retracted and not found.text and not found.files.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        data = b"late"
        digest = of_bytes(data)
        PublishedFile.objects.create(
            document=found, kind="html", data=data, size=4, sm3=digest.sm3, sha256=digest.sha256
        )
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")


def test_the_counts_are_what_counting_would_give(db):
    portal.apply(item=item_of(1), at=NOON)
    portal.apply(item=item_of(2, topic="13", stages=("result",)), at=NOON)
    portal.apply(item=item_of(3, genre="意见", generated_on=date(2025, 1, 1)), at=NOON)
    portal.apply(item=item_of(2, topic="04", stages=("result", "service")), at=NOON)
    portal.apply(item=item_of(3, **TOMBSTONE), at=NOON)
    PublishedDocument.objects.filter(topic="04").update(validity="lapsed")

    assert {pair: number for pair, number in counted().items() if number} == counted_by_hand()

    PublishedDocument.objects.all().delete()
    assert set(counted().values()) == {0}


def test_changes_are_numbered_one_after_the_other(db):
    numbers = [portal.apply(item=item_of(serial), at=NOON).change for serial in (1, 2, 1)]

    assert numbers == [numbers[0], numbers[0] + 1, numbers[0] + 2]
