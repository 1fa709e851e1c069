"""Feeds: one for each column, ids that stay, tombstones, files to take along, 304."""

from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import etree

from tests.portal.machine.conftest import HOST, put, take_down
from tests.portal.test_services import item_of

SCHEMA = etree.RelaxNG(etree.parse(str(Path(__file__).parent / "atom.rng")))
A = {"a": "http://www.w3.org/2005/Atom", "at": "http://purl.org/atompub/tombstones/1.0"}
FIRST, LAST = f"{HOST}/portal/documents/360A00/2026-00001", f"{HOST}/portal/documents/360A00/2026-00004"
BODY = quote("教育部办公厅")
COLUMNS = ["all", "interpretations", "topic/13", f"genre/{quote('意见')}", "stage/result", f"body/{BODY}"]


def atom(client, column="all"):
    answer = client.get(f"/portal/feeds/{column}.atom")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return etree.fromstring(answer.content)


def titles(root):
    return root.xpath("a:entry/a:title/text()", namespaces=A)


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_has_a_feed_that_keeps_to_rfc_4287(client, three, column):
    root = atom(client, column)

    assert SCHEMA.validate(root), SCHEMA.error_log
    assert root.xpath("a:entry", namespaces=A)


def test_the_schema_of_these_tests_refuses_a_feed_without_id(client, three):
    root = atom(client)
    root.remove(root.find("a:id", A))

    assert not SCHEMA.validate(root)


def test_an_empty_feed_is_a_feed(client, db):
    assert SCHEMA.validate(atom(client))


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("all", ["关于收费的通知", "关于体检 <工作> 的意见", "关于招生工作的通知"]),
        ("topic/13", ["关于体检 <工作> 的意见"]),
        (f"genre/{quote('意见')}", ["关于体检 <工作> 的意见"]),
        ("stage/result", ["关于体检 <工作> 的意见"]),
        ("interpretations", ["有关负责人答记者问"]),
    ],
)
def test_a_feed_says_what_changed_last_in_its_column(client, three, column, words):
    assert titles(atom(client, column)) == words


@pytest.mark.rule(35)
def test_what_was_taken_down_stands_in_the_feed_as_a_deleted_entry_with_words(client, three):
    (gone,) = atom(client).xpath("at:deleted-entry", namespaces=A)

    assert (gone.get("ref"), gone.get("when")) == (LAST, "2026-11-25T04:00:00+00:00")
    assert "数据有误" in gone.findtext("at:comment", namespaces=A)
    assert LAST not in atom(client).xpath("a:entry/a:id/text()", namespaces=A)


@pytest.mark.rule(35)
def test_the_interpretation_of_what_was_taken_down_ends_too(client, three):
    (gone,) = atom(client, "interpretations").xpath("at:deleted-entry/@ref", namespaces=A)

    assert gone == LAST.replace("/documents/", "/interpretations/")


def test_a_correction_is_news_and_the_id_stays(client, three):
    corrected = atom(client).xpath("a:entry", namespaces=A)[0]

    assert corrected.findtext("a:id", namespaces=A) == FIRST.replace("00001", "00003")
    assert corrected.findtext("a:updated", namespaces=A) == "2026-11-24T09:00:00+00:00"
    assert corrected.findtext("a:published", namespaces=A) == "2026-11-24T04:03:00+00:00"


def test_an_entry_brings_its_files_with_type_and_size(client, three):
    links = atom(client).xpath(f"a:entry[a:id='{FIRST}']/a:link[@rel='enclosure']", namespaces=A)

    assert {(each.get("href"), each.get("length")) for each in links} == {
        (f"{FIRST}.docx", "2"),
        (f"{FIRST}.html", "11"),
        (f"{FIRST}.pdf", "8"),
    }


def test_the_json_feed_says_the_same(client, three):
    answer = client.get("/portal/feeds/all.json")
    feed = answer.json()

    assert answer["Content-Type"] == "application/feed+json; charset=utf-8"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{HOST}/portal/feeds/all.json"
    assert [item["id"] for item in feed["items"]] == [LAST, *(FIRST.replace("00001", f"0000{n}") for n in (3, 2, 1))]
    assert all(item["url"] and item["date_published"] and item["content_text"] for item in feed["items"])
    assert feed["items"][0]["title"].startswith("已撤下：")
    assert {each["size_in_bytes"] for each in feed["items"][3]["attachments"]} == {2, 8, 11}


KEPT = ["feeds/all.atom", "feeds/topic/13.json", "sitemap.xml", "documents/360A00/2026-00001.jsonld", "opensearch.xml"]


@pytest.mark.parametrize("path", KEPT)
def test_nobody_waits_for_the_database_until_something_changes(
    client, three, path, cached, django_assert_num_queries, django_capture_on_commit_callbacks
):
    first = client.get(f"/portal/{path}")

    with django_assert_num_queries(0):
        again = client.get(f"/portal/{path}")
        none = client.get(f"/portal/{path}", headers={"if-none-match": first["ETag"]})

    assert again.content == first.content
    assert (none.status_code, none.content) == (304, b"")
    assert none["Cache-Control"] == first["Cache-Control"] == "public, max-age=60"
    with django_capture_on_commit_callbacks(execute=True):
        put(1, topic="13", title="改后的名称")
    changed = client.get(f"/portal/{path}", headers={"if-none-match": first["ETag"]})
    assert changed.status_code == (304 if path == "opensearch.xml" else 200)


def test_the_number_of_queries_does_not_grow(client, three, django_assert_num_queries):
    for serial in range(10, 20):
        put(serial)

    for column in ("all", "interpretations", "stage/service", f"body/{BODY}"):
        with django_assert_num_queries(4 if column.startswith("body") else 3):  # one for the state of the portal
            client.get(f"/portal/feeds/{column}.atom")


NOT_THERE = [
    "x", "topic/99", "genre/x", "stage/%00", "body/x", "body/%00", "all/11", "interpretations/11", "topic/",
    "topic/13/", "body/" + "a" * 3000, "body/%FF", "%EF%BC%91/1",
]  # fmt: skip


def test_an_unheard_of_column_is_not_there(client, three):
    addresses = ["/portal/feeds/all.rss", *(f"/portal/feeds/{column}.atom" for column in NOT_THERE)]

    assert {each for each in addresses if client.get(each).status_code != 404} == set()


def test_a_body_whose_last_document_was_taken_down_keeps_its_feed(client, db):
    put(1, issuing_body="基础教育司")
    take_down(1, issuing_body="基础教育司")

    root = atom(client, f"body/{quote('基础教育司')}")

    assert len(root.xpath("at:deleted-entry", namespaces=A)) == 1


def test_pages_name_the_feeds_of_the_site_and_of_the_shown_column(client, three):
    page = client.get("/portal/documents/?topic=13&stage=x").content.decode()
    document = client.get(f"/portal/documents/{item_of(1).index}").content.decode()

    for kind in ("application/atom+xml", "application/feed+json"):
        assert f'<link rel="alternate" type="{kind}" title="政策文件"' in page
        assert f'<link rel="alternate" type="{kind}" title="卫生、体育" href="/portal/feeds/topic/13.' in page
    assert "feeds/stage/" not in page
    assert '<link rel="search" type="application/opensearchdescription+xml"' in page
    assert 'type="application/ld+json" title="本页数据" href="/portal/documents/360A00/2026-00001.jsonld"' in document
