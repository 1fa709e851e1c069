"""The findings of `manage.py examine`: stable keys, places of the file's own paragraphs, values masked."""

import json

import docx

from tests.documents.docx.test_commands import manage

ID, MOBILE = "11010519491231002X", "13812345678"


def written(tmp_path):
    """Return a file with an identity number in a paragraph and a mobile number in a cell, as Word writes it."""
    word = docx.Document()
    word.add_paragraph("教育部办公厅关于资助工作的通知")
    word.add_paragraph(f"　　经查，身份证{ID}的持有人")
    word.add_table(1, 2).cell(0, 1).text = f"手机{MOBILE}"
    path = tmp_path / "草稿.docx"
    word.save(path)
    return path


def test_a_finding_names_the_characters_of_its_paragraph_and_never_shows_them(tmp_path):
    path = written(tmp_path)

    done = manage("examine", str(path), "--json")

    first, second = json.loads(done.stdout)["findings"]
    assert done.returncode == 2
    assert set(first) == {"kind", "severity", "paragraph", "start", "end", "masked"}
    assert (first["kind"], first["severity"], first["paragraph"]) == ("id_card", "block", 1)
    assert docx.Document(path).paragraphs[1].text[first["start"] : first["end"]] == ID
    assert (second["kind"], second["paragraph"]) == ("mobile", "table 0/row 0/cell 1/paragraph 0")
    assert ID.encode() not in done.stdout
    assert MOBILE.encode() not in done.stdout


def test_the_report_in_words_masks_too(tmp_path):
    said = manage("examine", str(written(tmp_path))).stdout.decode()

    assert "居民身份证号 11**************2X（第2段）" in said
    assert ID not in said
