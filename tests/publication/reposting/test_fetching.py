"""Only configured hosts are asked, redirects included; size is bounded; what fails fails in words."""

import gzip

import pytest

from common.outgoing import is_allowed
from publication.reposting import fetching
from publication.reposting.errors import HostNotAllowed, SourceGone, SourceTooLarge, SourceUnreachable
from publication.reposting.fetching import fetch

HOSTS = ["www.gov.cn", "10.0.0.8:8080"]


@pytest.mark.parametrize(
    "url",
    [
        "http://www.gov.cn/x",
        "https://www.gov.cn/x",
        "https://www.gov.cn:443/x",
        "HTTPS://WWW.GOV.CN/x",
        "http://10.0.0.8:8080/",
    ],
)
def test_an_address_on_a_configured_host_is_allowed(url):
    assert is_allowed(url, HOSTS)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://www.gov.cn/x",
        "file:///etc/passwd",
        "//www.gov.cn/x",
        "http://gov.cn/x",
        "http://evil.www.gov.cn/x",
        "http://www.gov.cn.evil.example/x",
        "http://www.gov.cn@127.0.0.1/",
        "http://user:word@www.gov.cn/",
        "http://www.gov.cn:22/",
        "http://10.0.0.8/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[www.gov.cn/",
        "http://www.gov.cn:99999/",
        "http://www.gov.cn\\@evil.example/",
        "http://www.gov.cn/a b",
        "http://www.gov.cn/\x00",
        "http://www.gov.cn/\ud800",
        "http://www.gov.cn/" + "x" * 1000,
        "",
    ],
)
def test_any_other_address_is_not(url):
    assert not is_allowed(url, HOSTS)


def test_what_stands_there_is_returned_with_what_to_ask_with_next_time(site):
    url = site.put("/a.html", "<p>文</p>", ETag='"1"', Last_Modified="Tue, 24 Nov 2026 00:00:00 GMT")
    found = fetch(url, hosts=[site.host])

    assert (found.data.decode(), found.etag) == ("<p>文</p>", '"1"')
    assert fetch(url, hosts=[site.host], etag=found.etag, last_modified=found.last_modified) is None
    assert site.asked[-1][1]["If-Modified-Since"] == found.last_modified


def test_a_header_that_no_database_holds_is_put_aside(site):
    found = fetch(site.put("/a.html", "x", ETag='"\x00"', Last_Modified="x" * 500), hosts=[site.host])

    assert (found.etag, found.last_modified) == ("", "")


def test_a_redirect_within_the_host_is_followed(site):
    site.put("/new.html", "there")
    url = site.put("/old.html", "", 302, Location="/new.html")

    assert fetch(url, hosts=[site.host]).url == site.url("/new.html")


@pytest.mark.parametrize(
    "place", ["http://127.0.0.1:1/", "http://localhost/", "file:///etc/passwd", "//169.254.169.254/x"]
)
def test_a_redirect_to_elsewhere_is_not(site, place):
    url = site.put("/old.html", "", 302, Location=place)

    with pytest.raises(HostNotAllowed):
        fetch(url, hosts=[site.host])


def test_redirects_in_a_circle_end(site):
    url = site.put("/a.html", "", 302, Location="/a.html")

    with pytest.raises(SourceUnreachable):
        fetch(url, hosts=[site.host])
    assert len(site.asked) == fetching.MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    ("status", "error"), [(404, SourceGone), (410, SourceGone), (500, SourceUnreachable), (204, SourceUnreachable)]
)
def test_an_answer_that_is_no_document_is_an_error_in_words(site, status, error):
    with pytest.raises(error):
        fetch(site.put("/a.html", "", status), hosts=[site.host])


def test_an_answer_that_unpacks_to_too_much_is_dropped(site, monkeypatch):
    monkeypatch.setattr(fetching, "LIMIT_MB", 1)
    url = site.put("/a.html", gzip.compress(b"x" * (2 << 20)), Content_Encoding="gzip")

    with pytest.raises(SourceTooLarge):
        fetch(url, hosts=[site.host])


def test_an_answer_that_takes_too_long_is_dropped(site, monkeypatch):
    monkeypatch.setattr(fetching, "WHOLE", -1)

    with pytest.raises(SourceUnreachable):
        fetch(site.put("/a.html", "slow"), hosts=[site.host])


def test_broken_packing_and_a_closed_door_are_unreachable(site):
    url = site.put("/a.html", b"no gzip", Content_Encoding="gzip")

    with pytest.raises(SourceUnreachable):
        fetch(url, hosts=[site.host])
    with pytest.raises(SourceUnreachable):
        fetch("http://127.0.0.1:1/", hosts=["127.0.0.1:1"])
