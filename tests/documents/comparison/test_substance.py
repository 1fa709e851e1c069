import pytest
from hypothesis import HealthCheck, given, settings

from documents.comparison import Nature, compare, nature_of
from documents.comparison.substance import essence_of_text
from documents.docx.model import Attachment, Cell, Content, Heading, Paragraph, Picture, Table
from tests.documents.docx.contents import CONTENTS

A = "a" * 64
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
BASE = Content(
    title="教育部关于公布名单的通知",
    addressees=("各省教育厅", "部属各高校"),
    blocks=(Paragraph("现就2017年工作，通知如下。"), Heading(1, "一、要求"), Picture(A, 50, 40)),
    notes=("名单",),
    attachments=(Attachment("附件", "名单", (Table(((Cell((Paragraph("10 人"),)), Cell()),)),)),),
)


def text(words):
    return Content("标题", (), (Paragraph(words),))


@pytest.mark.rule(51)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("现就有关工作通知如下。", "现就 有关工作通知如下。"),
        ("通知如下,请执行", "通知如下，请执行"),
        ("共10人", "共１０人"),
        ("共10人", "共 10 人"),
        ("（试行）", "(试行)"),
        ("所谓“公开”", '所谓"公开"'),
        ("增长10%", "增长 10 %"),
        ("见第3条 。", "见第3条｡"),
    ],
)
def test_blanks_and_widths_are_typography(old, new):
    assert nature_of(text(old), text(new)) == Nature.TYPOGRAPHIC
    assert nature_of(text(new), text(old)) == Nature.TYPOGRAPHIC


@pytest.mark.rule(51)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("应当公开", "可以公开"),
        ("共10人", "共100人"),
        ("10 20", "1020"),
        ("3. 5万元", "3.5万元"),
        ("may be", "maybe"),
        ("公开，保密", "公开、保密"),
        ("公开。", "公开"),
        ("10²", "102"),
        ("一", "—"),
        ("2017—2020", "2017-2020"),
        ("Ab", "ab"),
        ("甲：乙", "甲；乙"),
    ],
)
def test_words_figures_and_marks_are_substance(old, new):
    assert nature_of(text(old), text(new)) == Nature.SUBSTANTIVE


@pytest.mark.rule(51)
@pytest.mark.parametrize(
    "blocks",
    [
        (Paragraph("现就2017年工作，通知如下。", "center"), Heading(1, "一、要求"), Picture(A, 50, 40)),
        (Paragraph("现就2017年工作，通知如下。"), Heading(2, "一、要求"), Picture(A, 50, 40)),
        (Paragraph("现就2017年工作，通知如下。"), Paragraph("一、要求"), Picture(A, 50, 40)),
        (Paragraph("现就2017年工作，通知如下。"), Heading(1, "一、要求"), Picture(A, 25, 20)),
    ],
)
def test_how_a_paragraph_stands_and_how_large_a_picture_is_printed_is_typography(blocks):
    assert nature_of(BASE, Content(BASE.title, BASE.addressees, blocks, BASE.notes, BASE.attachments)) == "typographic"


@pytest.mark.rule(51)
@pytest.mark.parametrize(
    "changed",
    [
        {"title": "教育部关于公布新名单的通知"},
        {"addressees": ("各省教育厅",)},
        {"notes": ()},
        {"attachments": ()},
        {"blocks": BASE.blocks[::-1]},
        {"blocks": (Paragraph("现就2017年工作，"), Paragraph("通知如下。"), *BASE.blocks[1:])},
        {"blocks": (*BASE.blocks[:2], Picture("b" * 64, 50, 40))},
        {"attachments": (Attachment("附件", "名单", (Table(((Cell(), Cell((Paragraph("10 人"),))),)),)),)},
        {"attachments": (Attachment("附件", "名单", (Table(((Cell((Paragraph("10 人"),), 2),),)),)),)},
    ],
)
def test_every_other_change_is_substance(changed):
    values = {name: getattr(BASE, name) for name in ("title", "addressees", "blocks", "notes", "attachments")}

    assert nature_of(BASE, Content(**values | changed)) == Nature.SUBSTANTIVE


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(CONTENTS, CONTENTS)
def test_the_whole_is_typographic_exactly_when_every_changed_part_is(old, new):
    found = compare(old, new)

    natures = {row.nature for row in found.rows}
    assert found.nature == max(natures, key=["same", "typographic", "substantive"].index, default=Nature.SAME)


def test_a_wide_blank_in_the_middle_of_words_counts_for_nothing():
    assert essence_of_text("国　务 院") == essence_of_text("国务院")
