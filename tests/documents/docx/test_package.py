"""Bad files: each is refused with its own error, before and without anything of it getting out."""

import struct
import zipfile
from io import BytesIO

import pytest

from common.errors import DomainError
from documents.docx import errors
from documents.docx.intake import take_in
from documents.docx.opening.package import LIMIT_MB, MB, open_package
from documents.docx.reading import walk
from documents.docx.reading.reader import read
from tests.documents.docx.making import MAIN, SPACES, docx, notice, p, unzipped, zipped

SECRET = "甲乙丙丁戊己庚辛"  # text that no message may repeat


def refused(data, filename="稿.docx"):
    with pytest.raises(DomainError) as refusal:
        open_package(data, filename)
    assert SECRET not in str(refusal.value) and refusal.value.__cause__ is None
    return type(refusal.value)


def test_a_sound_file_opens():
    package = open_package(notice(), "稿.docx")

    assert package.main == "word/document.xml"


def test_an_empty_file_is_refused():
    assert refused(b"") is errors.EmptyFile


def test_a_file_over_the_limit_is_refused_before_it_is_looked_at(monkeypatch):
    monkeypatch.setattr("documents.docx.opening.package.unpack", lambda data: pytest.fail("was unpacked"))

    assert refused(b"PK" + bytes(LIMIT_MB * MB)) is errors.FileTooLarge


@pytest.mark.parametrize(
    ("data", "filename", "kind"),
    [
        (b"%PDF-1.7 ...", "公文.pdf", "PDF"),
        (b"%PDF-1.7 ...", "公文.docx", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "公文.doc", ".doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "公文.wps", "WPS"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "公文.docx", ".doc"),
        (b"{\\rtf1 ...}", "公文.docx", "RTF"),
        ("甲乙丙丁戊己庚辛".encode(), "公文.txt", "纯文本"),
        ("<html>甲乙丙丁戊己庚辛</html>".encode(), "公文.docx", "文本"),
        (zipped({"OFD.xml": "<ofd/>"}), "公文.ofd", "OFD"),
        (zipped({"content.xml": "<x/>", "mimetype": "x"}), "公文.odt", "odt"),
        (zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}), "公文.xlsx", "电子表格"),
        (zipped({"任意.txt": "x"}), "公文.zip", "ZIP"),
    ],
)
def test_another_kind_of_file_is_named_with_advice(data, filename, kind):
    with pytest.raises(errors.NotDocx) as refusal:
        open_package(data, filename)

    assert kind in str(refusal.value)
    assert refusal.value.fields["advice"]
    assert SECRET not in str(refusal.value)


def test_a_password_protected_file_is_told_as_such():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64) + "EncryptedPackage".encode("utf-16-le")

    assert refused(data) is errors.PasswordProtected


def test_an_encrypted_zip_entry_counts_as_password_protected():
    data = bytearray(notice())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at != -1:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)

    assert refused(bytes(data)) is errors.PasswordProtected


@pytest.mark.parametrize("keep", [30, 200, 0.5, 0.9, -30])
def test_a_truncated_file_is_broken(keep):
    data = notice()
    cut = data[: int(len(data) * keep)] if isinstance(keep, float) else data[:keep]

    assert refused(cut) is errors.BrokenZip


def test_random_bytes_named_docx_are_broken():
    assert refused(bytes(range(256)) * 8) is errors.BrokenZip


def test_a_part_that_unpacks_to_far_more_than_it_packs_is_a_bomb():
    data = docx(p("x"), parts={"word/big.xml": b"0" * (40 * MB)})

    assert len(data) < MB
    assert refused(data) is errors.ZipBomb


def test_a_bomb_that_lies_about_its_size_is_stopped_or_found_broken():
    data = bytearray(docx(p("x"), parts={"word/big.bin": b"0" * (40 * MB)}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.rfind(signature, 0, data.find(b"word/big.bin", data.find(signature)))
        struct.pack_into("<I", data, at + offset, 10)

    assert refused(bytes(data)) in (errors.ZipBomb, errors.BrokenZip)


def test_thousands_of_parts_are_a_bomb():
    assert refused(docx(p("x"), parts={f"word/p{at}.xml": "<x/>" for at in range(3100)})) is errors.ZipBomb


def test_containers_within_containers_are_not_followed_for_ever():
    inner = notice()
    for _ in range(5):
        inner = docx(p("x"), parts={"word/embeddings/a.docx": inner})

    with pytest.raises(errors.ZipBomb):
        take_in(inner, "稿.docx")


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "word\\..\\x.xml", "C:/x.xml"])
def test_a_part_name_that_climbs_out_is_refused(name):
    assert refused(docx(p("x"), parts={name: "x"})) is errors.UnsafeNames


@pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.XML"])
def test_a_part_that_occurs_twice_is_refused(name):
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part, data in unzipped(notice()).items():
            archive.writestr(part, data)
        with pytest.warns(UserWarning) if name == "word/document.xml" else BytesIO():
            archive.writestr(name, f"<w:document {SPACES}/>")

    assert refused(made.getvalue()) is errors.UnsafeNames


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE x [<!ENTITY a "甲乙丙丁戊己庚辛">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_and_entities_are_refused_in_every_encoding(prolog, encoding):
    body = f"<w:document {SPACES}><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>"
    raw = f'<?xml version="1.0" encoding="{encoding}"?>{prolog}{body}'.encode(encoding)

    assert refused(docx(raw=raw)) is errors.UnsafeXml


def test_a_document_in_utf_16_is_read():
    body = f"<w:document {SPACES}><w:body>{p('通知')}</w:body></w:document>"
    raw = f'<?xml version="1.0" encoding="utf-16"?>{body}'.encode("utf-16")

    assert open_package(docx(raw=raw), "稿.docx").main


@pytest.mark.parametrize("raw", ["<w:document", "<a><b></a></b>", "", "<?xml version='1.0' encoding='gbk'?><a/>  <b/>"])
def test_xml_that_is_not_well_formed_is_told_without_its_text(raw):
    raw = raw or " "

    assert refused(docx(raw=raw)) is errors.BrokenXml


def test_xml_nested_beyond_reason_is_refused():
    deep = "<w:p>" * 400 + "</w:p>" * 400

    assert refused(docx(deep)) is errors.BrokenXml


def test_a_macro_file_is_refused_by_type_part_and_name():
    macro = MAIN.replace("openxmlformats-officedocument.wordprocessingml.document", "ms-word.document.macroEnabled")

    assert refused(docx(p("x"), main=macro.replace(".main+xml", ".macroEnabled.main+xml"))) is errors.MacroFile
    assert refused(docx(p("x"), parts={"word/vbaProject.bin": "x"})) is errors.MacroFile
    assert refused(notice(), "稿.docm") is errors.MacroFile


def test_a_document_without_any_paragraph_is_refused():
    assert refused(docx("")) is errors.NoText


@pytest.mark.parametrize("blank", ["", "   ", "\u200b\u3000"])
def test_a_document_without_visible_text_is_refused(blank):
    with pytest.raises(errors.NoText):
        take_in(docx(p(blank), p(blank)), "稿.docx")


def test_a_file_that_names_no_document_part_is_no_word_file():
    files = unzipped(notice()) | {"_rels/.rels": "<Relationships/>"}

    assert refused(zipped(files)) is errors.NotDocx
    assert refused(zipped({name: data for name, data in files.items() if name != "word/document.xml"})) in (
        errors.NotDocx,
        errors.BrokenXml,
    )


def test_tables_nested_beyond_reason_are_refused():
    nested = p("x")
    for _ in range(20):
        nested = f"<w:tbl><w:tr><w:tc>{nested}<w:p/></w:tc></w:tr></w:tbl>"

    with pytest.raises(errors.TooDeep):
        take_in(docx(p("通知"), nested), "稿.docx")


def test_nothing_outside_the_file_is_asked(monkeypatch):
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("went to the network"))
    relations = [
        ("rId7", "image", "http://127.0.0.1/a.png"),
        ("rId8", "attachedTemplate", "http://127.0.0.1/t.dotx"),
    ]

    taken = take_in(notice(relations=relations), "稿.docx")

    assert {each.kind for each in taken.hidden} == {"external_target"}


def test_strict_open_xml_is_read_like_the_transitional():
    strict = (
        unzipped(notice())["word/document.xml"]
        .replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    )

    assert take_in(docx(raw=strict), "稿.docx").draft.content.title == "某某省教育厅关于做好有关工作的通知"


def test_a_reading_that_takes_too_long_is_stopped_with_its_sentence(monkeypatch):
    monkeypatch.setattr(walk, "LONGEST_SECONDS", -1)

    with pytest.raises(errors.TooSlow) as refusal:
        read(open_package(notice(*map(p, "甲乙丙丁")), "稿.docx"))

    assert "-1秒" in str(refusal.value)
