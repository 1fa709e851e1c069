"""Kept pages: served without a query, gone at once when the portal changes, 304 to whoever has them."""

import pytest
from django.core.cache import caches
from redis.exceptions import RedisError

from portal import keeping
from portal import services as portal
from portal.facts import PublicReading
from portal.forms import ListForm
from tests.portal.test_services import NOON, TOMBSTONE, item_of

INDEX = "360A00/2026-00001"
DOCUMENT = f"/portal/documents/{INDEX}"
PAGES = ["/portal/", "/portal/documents/", "/portal/documents/?q=工作&topic=11&page=1", "/portal/interpretations/",
         DOCUMENT, f"/portal/interpretations/{INDEX}"]  # fmt: skip


@pytest.fixture(autouse=True)
def _kept(cached):
    """Every page of these tests is kept."""


def apply(capture, **columns):
    with capture(execute=True):
        portal.apply(item=item_of(**columns), at=NOON)


@pytest.fixture
def shown(db, django_capture_on_commit_callbacks):
    reading = PublicReading(1, "答记者问", "问答", "司", NOON, "<p>x</p>", "x")
    apply(django_capture_on_commit_callbacks, readings=(reading,))
    return django_capture_on_commit_callbacks


@pytest.mark.parametrize("url", PAGES)
def test_a_page_is_served_again_without_a_query(client, shown, url, django_assert_num_queries):
    first = client.get(url)

    with django_assert_num_queries(0):
        again = client.get(url)
        none = client.get(url, HTTP_IF_NONE_MATCH=first["ETag"])
        since = client.get(url, HTTP_IF_MODIFIED_SINCE=first["Last-Modified"])
        head = client.head(url)

    assert (first.status_code, again.content, again["ETag"]) == (200, first.content, first["ETag"])
    assert (none.status_code, none.content, none["ETag"]) == (304, b"", first["ETag"])
    assert since.status_code == 304
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", first["ETag"])
    assert first["Cache-Control"] == "public, no-cache" and first["Last-Modified"] == "Tue, 24 Nov 2026 04:00:00 GMT"
    assert "Vary" not in again and not again.cookies and "Content-Security-Policy" in again


@pytest.mark.rule(35)
def test_a_retraction_is_seen_at_once(client, shown):
    held = {url: client.get(url) for url in PAGES}
    apply(shown, **TOMBSTONE)

    assert client.get(DOCUMENT).status_code == 410
    for url in PAGES:
        answer = client.get(url, HTTP_IF_NONE_MATCH=held[url]["ETag"])
        assert answer.status_code in {200, 410}
        assert answer.content != held[url].content


def test_a_change_that_is_rolled_back_drops_no_page(client, shown, django_assert_num_queries):
    client.get("/portal/")
    with shown(execute=False):
        portal.apply(item=item_of(2), at=NOON)

    with django_assert_num_queries(0):
        client.get("/portal/")


def test_unknown_parameters_share_one_page(client, shown, django_assert_num_queries):
    client.get("/portal/documents/?topic=11")

    with django_assert_num_queries(0):
        client.get("/portal/documents/?utm=x&topic=11&page=")


@pytest.mark.parametrize("query", ["q=" + "招" * 400, "page=" + "9" * 900, "size=large&q=%ED%A0%80"])
def test_no_address_breaks_or_fills_the_cache(client, shown, query):
    assert client.get(f"/portal/documents/?{query}").status_code == 200
    assert client.get(f"/portal/documents/?{query}").status_code == 200


def test_the_text_size_has_a_page_of_its_own(client, shown):
    plain = client.get("/portal/")

    assert b"text-large" in client.get("/portal/?size=large").content and b"text-large" not in plain.content


@pytest.mark.parametrize("header", ["bytes=0-", "bytes=5-1", "bytes=-1,-2", "pages=1", "\u00ff"])
@pytest.mark.parametrize("url", [DOCUMENT, f"{DOCUMENT}.html"])
def test_a_range_is_answered_with_the_whole(client, shown, url, header):
    answer = client.get(url, HTTP_RANGE=header)

    assert answer.status_code == 200 and answer.content


def test_the_portal_goes_on_without_its_cache(client, shown, monkeypatch):
    def fail(*args, **kwargs):
        raise RedisError

    for name in ("get", "set", "add", "delete"):
        monkeypatch.setattr(type(caches["portal"]), name, fail)

    assert client.get(DOCUMENT).status_code == 200
    apply(shown, **TOMBSTONE)
    assert client.get(DOCUMENT).status_code == 410


def test_what_is_not_there_is_not_kept_and_leaves_nothing_in_the_cache(client, shown, django_assert_num_queries):
    before = dict(caches["portal_documents"]._cache)
    assert client.get("/portal/documents/none").status_code == 404

    assert dict(caches["portal_documents"]._cache) == before
    apply(shown, index="none")
    assert client.get("/portal/documents/none").status_code == 200


def test_whoever_has_a_file_is_told_so_without_a_query(client, shown, django_assert_num_queries):
    url = f"{DOCUMENT}.html"
    first = client.get(url)

    with django_assert_num_queries(0):
        none = client.get(url, HTTP_IF_NONE_MATCH=first["ETag"])
        since = client.get(url, HTTP_IF_MODIFIED_SINCE=first["Last-Modified"])

    assert (none.status_code, since.status_code, none["ETag"]) == (304, 304, first["ETag"])
    assert client.get(url, HTTP_IF_NONE_MATCH='"other"').content == first.content
    apply(shown, **TOMBSTONE)
    assert client.get(url, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 410


def test_no_filter_of_the_list_is_answered_with_the_page_of_another_value(rf):
    asked = [rf.get("/portal/documents/", {name: "large"}) for name in ("page", "size", *ListForm.base_fields)]

    addresses = {keeping.address_of(request, "") for request in (rf.get("/portal/documents/"), *asked)}

    assert len(addresses) == 1 + len(asked)
