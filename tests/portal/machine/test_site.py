"""What crawlers and browsers look for: sitemap, robots.txt, OpenSearch."""

import pytest
from lxml import etree

from portal.machine import sitemap
from tests.portal.machine.conftest import HOST, put, reading_of, take_down

S = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "o": "http://a9.com/-/spec/opensearch/1.1/"}


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return etree.fromstring(answer.getvalue())


def locations(root):
    return root.xpath("//s:loc/text()", namespaces=S)


def paths_of(root):
    return [each.removeprefix(HOST) for each in locations(root)]


def test_the_index_leads_to_every_page_that_is_public_and_to_nothing_else(client, three):
    parts = paths_of(read(client, "/portal/sitemap.xml"))
    found = [path for part in parts for path in paths_of(read(client, part))]

    documents = [f"/portal/documents/360A00/2026-0000{n}" for n in (1, 2, 3)]
    kinds = ("guide", "system", "proactive", "annual", "request", "cleanup")
    pages = ["/portal/", "/portal/documents/", "/portal/interpretations/", "/portal/help/", "/portal/api/v1/"]
    pages += [f"/portal/statutory/{kind}" for kind in kinds]
    assert found == [*pages, *documents, "/portal/interpretations/360A00/2026-00001"]
    assert {client.get(each).status_code for each in found} == {200}


def test_the_parts_divide_the_changes_and_leave_none_out(client, db, monkeypatch):
    monkeypatch.setattr(sitemap, "SIZE", 2)
    for serial in range(1, 8):
        put(serial, readings=(reading_of(),))
    for serial in (1, 3, 4):
        take_down(serial)

    parts = paths_of(read(client, "/portal/sitemap.xml"))
    found = [paths_of(read(client, part)) for part in parts]

    assert all(1 <= len(each) <= 2 for each in found[1:])
    documents = [path[-1] for each in found for path in each if "/documents/3" in path]
    readings = [path[-1] for each in found for path in each if "/interpretations/3" in path]
    assert documents == readings == ["2", "5", "6", "7"]


def test_a_part_says_when_each_page_changed(client, three):
    root = read(client, "/portal/sitemap/documents-0.xml")

    assert root.tag == f"{{{S['s']}}}urlset"
    assert root.xpath("//s:lastmod/text()", namespaces=S)[0] == "2026-11-24T04:01:00+00:00"


@pytest.mark.parametrize("part", ["documents-1", "documents-" + "9" * 5000, "readings-9", "people-0", "documents--1"])
def test_a_part_without_pages_is_not_there(client, three, part):
    assert client.get(f"/portal/sitemap/{part}.xml").status_code == 404


def test_an_empty_portal_has_a_sitemap(client, db):
    assert paths_of(read(client, "/portal/sitemap.xml")) == ["/portal/sitemap/pages.xml"]


def test_robots_may_read_the_portal_and_learn_where_the_sitemap_is(client, db):
    answer = client.get("/robots.txt")
    lines = answer.content.decode().splitlines()

    assert answer["Content-Type"].startswith("text/plain")
    assert lines[:3] == ["User-agent: *", "Disallow: /", "Allow: /portal/"]
    assert f"Sitemap: {HOST}/portal/sitemap.xml" in lines


def test_a_browser_can_search_the_portal(client, three):
    answer = client.get("/portal/opensearch.xml")
    root = etree.fromstring(answer.content)

    assert answer["Content-Type"].startswith("application/opensearchdescription+xml")
    assert root.tag == f"{{{S['o']}}}OpenSearchDescription"
    assert 0 < len(root.findtext("o:ShortName", namespaces=S)) <= 16
    assert 0 < len(root.findtext("o:Description", namespaces=S)) <= 1024
    (page,) = root.xpath("o:Url[@type='text/html']/@template", namespaces=S)
    asked = page.removeprefix(HOST).replace("{searchTerms}", "招生")
    assert [row.url[-1] for row in client.get(asked).context["page"]] == ["1"]
