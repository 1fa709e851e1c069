"""The four forms of GB/T 9704-2012: which one a document gets, and what each puts where, measured in the file."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import docx as python_docx
import pytest

from documents.docx.model import Content, Elements, Heading, Paragraph, lines_of
from documents.docx.typesetting import html, sheet
from documents.docx.typesetting.forms import Form, form_of
from documents.docx.typesetting.typeset import typeset
from tests.documents.docx.conftest import draft_of
from tests.documents.docx.making import unzipped

DAY = date(2024, 3, 5)
PLAIN = Elements("教育部", "教发〔2024〕8号", issued_on=DAY)
LINE = sheet.LINE * 635  # EMU
LETTER = replace(PLAIN, number="教函〔2024〕8号")
ORDER = replace(PLAIN, number="教育部令第57号", signatories=("王小明",), signatory_title="部长")
TEXT = Content("教育部关于做好有关工作的通知", ("各省教育厅",), (Paragraph("第一段。"), Paragraph("第二段。")))
MINUTES = replace(TEXT, title="教育部关于有关工作的会议纪要")


def opened(content=TEXT, elements=PLAIN):
    return python_docx.Document(BytesIO(typeset(content, elements, {})))


def of_style(document, *names):
    return [each.text for each in document.paragraphs if each.style.name in names]


def xml(content=TEXT, elements=PLAIN):
    return unzipped(typeset(content, elements, {}))["word/document.xml"].decode()


@pytest.mark.parametrize(
    ("body", "number", "title", "form"),
    [
        ("教育部", "教发〔2024〕1号", "关于某事的通知", Form.DOCUMENT),
        ("教育部", "教函〔2024〕1号", "关于某事的通知", Form.LETTER),
        ("教育部", "", "关于商请某事的函", Form.LETTER),
        ("教育部文件", "教发〔2024〕1号", "关于商请某事的函", Form.DOCUMENT),
        ("教育部", "教育部令第57号", "某某办法", Form.ORDER),
        ("国务院令", "", "某某条例", Form.ORDER),
        ("教育部", "", "教育部会议纪要", Form.MINUTES),
        ("教育部党组会议纪要", "", "", Form.MINUTES),
    ],
)
def test_genre_and_number_choose_the_form(body, number, title, form):
    assert form_of(Elements(body, number), title) is form


def test_a_letter_has_no_number_on_its_first_page_and_double_lines_of_170_millimetres():
    made = xml(elements=LETTER)
    rules = of_style(opened(elements=LETTER), "明发信函粗线", "明发信函细线")

    assert "<w:titlePg/>" in made and "<w:titlePg/>" not in xml()
    assert rules == [""] * 4
    assert set(re.findall(r'w:w="(\d+)"[^>]*w:hAnchor="page"', made)) == {"9638"}
    assert re.findall(r'w:xAlign="center" w:y="(\d+)"', made) == ["1701"] * 5 + ["15704"] * 3


def test_a_letter_has_no_printing_line_and_no_rules_in_its_colophon():
    elements = replace(LETTER, copies_to=("国务院办公厅",), printing_body="教育部办公厅", printed_on=DAY)

    assert of_style(opened(elements=elements), "明发抄送", "明发印发", "明发版记粗线") == ["抄送：国务院办公厅。"]
    assert of_style(opened(elements=replace(elements, number="教发〔2024〕8号")), "明发印发", "明发版记粗线") == [
        "",
        "教育部办公厅\t2024年3月5日印发",
        "",
    ]


def test_an_order_is_signed_by_the_head_with_title_and_name():
    document = opened(elements=ORDER)
    draft = draft_of(typeset(TEXT, ORDER, {}))

    assert of_style(document, "明发签名章") == ["部长\t王小明"]
    assert of_style(document, "明发署名") == []
    assert draft.signatories == ("王小明",) and draft.content == TEXT
    assert of_style(document, "明发发文字号") == ["第57号"]


def test_minutes_name_who_attended_after_a_label_in_black_type():
    content = replace(MINUTES, blocks=(Paragraph("议定事项。"), Paragraph("出席：张三、李四"), Paragraph("散会。")))
    document = opened(content)
    attended = next(each for each in document.paragraphs if each.text.startswith("出席"))

    assert of_style(document, "明发发文机关标志") == ["教育部会议纪要"]
    assert [(run.text, run.font.name) for run in attended.runs] == [("出席：", "黑体"), ("张三、李四", None)]
    assert draft_of(typeset(content, PLAIN, {})).content == content


def test_the_page_bears_the_same_masthead_and_signature_as_the_paper():
    assert "教育部会议纪要" in html.render(MINUTES, PLAIN)
    assert "教育部文件" in html.render(TEXT, PLAIN)
    assert '<p class="gw-signature">部长 王小明</p>' in html.render(TEXT, ORDER)


@pytest.mark.rule(44)
def test_many_signatories_stand_two_to_a_line_and_the_number_beside_the_last():
    elements = replace(PLAIN, upward=True, signatories=("张三", "欧阳文华", "李小四"))
    document = opened(elements=elements)

    assert of_style(document, "明发签发人", "明发发文字号") == [
        "\t\t签发人：张三\t欧阳文华",
        "\t教发〔2024〕8号\t\t李小四",
    ]
    draft = draft_of(typeset(TEXT, elements, {}))
    assert draft.signatories == elements.signatories and str(draft.number) == elements.number


def test_the_bodies_of_a_joint_document_stand_below_each_other_with_one_word_beside_them():
    elements = replace(PLAIN, issuing_body="教育部、国家发展改革委、财政部")
    document = opened(elements=elements)
    (masthead,) = document.tables

    assert [row.cells[0].text for row in masthead.rows] == ["教育部", "国家发展改革委", "财政部"]
    assert {row.cells[1]._tc for row in masthead.rows} == {masthead.cell(0, 1)._tc}
    assert masthead.cell(0, 1).text.strip() == "文件"
    draft = draft_of(typeset(TEXT, elements, {}))
    assert draft.content == TEXT and draft.masthead == "教育部、国家发展改革委、财政部文件"
    assert draft.signature_bodies == ("教育部", "国家发展改革委", "财政部")


def test_a_joint_letter_bears_the_lead_alone():
    document = opened(elements=replace(LETTER, issuing_body="教育部、财政部"))

    assert of_style(document, "明发发文机关标志") == ["教育部"] and document.tables == []
    assert of_style(document, "明发署名") == ["\t教育部\t财政部"]


def right_of(document, style):
    (found,) = [each for each in document.paragraphs if each.style.name == style]
    return (found.paragraph_format.right_indent or 0) / 635 / 316


def test_under_a_seal_the_name_is_centred_over_a_date_four_characters_from_the_edge():
    elements = replace(PLAIN, signature_bodies=("教育部",), issued_on=date(2024, 3, 15))
    document = opened(elements=elements)  # the date is 7 characters wide, the name 3

    assert right_of(document, "明发成文日期") == pytest.approx(4, abs=0.01)
    assert right_of(document, "明发署名") == pytest.approx(4 + (6.5 - 3) / 2, abs=0.01)


MANY = ("教育部", "财政部", "民政部", "司法部", "公安部")
LONG = ("某某省人力资源和社会保障厅办公室", "某某省住房和城乡建设厅办公室")


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        (MANY[:1], ["教育部"]),
        (MANY[:2], ["\t教育部\t财政部"]),
        (MANY[:4], ["\t教育部\t财政部\t民政部", "\t司法部"]),
        (MANY, ["\t教育部\t财政部\t民政部", "\t司法部\t公安部"]),
        (LONG, list(LONG)),
    ],
)
def test_under_seals_the_bodies_stand_three_to_a_row_with_room_for_the_seal_of_each(names, rows):
    elements = replace(PLAIN, signature_bodies=names)
    document = opened(elements=elements)
    shown = [each for each in document.paragraphs if each.style.name == "明发署名"]
    stops = [[stop.position.mm for stop in each.paragraph_format.tab_stops] for each in shown if "\t" in each.text]
    pitch = [each.paragraph_format.space_before / LINE + 1 for each in shown[1:]]

    assert [each.text for each in shown] == rows
    assert all(22.5 < stop < 156 - 22.5 for row in stops for stop in row)  # half a seal from either edge
    assert all(after - one > 45 for row in stops for one, after in pairwise(row))
    assert all(lines * 225 / 22 > 45 for lines in pitch)
    assert draft_of(typeset(TEXT, elements, {})).signature_bodies == names


def test_without_seals_the_bodies_stand_below_each_other():
    document = opened(elements=replace(PLAIN, signature_bodies=MANY, sealed=False))

    assert of_style(document, "明发署名") == list(MANY)


def test_a_long_name_stays_inside_the_page_and_over_its_date():
    body = "某某省某某市某某区人民政府办公室教育工作领导小组"
    document = opened(elements=replace(PLAIN, signature_bodies=(body,)))

    assert right_of(document, "明发署名") == 0
    assert right_of(document, "明发成文日期") == pytest.approx((len(body) - 6) / 2, abs=0.01)


def test_without_a_seal_the_date_begins_two_characters_further_in_than_the_name():
    elements = replace(PLAIN, signature_bodies=("国家教育体制改革领导小组",), sealed=False)
    document = opened(elements=elements)

    assert right_of(document, "明发署名") == pytest.approx(2, abs=0.01)
    assert right_of(document, "明发成文日期") == pytest.approx(12 - 6, abs=0.01)
    longer = opened(elements=replace(elements, signature_bodies=("教育部",)))
    assert right_of(longer, "明发成文日期") == pytest.approx(2, abs=0.01)
    assert right_of(longer, "明发署名") == pytest.approx(2 + 6 + 2 - 3, abs=0.01)


def test_addressees_that_would_fill_the_first_page_stand_in_the_colophon():
    many = replace(TEXT, addressees=tuple(f"第{at}个单位的全称" for at in range(60)))
    document = opened(many)

    assert of_style(document, "明发主送机关") == []
    assert of_style(document, "明发版记主送") == [f"主送：{'，'.join(many.addressees)}。"]
    assert draft_of(typeset(many, PLAIN, {})).content == many
    assert of_style(opened(), "明发版记主送") == []


@pytest.mark.parametrize(
    ("last", "kept"),
    [
        (Paragraph("特此通知。"), True),
        (Heading(2, "（三）抓好落实。", "请认真执行。"), True),
        (Paragraph("请认真执行。" * 40), False),
    ],
)
def test_a_short_end_of_the_text_stays_with_the_signature(last, kept):
    document = opened(replace(TEXT, blocks=(*TEXT.blocks, last)))
    found = next(each for each in document.paragraphs if each.text == "".join(lines_of((last,))))

    assert bool(found.paragraph_format.keep_with_next) is kept


def test_the_attachment_note_lines_its_names_up():
    document = opened(replace(TEXT, notes=("甲", "乙")))
    first, second = [each.paragraph_format for each in document.paragraphs if each.style.name == "明发附件说明"]

    assert first.left_indent == second.left_indent
    assert first.first_line_indent / second.first_line_indent == pytest.approx(4, abs=0.02)
