"""The interface: what it says is what the portal shows; hostile questions are refused in its own form."""

from datetime import timedelta
from itertools import pairwise

import pytest

from portal.facts import PublicRelation
from portal.machine.api import cursors, operations
from tests.portal.machine.conftest import HOST, put, take_down
from tests.portal.test_services import NOON

API = "/portal/api/v1"
KINDS = ("documents", "readings", "files", "relations")
OPERATIONS = ["/documents", *(f"/{kind}/{{index}}" for kind in KINDS), "/changes", "/facets"]
HOSTILE = ["", "%00", "'", "%FF%FE", "-1", "1e9", "NaN", "9" * 5000, "%EF%BC%91", "x" * 3000, "1.1.1", "%0D%0A"]


def indexes(items):
    return [item["index"][-1] for item in items]


def refused(answer, status):
    """Test that the answer is a problem with this status."""
    assert answer["Content-Type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    return True


def test_the_description_is_openapi_3_1_and_names_every_operation(client, db):
    from openapi_spec_validator import OpenAPIV31SpecValidator

    answer = client.get(f"{API}/openapi.json")

    OpenAPIV31SpecValidator(answer.json()).validate()
    assert answer.json()["openapi"].startswith("3.1.")
    assert list(answer.json()["paths"]) == OPERATIONS
    assert client.get(answer.json()["servers"][0]["url"] + "/facets").status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["3", "2", "1"]),
        ("q=体检", ["2"]),
        ("topic=13", ["2"]),
        ("genre=通知", ["3", "1"]),
        ("stage=result", ["2"]),
        ("year=2026&body=教育部办公厅", ["3", "2", "1"]),
        ("year=2025", []),
        ("q=没有这样的词", []),
    ],
)
def test_the_list_answers_as_the_list_page_does(client, three, query, found):
    page = client.get(f"/portal/documents/?{query}").context["page"]

    assert indexes(client.get(f"{API}/documents?{query}").json()["items"]) == found
    assert [row.url[-1] for row in page] == found


