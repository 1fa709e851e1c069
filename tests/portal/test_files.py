"""Files of the portal: the stored bytes, nothing else."""

import hashlib
from urllib.parse import unquote

import pytest
from django.urls import reverse

from common.digests import sm3
from documents.models import Blob


def url_of(release, kind):
    return reverse("portal:file", args=[release.index.text, kind])


@pytest.fixture
def release(world):
    return world.published(pdf=b"%PDF-1.7 \x00\xff", page="<p>正文</p>")


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("pdf", "application/pdf"),
        ("html", "text/html; charset=utf-8"),
    ],
)
def test_a_file_is_served_byte_for_byte(client, release, kind, content_type):
    answer = client.get(url_of(release, kind))

    stored = bytes(Blob.objects.get(pk=getattr(release.copy, f"{kind}_sha256")).data)
    assert answer.content == stored
    assert answer["Content-Type"] == content_type
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert hashlib.sha256(answer.content).hexdigest() == getattr(release.copy, f"{kind}_sha256")
    assert sm3(answer.content) == getattr(release.copy, f"{kind}_sm3")


def test_the_page_shows_the_digests_of_every_file(client, release):
    page = client.get(reverse("portal:document", args=[release.index.text])).content.decode()

    for kind in ("docx", "pdf", "html"):
        assert url_of(release, kind) in page
        assert getattr(release.copy, f"{kind}_sm3") in page
        assert getattr(release.copy, f"{kind}_sha256") in page


def test_a_download_is_named_after_the_document(client, release):
    disposition = client.get(url_of(release, "docx"))["Content-Disposition"]

    assert disposition.startswith("attachment; filename*=utf-8''")
    assert unquote(disposition.partition("''")[2]) == "教办厅〔2026〕1号.docx"
    assert disposition.isascii()


def test_a_reader_who_has_the_file_is_told_so(client, release):
    first = client.get(url_of(release, "docx"))

    again = client.get(url_of(release, "docx"), HTTP_IF_NONE_MATCH=first["ETag"])
    since = client.get(url_of(release, "docx"), HTTP_IF_MODIFIED_SINCE=first["Last-Modified"])
    other = client.get(url_of(release, "docx"), HTTP_IF_NONE_MATCH='"x"')

    assert first["ETag"] == f'"{release.copy.docx_sha256}"'
    assert (again.status_code, again.content) == (304, b"")
    assert since.status_code == 304
    assert other.status_code == 200


@pytest.mark.parametrize("value", ["", "x", "*", '"' * 500, "W/", "\u00ff"])
def test_no_condition_header_breaks_a_file(client, release, value):
    answer = client.get(url_of(release, "docx"), HTTP_IF_NONE_MATCH=value, HTTP_IF_MODIFIED_SINCE=value)

    assert answer.status_code in {200, 304}


def test_a_file_that_was_not_made_is_not_there(client, world):
    release = world.published()

    assert client.get(url_of(release, "pdf")).status_code == 404
    page = client.get(reverse("portal:document", args=[release.index.text])).content.decode()
    assert url_of(release, "pdf") not in page


def test_an_unknown_kind_is_not_there(client, release):
    assert client.get(f"/portal/documents/{release.index.text}.exe").status_code == 404
