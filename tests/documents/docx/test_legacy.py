"""Old Word files are read through LibreOffice where it is there, and refused with advice where it is not."""

from pathlib import Path

import pytest

from documents.docx.errors import ClassifiedContent, NotDocx, PasswordProtected
from documents.docx.examining.examiner import examine
from documents.docx.libreoffice import pdf
from documents.docx.opening.sniff import OLE, stream_name
from tests.documents.docx.making import notice, p
from tests.tools import program


def old(tmp_path, *blocks):
    """Return a notice as a .doc."""
    source = Path(tmp_path, "made.docx")
    source.write_bytes(notice(*blocks))
    assert pdf.run_office(program("office"), str(tmp_path), source, "doc:MS Word 97", 60)
    return source.with_suffix(".doc").read_bytes()


@pytest.mark.office
def test_an_old_word_file_is_read_like_a_new_one(tmp_path):
    draft = examine(old(tmp_path, p("一、总则"), p("现将有关事项通知如下。")), "稿.doc").draft

    assert draft.content.title == "某某省教育厅关于做好有关工作的通知"
    assert draft.issuing_bodies == ("某某省教育厅",)
    assert str(draft.issued_on) == "2024-03-05"


@pytest.mark.rule(12)
@pytest.mark.office
def test_a_mark_in_an_old_word_file_refuses_it(tmp_path):
    data = old(tmp_path, p("机密★10年"))

    with pytest.raises(ClassifiedContent):
        examine(data, "稿.doc")


@pytest.mark.office
def test_an_old_word_file_that_cannot_be_converted_is_refused_with_advice():
    with pytest.raises(NotDocx) as refusal:
        examine(OLE + b"\xec\xa5" + b"\x00" * 4000, "稿.doc")

    assert "另存为 .docx" in str(refusal.value)


def test_without_libreoffice_an_old_word_file_is_refused_with_advice(monkeypatch):
    monkeypatch.setenv("PATH", "")

    with pytest.raises(NotDocx) as refusal:
        examine(OLE + b"\xec\xa5" + b"\x00" * 4000, "稿.doc")

    assert "另存为 .docx" in str(refusal.value)


def test_an_encrypted_old_file_is_never_given_to_libreoffice():
    with pytest.raises(PasswordProtected):
        examine(OLE + b"\xec\xa5" + stream_name("EncryptionInfo"), "稿.doc")