def test_pages_follow_one_another_and_nothing_is_read_twice_when_something_new_comes(client, db):
    for serial in range(1, 8):
        put(serial, published_at=NOON + timedelta(minutes=serial // 3))  # some of them at the same moment
    first = client.get(f"{API}/documents?limit=3").json()
    put(8)

    second = client.get(f"{API}/documents", {"limit": 3, "cursor": first["next_cursor"]}).json()
    third = client.get(f"{API}/documents", {"limit": 3, "cursor": second["next_cursor"]}).json()

    assert [indexes(each["items"]) for each in (first, second, third)] == [["7", "6", "5"], ["4", "3", "2"], ["1"]]
    assert third["next_cursor"] is None


def test_many_new_documents_between_two_pages_make_a_page_short_and_lose_nothing(client, db, monkeypatch):
    monkeypatch.setattr(cursors, "SLACK", 1)
    monkeypatch.setattr(operations, "SLACK", 1)
    for serial in range(1, 5):
        put(serial)
    page = client.get(f"{API}/documents?limit=2").json()
    for serial in range(5, 15):
        put(serial)
    take_down(2)

    found = indexes(page["items"])
    while page["next_cursor"]:
        page = client.get(f"{API}/documents", {"limit": 2, "cursor": page["next_cursor"]}).json()
        found += indexes(page["items"])

    assert found == ["4", "3", "1"]


def test_a_relation_is_told_of_both_documents(client, db):
    put(1)
    put(2, relations=(PublicRelation("repeals", "教办厅〔2026〕1号"), PublicRelation("implements", "", "教育法")))

    told, unknown = client.get(f"{API}/relations/360A00/2026-00002").json()
    (suffered,) = client.get(f"{API}/relations/360A00/2026-00001").json()

    assert (told["kind"]["label"], told["direction"], told["url"][-1]) == ("废止", "out", "1")
    assert (unknown["title"], unknown["url"]) == ("教育法", None)
    assert (suffered["direction"], suffered["url"][-1]) == ("in", "2")


def test_a_document_brings_its_files_and_interpretations(client, three):
    found = client.get(f"{API}/documents/360A00/2026-00001").json()

    assert found["url"] == f"{HOST}/portal/documents/360A00/2026-00001"
    assert found["topic"] == {"code": "11", "label": "科技、教育"}
    assert [each["kind"] for each in found["files"]] == ["docx", "html", "pdf"]
    assert [each["title"] for each in found["readings"]] == ["有关负责人答记者问"]
    assert client.get(f"{API}/files/360A00/2026-00001").json() == found["files"]
    assert client.get(f"{API}/readings/360A00/2026-00001").json()[0]["text"] == "问"


def test_a_download_is_what_its_metadata_say(client, three):
    (first, *_) = client.get(f"{API}/files/360A00/2026-00001").json()

    answer = client.get(first["url"].removeprefix(HOST))

    assert answer["ETag"] == f'"{first["sha256"]}"'
    assert (answer["Content-Type"], len(answer.content)) == (first["media_type"], first["size"])


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_taken_down_is_gone_and_what_never_was_is_not_there(client, three, kind):
    assert refused(client.get(f"{API}/{kind}/360A00/2026-00004"), 410)
    assert refused(client.get(f"{API}/{kind}/360A00/2026-99999"), 404)
    assert "数据有误" in client.get(f"{API}/{kind}/360A00/2026-00004").json()["detail"]


def test_a_mirror_that_follows_the_changes_ends_up_with_what_is_public(client, three):
    held, after = {}, 0
    for step in range(8):
        if step == 2:
            put(5)
            take_down(2)
        page = client.get(f"{API}/changes", {"after": after, "limit": 2}).json()
        assert all(one["change"] < other["change"] for one, other in pairwise(page["items"]))
        held |= {item["index"]: item for item in page["items"]}
        after = page["last"]

    live = [index[-1] for index, item in held.items() if item["state"]["code"] == "live"]
    assert sorted(live) == sorted(indexes(client.get(f"{API}/documents").json()["items"])) == ["1", "3", "5"]
    assert (page["items"], page["more"]) == ([], False)


def test_the_numbers_of_the_filters_are_those_of_the_lists(client, three):
    found = client.get(f"{API}/facets").json()

    assert found["total"] == 3
    for facet in found["facets"]:
        for value in facet["values"]:
            if facet["name"] in {"topic", "genre", "stage", "year", "body"}:
                page = client.get(f"{API}/documents", {facet["name"]: value["value"]}).json()
                assert len(page["items"]) == value["count"]


@pytest.mark.parametrize(
    "query",
    [
        "topic=99",
        "genre=x",
        "stage=",
        "year=0",
        "year=x",
        "limit=0",
        "limit=101",
        "cursor=x",
        "q=" + "x" * 101,
        "q=%00",
    ],
)
def test_a_wrong_parameter_is_refused_by_name_and_its_value_is_not_repeated(client, db, query):
    answer = client.get(f"{API}/documents?{query}")

    assert refused(answer, 422)
    assert [each["parameter"] for each in answer.json()["errors"]] == [query.partition("=")[0]]


def test_nothing_that_is_asked_breaks_the_interface(client, three):
    names = ("q", "topic", "year", "body", "cursor", "limit", "unheard")
    urls = [f"{API}/documents?{name}={value}" for name in names for value in HOSTILE]
    urls += [f"{API}/changes?after={value}" for value in HOSTILE]
    urls += [f"{API}/{kind}/{value}" for kind in ("documents", "x") for value in HOSTILE]

    found = {url[:200]: client.get(url).status_code for url in urls}

    assert {url: status for url, status in found.items() if status not in {200, 404, 422}} == {}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_interface_can_only_be_read(client, three, method):
    for path in ("/documents", "/documents/360A00/2026-00001", "/openapi.json", "/x"):
        answer = getattr(client, method)(API + path)
        assert refused(answer, 405)
        assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_pages_of_other_sites_may_read_it_and_nobody_gets_a_cookie(client, three):
    for path in ("/documents", "/facets", "/openapi.json", "/documents/none"):
        answer = client.get(API + path)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies
    asked = client.options(f"{API}/documents")
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")


def test_who_has_the_answer_is_told_so_by_one_query(client, three, django_assert_num_queries):
    for path in ("/documents", "/documents/360A00/2026-00001", "/changes", "/facets"):
        tag = client.get(API + path)["ETag"]
        with django_assert_num_queries(1):
            again = client.get(API + path, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")


def test_a_question_for_the_head_alone_is_answered_without_a_body(client, three):
    whole, head = client.get(f"{API}/documents"), client.head(f"{API}/documents")

    assert (head.status_code, head.content, head["ETag"]) == (200, b"", whole["ETag"])


def test_the_number_of_queries_does_not_grow(client, three, django_assert_num_queries):
    for serial in range(10, 20):
        put(serial)

    for path, queries in (("/documents?topic=11", 5), ("/changes", 3), ("/documents/360A00/2026-00001", 4)):
        with django_assert_num_queries(queries):
            client.get(API + path)


def test_the_page_for_people_names_every_operation(client, db):
    page = client.get(f"{API}/").content.decode()

    assert all(f"GET {path}" in page for path in OPERATIONS)
    assert "/portal/feeds/all.atom" in page


@pytest.mark.rule(35)
@pytest.mark.parametrize(
    ("columns", "address"),
    [
        ({"successor_index": "360A00/2026-00001"}, f"{HOST}/portal/documents/360A00/2026-00001"),
        ({"successor_url": "https://www.gov.cn/x"}, "https://www.gov.cn/x"),
    ],
)
def test_machines_learn_what_stands_in_the_place_of_a_retracted_document(client, three, columns, address):
    take_down(2, title="关于体检的意见", **columns)
    name = next(iter(columns.values()))

    last = client.get(f"{API}/changes").json()["items"][-1]
    assert (last["state"]["code"], last["successor"]) == ("retracted", address)
    assert name in client.get("/portal/feeds/all.atom").content.decode()
    assert name in client.get(f"{API}/documents/360A00/2026-00002").json()["detail"]
