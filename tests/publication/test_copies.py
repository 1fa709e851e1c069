"""From the reviewed content to the files of the public, through the real typesetter and the real reader."""

import base64
import hashlib
import io
import zipfile
from dataclasses import replace

import pytest
from PIL import Image

from common.digests import of_bytes
from config.database import ROOT
from documents.docx.intake import take_in
from documents.docx.libreoffice import fonts
from documents.models import NumberSeries
from documents.selectors import whole
from documents.services.blobs import store
from documents.services.numbers import renumber
from publication.choices import CheckFailure
from publication.errors import CopyOutdated, NothingToTypeset
from publication.models import PublicCopy
from publication.selectors import NO_PDF, elements_of, latest_copy, pdf_remark, verified_copy
from publication.services import prepare_copy, store_copy, verify_copy
from publication.services.check import failure_of
from tests.publication.build import NOON, change, run


def stored(world, document):
    prepared = prepare_copy(document_id=document.pk, at=NOON)
    return store_copy(document=whole(document.pk), prepared=prepared, at=NOON)


def checked(document, prepared, **wrong):
    values = {"docx": prepared.docx, "page": prepared.html, "content_sm3": document.version.content_sm3}
    return failure_of(**(values | wrong), elements=elements_of(document))


def test_a_typeset_copy_is_what_was_reviewed(world, noon):
    document = world.issued("一、总体要求", "请认真执行。", "（一）具体安排")
    copy = stored(world, document)

    assert verify_copy(document=whole(document.pk), copy=copy, at=noon)
    assert verified_copy(whole(document.pk)) == copy
    assert (copy.verified_at, copy.failed_why) == (noon, "")
    assert copy.docx_sm3 == of_bytes(bytes(copy.docx.data)).sm3
    assert copy.html_sha256 == hashlib.sha256(bytes(copy.html.data)).hexdigest()


def test_the_founding_document_comes_out_as_it_was_reviewed(world, noon):
    data = (ROOT / "tests/data/moe-2017-3.docx").read_bytes()
    draft = take_in(data, "moe-2017-3.docx").draft
    document = world.issued(title=draft.content.title, content=draft.content)

    copy = stored(world, document)

    assert verify_copy(document=whole(document.pk), copy=copy, at=noon)
    assert draft.content.title in bytes(copy.html.data).decode()


@pytest.mark.rule(10)
def test_the_files_bear_what_registration_added(world):
    document = world.issued()

    copy = stored(world, document)

    text = bytes(copy.html.data).decode()
    body = zipfile.ZipFile(io.BytesIO(bytes(copy.docx.data))).read("word/document.xml").decode()
    for words in ("教办厅〔2026〕1号", "2026年11月24日", "此件主动公开", "教育部办公厅"):
        assert words in text and words in body
    assert copy.elements["number"] == "教办厅〔2026〕1号"
    assert copy.elements["printing_body"] == "教育部办公厅"


def test_typesetting_twice_stores_once(world):
    document = world.issued()

    assert stored(world, document) == stored(world, document)
    assert PublicCopy.objects.count() == 1


def test_what_changed_while_it_was_typeset_is_not_stored(world):
    document = world.issued()
    prepared = prepare_copy(document_id=document.pk, at=NOON)
    change(document, urgency="urgent")

    with pytest.raises(CopyOutdated):
        store_copy(document=whole(document.pk), prepared=prepared, at=NOON)

    assert PublicCopy.objects.count() == 0


def test_a_draft_has_nothing_to_typeset(world):
    with pytest.raises(NothingToTypeset):
        prepare_copy(document_id=world.draft().pk, at=NOON)


@pytest.mark.rule(50)
def test_a_verified_copy_that_bears_another_number_is_no_longer_verified(world, noon):
    document = world.issued()
    copy = stored(world, document)
    verify_copy(document=whole(document.pk), copy=copy, at=noon)

    series = NumberSeries.objects.create(code="教办", name="函")
    renumber(document=whole(document.pk), series=series, reason="代字用错", by=world.who["publisher"], at=noon)

    assert latest_copy(document) == copy
    assert verified_copy(whole(document.pk)) is None


@pytest.mark.rule(16)
def test_a_copy_of_another_content_does_not_pass(world, noon):
    document = world.issued("甲内容是审查过的。")
    other = prepare_copy(document_id=world.issued("乙内容没有审查过。").pk, at=noon)

    assert checked(document, other) == CheckFailure.CONTENT_DIFFERS


