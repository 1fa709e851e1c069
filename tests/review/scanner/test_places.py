"""Where a finding stands: the lines of a content, and a place in words."""

import pytest

from documents.docx.model import Attachment, Cell, Content, Heading, Paragraph, Table
from review.scanner import Kind, places, scan

ROWS = (
    (Cell((Paragraph("姓名"),)), Cell((Paragraph("班级"),))),
    (Cell((Paragraph("李小红"),)), Cell((Paragraph("三年级二班"),))),
)
CONTENT = Content(
    title="关于资助工作的通知",
    addressees=("各省", "各市"),
    blocks=(Heading(1, "一、范围", "身份证11010519491231002X"), Paragraph("正文"), Table(ROWS)),
    notes=("名单",),
    attachments=(Attachment("附件1", "名单", (Paragraph("手机13812345678"), Table(ROWS))),),
)


def test_every_line_of_a_content_is_scanned_also_those_of_cells_and_attachments():
    assert [line.text for line in places.lines_of(CONTENT) if line.text] == [
        "关于资助工作的通知", "各省", "各市", "一、范围身份证11010519491231002X", "正文",
        "姓名", "班级", "李小红", "三年级二班", "名单", "名单", "手机13812345678",
        "姓名", "班级", "李小红", "三年级二班",
    ]  # fmt: skip


def test_a_finding_says_in_words_where_it_is():
    found = [(each.kind, places.words(each.place)) for each in scan(places.lines_of(CONTENT))]

    assert found == [
        (Kind.ID_CARD, "正文第1段"),
        (Kind.MINOR, "正文表1第2行第1格"),
        (Kind.MOBILE, "附件1第1段"),
        (Kind.MINOR, "附件1表1第2行第1格"),
    ]


@pytest.mark.parametrize(
    ("place", "words"),
    [("title", "标题"), ("addressees", "主送机关"), ("note 0", "附件说明第1项"), ("attachment 1/label", "附件2标题")],
)
def test_the_other_places_have_words_too(place, words):
    assert places.words(place) == words
