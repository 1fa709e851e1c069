"""The printed form by GB/T 9704-2012, measured in the file; the PDF is measured elsewhere."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import docx as python_docx
import pytest
from docx.shared import Mm

from documents.docx import titlelines
from documents.docx.content import with_attachment
from documents.docx.errors import PictureMissing
from documents.docx.model import Attachment, Cell, Content, Elements, Heading, Paragraph, Picture, Table
from documents.docx.typesetting.forms import masthead
from documents.docx.typesetting.typeset import typeset
from tests.documents.docx.conftest import draft_of
from tests.documents.docx.making import unzipped

ELEMENTS = Elements("教育部办公厅", "教办厅〔2017〕3号", issued_on=date(2017, 4, 10), closing_note="此件公开发布")
CONTENT = Content(
    title="教育部办公厅关于全面推进政务公开工作的实施意见",
    addressees=("各省教育厅", "部属各高等学校"),
    blocks=(
        Heading(1, "一、总体要求"),
        Heading(2, "（一）目的。", "为了规范。"),
        Paragraph("正文。"),
        Table(((Cell((Paragraph("甲"),)), Cell((Paragraph("乙"),))),)),
    ),
)


def opened(content=CONTENT, elements=ELEMENTS):
    return python_docx.Document(BytesIO(typeset(content, elements, {})))


def lines(document):
    return [paragraph.text.replace("\n", "") for paragraph in document.paragraphs if paragraph.text]


def test_the_page_is_that_of_the_standard():
    (section,) = opened().sections

    assert abs(section.page_width - Mm(210)) < Mm(0.1) and abs(section.page_height - Mm(297)) < Mm(0.1)
    assert abs(section.top_margin - Mm(37)) < Mm(1) and abs(section.left_margin - Mm(28)) < Mm(1)
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin
    assert abs(width - Mm(156)) < Mm(1) and abs(height - Mm(225)) < Mm(1)


def test_twenty_two_lines_and_twenty_eight_characters_fill_the_type_area():
    document = opened()
    section, body = document.sections[0], document.styles["明发正文"]
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin
    line = document.styles["Normal"].paragraph_format.line_spacing
    closer = int(body.element.rPr.find(f"{{{body.element.nsmap['w']}}}spacing").values()[0]) * 635
    character = body.font.size + closer

    assert height // line == 22
    assert width // character == 28


def test_a_narrow_column_holds_its_heading_in_one_line():
    cells = tuple(Cell((Paragraph(text),)) for text in ("序号", "单位全称", "任务内容和完成时限要求" * 4))
    document = opened(replace(CONTENT, blocks=(Table((cells,)),)))
    first = document.tables[0].columns[0].width.pt

    assert first >= 2 * 12 + 2 * 5.4  # two characters of 小4号 and the margins of the cell


def test_the_elements_stand_in_their_order():
    elements = replace(
        ELEMENTS,
        copies_to=("省委", "省政府"),
        printing_body="办公厅",
        printed_on=date(2017, 4, 12),
        urgency="urgent",
    )
    content = replace(CONTENT, notes=("名单", "表格"), attachments=(Attachment("附件1", "名单", (Paragraph("张三"),)),))

    assert lines(opened(content, elements)) == [
        "加急",
        "教育部办公厅文件",
        "教办厅〔2017〕3号",
        CONTENT.title,
        "各省教育厅，部属各高等学校：",
        "一、总体要求",
        "（一）目的。为了规范。",
        "正文。",
        "附件：1.名单",
        "2.表格",
        "教育部办公厅",
        "2017年4月10日",
        "（此件公开发布）",
        "附件1",
        "名单",
        "张三",
        "抄送：省委，省政府。",
        "办公厅\t2017年4月12日印发",
    ]


def test_the_fonts_and_sizes_are_those_of_the_standard():
    styles = opened().styles
    sizes = {name: (styles[name].font.name, styles[name].font.size.pt) for name in (
        "明发标题", "明发正文", "明发一级标题", "明发二级标题", "明发三级标题", "明发抄送", "明发页码",
    )}  # fmt: skip

    assert sizes == {
        "明发标题": ("方正小标宋简体", 22),
        "明发正文": ("仿宋_GB2312", 16),
        "明发一级标题": ("黑体", 16),
        "明发二级标题": ("楷体_GB2312", 16),
        "明发三级标题": ("仿宋_GB2312", 16),
        "明发抄送": ("仿宋_GB2312", 14),
        "明发页码": ("宋体", 14),
    }


def test_no_mark_hangs_over_the_edge_of_the_type_area():
    normal = opened().styles["Normal"].element

    assert normal.find(".//{*}overflowPunct").values() == ["0"]


def test_the_masthead_and_the_line_below_the_number_are_red():
    styles = opened().styles
    border = next(styles["明发发文字号"].element.iter("{*}bottom"))

    assert str(styles["明发发文机关标志"].font.color.rgb) == "E60012"
    assert border.values()[-1] == "E60012"


def test_page_numbers_stand_outside_on_odd_and_even_pages():
    parts = unzipped(typeset(CONTENT, ELEMENTS, {}))

    assert b"evenAndOddHeaders" in parts["word/settings.xml"]
    assert b'<w:jc w:val="right"/>' in parts["word/footer1.xml"]
    assert b'<w:jc w:val="left"/>' in parts["word/footer2.xml"]


@pytest.mark.rule(44)
def test_a_document_that_goes_up_shows_its_signatory_beside_the_number():
    elements = replace(ELEMENTS, upward=True, signatories=("张三", "李四"))
    number = next(line for line in lines(opened(CONTENT, elements)) if "教办厅" in line)

    assert number == "\t教办厅〔2017〕3号\t签发人：张三\t李四"
    assert draft_of(typeset(CONTENT, elements, {})).signatories == ("张三", "李四")


@pytest.mark.rule(53)
def test_dates_have_no_leading_zeros_and_copies_end_with_a_full_stop():
    elements = replace(ELEMENTS, issued_on=date(2020, 1, 2), copies_to=("省委",))
    text = lines(opened(CONTENT, elements))

    assert "2020年1月2日" in text
    assert "抄送：省委。" in text


@pytest.mark.parametrize(
    ("body", "number", "shown"),
    [
        ("教育部", "教发〔2020〕1号", "教育部文件"),
        ("教育部", "教函〔2020〕1号", "教育部"),
        ("教育部", "教育部令第40号", "教育部令"),
        ("教育部文件", "教发〔2020〕1号", "教育部文件"),
        ("", "教发〔2020〕1号", ""),
    ],
)
def test_the_masthead_follows_the_kind_of_document(body, number, shown):
    assert masthead(Elements(body, number)) == shown


def test_an_order_shows_its_number_alone_and_the_title_only_at_its_text():
    content = Content(
        "某某规定", (), (Paragraph("现予公布。"),), (), (Attachment("", "某某规定", (Paragraph("第一条"),)),)
    )
    made = typeset(content, Elements("教育部", "教育部令第40号", issued_on=date(2017, 11, 2)), {})
    text = lines(python_docx.Document(BytesIO(made)))

    assert text == ["教育部令", "第40号", "现予公布。", "教育部", "2017年11月2日", "某某规定", "第一条"]
    assert str(draft_of(made).number) == "教育部令第40号"
    assert draft_of(made).content == content


def test_other_addressees_change_the_content():
    made = typeset(CONTENT, replace(ELEMENTS, addressees=("各市教育局",)), {})

    assert draft_of(made).content == replace(CONTENT, addressees=("各市教育局",))


def test_a_picture_that_is_not_given_stops_the_typesetter():
    content = replace(CONTENT, blocks=(Picture("0" * 64, 10, 10),))

    with pytest.raises(PictureMissing):
        typeset(content, ELEMENTS, {})


def test_a_file_uploaded_as_attachment_becomes_part_of_the_content():
    attached = Content("分工表", (), (Paragraph("任务一。"),))
    once = with_attachment(CONTENT, "任务分工表", attached)
    twice = with_attachment(once, "名单", attached)

    assert once.notes == ("任务分工表",)
    assert [(each.label, each.title) for each in twice.attachments] == [
        ("附件", "任务分工表"),
        ("附件2", "名单"),
    ]


def is_hollow(widths):
    """A line that is shorter than one above it and one below it: an hourglass, no trapezoid or diamond."""
    return any(max(widths[:at]) > wide < max(widths[at + 1 :]) for at, wide in enumerate(widths[1:-1], 1))


@pytest.mark.parametrize(
    "title",
    [
        CONTENT.title,
        "中共中央办公厅 国务院办公厅印发《关于进一步减轻义务教育阶段学生作业负担和校外培训负担的意见》",
        "教育部等九部门关于印发《职业教育提质培优行动计划（2020—2023年）》的通知",
        "关于做好工作的通知",
        "国务院关于在海南博鳌乐城国际医疗旅游先行区暂时调整实施《中华人民共和国药品管理法实施条例》有关规定的决定",
        "国务院办公厅关于2019年部分节假日安排的通知",
    ],
)
def test_a_title_breaks_into_lines_that_fit_and_lose_nothing(title):
    broken = titlelines.lines(title)

    assert "".join(broken) == title
    assert all(titlelines.width(line) <= titlelines.MOST for line in broken)
    assert not any(line[0] in "、，》）的" for line in broken[1:])
    assert not is_hollow([titlelines.width(line) for line in broken])
    assert not any(line[-1] in "《（" for line in broken)


def test_a_title_is_broken_between_words():
    assert titlelines.lines("国务院办公厅关于2019年部分节假日安排的通知") == [
        "国务院办公厅关于2019年",
        "部分节假日安排的通知",
    ]
