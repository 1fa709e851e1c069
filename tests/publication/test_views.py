"""The preview on the office side: the very bytes, for those who may know of the document."""

import pytest
from django.db.models import Q
from django.urls import reverse

from documents import selectors as documents
from publication.selectors import NO_PDF


@pytest.fixture
def known(monkeypatch, world):
    """Let the drafter alone know of documents, whatever other apps say."""
    scope = lambda user, on: Q(drafter=user)  # noqa: E731
    monkeypatch.setattr(documents, "_scopes", [scope])


@pytest.fixture
def document(world, known):
    document = world.reviewed(world.issued(title="教育部办公厅关于预览的通知"))
    world.copy(document, page="<p>与公众所见一致</p>", pdf=b"%PDF-1.7")
    return document


@pytest.fixture
def office(client, world):
    client.force_login(world.who["drafter"])
    return client


def test_the_preview_shows_text_catalogue_and_digests(office, document):
    answer = office.get(reverse("publication:preview", args=[document.pk]))

    text = answer.content.decode()
    copy = document.copies.get()
    assert answer.status_code == 200
    for words in (
        "<p>与公众所见一致</p>",
        "教办厅〔2026〕1号",
        "（发布时编定）",
        copy.docx_sm3,
        copy.pdf_sha256,
    ):
        assert words in text


def test_the_preview_names_the_fonts_that_the_pdf_lacks(office, world, known):
    document = world.issued(title="教育部办公厅关于字体的通知")
    world.copy(document, pdf=b"%PDF-1.7", pdf_fonts=[{"font": "仿宋_GB2312", "stand_in": "Noto Serif CJK SC"}])

    text = office.get(reverse("publication:preview", args=[document.pk])).content.decode()

    assert "仿宋_GB2312（以 Noto Serif CJK SC 代替）" in text and "check-warn" in text


def test_the_preview_is_silent_about_a_pdf_in_the_fonts_of_the_standard(office, document):
    text = office.get(reverse("publication:preview", args=[document.pk])).content.decode()

    assert "PDF 使用国标字体" in text and "check-warn" not in text


def test_the_preview_says_that_there_is_no_pdf(office, world, known):
    document = world.issued(title="教育部办公厅关于没有版式文件的通知")
    world.copy(document)

    assert NO_PDF in office.get(reverse("publication:preview", args=[document.pk])).content.decode()


@pytest.mark.parametrize("kind", ["docx", "pdf", "html"])
def test_a_previewed_file_is_the_file_that_the_portal_will_serve(office, world, document, kind):
    copy = document.copies.get()
    url = reverse("publication:file", args=[document.pk, copy.serial, kind])

    before = office.get(url)

    assert before.content == bytes(getattr(copy, kind).data)


@pytest.mark.parametrize("name", ["stranger", "news"])
def test_whoever_may_not_know_of_the_document_gets_404(client, world, document, name):
    client.force_login(world.who[name])

    assert client.get(reverse("publication:preview", args=[document.pk])).status_code == 404
    assert client.get(reverse("publication:file", args=[document.pk, 1, "docx"])).status_code == 404


def test_an_anonymous_visitor_is_sent_to_sign_in(client, document):
    answer = client.get(reverse("publication:preview", args=[document.pk]))

    assert answer.status_code == 302
    assert "login" in answer["Location"] or "sign" in answer["Location"]


def test_before_typesetting_there_is_nothing_to_preview(office, world, known):
    answer = office.get(reverse("publication:preview", args=[world.issued().pk]))

    assert answer.status_code == 404
    assert "尚未排出公开文本" in answer.content.decode()


@pytest.mark.parametrize("serial", [0, 2, 99999])
def test_a_copy_that_is_not_there_answers_404(office, document, serial):
    assert office.get(reverse("publication:file", args=[document.pk, serial, "docx"])).status_code == 404


def test_a_file_of_another_document_is_not_served_under_this_one(office, world, document):
    other = world.issued(drafter=world.who["stranger"])
    world.copy(other)

    assert office.get(reverse("publication:file", args=[other.pk, 1, "docx"])).status_code == 404


def test_a_pdf_that_was_not_made_is_not_there(office, world, known):
    document = world.issued()
    world.copy(document)

    assert office.get(reverse("publication:file", args=[document.pk, 1, "pdf"])).status_code == 404


def test_the_preview_of_a_public_document_bears_its_index_number(office, world, known):
    release = world.published()

    page = office.get(reverse("publication:preview", args=[release.document_id])).content.decode()

    assert release.index.text in page