@pytest.mark.rule(16)
def test_one_changed_character_does_not_pass(world, noon):
    document = world.issued("共安排资金100万元。")
    prepared = prepare_copy(document_id=document.pk, at=noon)
    forged = changed_part(prepared.docx, "word/document.xml", "100万元", "900万元")

    assert checked(document, prepared) == ""
    assert checked(document, prepared, docx=forged) == CheckFailure.CONTENT_DIFFERS


def test_a_page_that_differs_from_the_file_does_not_pass(world, noon):
    document = world.issued("共安排资金100万元。")
    prepared = prepare_copy(document_id=document.pk, at=noon)

    forged = prepared.html.replace("100万元".encode(), "900万元".encode())

    assert forged != prepared.html
    assert checked(document, prepared, page=forged) == CheckFailure.PAGE_DIFFERS


@pytest.mark.rule(27)
def test_hidden_text_does_not_pass(world, noon):
    document = world.issued("请认真执行。")
    prepared = prepare_copy(document_id=document.pk, at=noon)
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r></w:p><w:sectPr"
    forged = changed_part(prepared.docx, "word/document.xml", "<w:sectPr", hidden)

    assert checked(document, prepared, docx=forged) == CheckFailure.HIDDEN_CONTENT


@pytest.mark.rule(12)
def test_a_classified_mark_does_not_pass(world, noon):
    document = world.issued("请认真执行。")
    prepared = prepare_copy(document_id=document.pk, at=noon)
    forged = changed_part(prepared.docx, "word/document.xml", "请认真执行。", "机密★10年")

    assert checked(document, prepared, docx=forged) == CheckFailure.CLASSIFIED_MARK


@pytest.mark.parametrize("data", [b"", b"PK", b"\x00" * 100, b"%PDF-1.7"])
def test_bytes_that_are_no_document_do_not_pass(world, noon, data):
    document = world.issued()
    prepared = prepare_copy(document_id=document.pk, at=noon)

    assert checked(document, prepared, docx=data) == CheckFailure.UNREADABLE


def test_a_copy_that_fails_is_recorded_and_never_passes_later(world, noon):
    document = world.issued()
    prepared = replace(prepare_copy(document_id=document.pk, at=noon), html=b"<p>x</p>")
    copy = store_copy(document=whole(document.pk), prepared=prepared, at=noon)

    assert not verify_copy(document=whole(document.pk), copy=copy, at=noon)
    assert not verify_copy(document=whole(document.pk), copy=latest_copy(document), at=noon)

    assert latest_copy(document).failed_why == CheckFailure.PAGE_DIFFERS
    assert verified_copy(whole(document.pk)) is None


def test_a_failed_copy_is_typeset_anew(world, noon):
    document = world.issued()
    copy = stored(world, document)
    run("update publication_publiccopy set failed_why = 'unreadable'")

    again = stored(world, document)

    assert again.serial == copy.serial + 1
    assert verify_copy(document=whole(document.pk), copy=again, at=noon)


def test_a_picture_goes_into_both_files(world, noon):
    picture = png()
    document = world.issued()
    sha = hashlib.sha256(picture).hexdigest()
    world.with_picture(document, picture)

    prepared = prepare_copy(document_id=document.pk, at=noon)

    assert base64.b64encode(picture) in prepared.html
    assert store(picture).sha256 == sha
    assert checked(whole(document.pk), prepared) == ""


@pytest.mark.office
def test_the_pdf_is_made_where_the_program_is_there(world):
    assert bytes(stored(world, world.issued()).pdf.data).startswith(b"%PDF")


@pytest.mark.office
def test_the_copy_remembers_which_fonts_its_pdf_lacks(world, monkeypatch):
    absent = fonts.Missing("仿宋_GB2312", "Noto Serif CJK SC")
    monkeypatch.setattr(fonts, "missing", lambda: (absent,))
    copy = stored(world, world.issued())

    assert copy.pdf_fonts == [{"font": "仿宋_GB2312", "stand_in": "Noto Serif CJK SC"}]
    assert str(absent) in pdf_remark(copy)


def test_a_copy_without_pdf_says_so_and_lacks_no_fonts(world):
    copy = stored(world, world.issued())

    assert (copy.pdf_fonts, pdf_remark(copy)) == ([], NO_PDF)


def test_an_order_is_signed_with_title_and_name(world):
    document = world.issued(issuing_body="教育部令")
    signer = document.signoff.signed_by

    elements = elements_of(document)

    assert (elements.signatories, elements.signatory_title) == ((signer.full_name,), signer.title)


def png() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(data, "PNG")
    return data.getvalue()


def changed_part(data: bytes, name: str, old: str, new: str) -> bytes:
    """Return the .docx with a text of one part replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == name:
                assert old.encode() in part
                part = part.replace(old.encode(), new.encode(), 1)
            target.writestr(entry, part)
    return made.getvalue()
