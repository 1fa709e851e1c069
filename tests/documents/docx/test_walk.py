"""What a reader sees of a file, and nothing else."""

import pytest

from documents.docx.model import Heading, Paragraph
from tests.documents.docx.conftest import draft_of
from tests.documents.docx.making import box, docx, notice, p, part, r

M_A, M_B = (f"<m:r><m:t>{letter}</m:t></m:r>" for letter in "ab")


def text_of(*blocks, **options):
    """Return the lines of the text of a notice with these blocks."""
    content = draft_of(notice(*blocks, **options)).content
    return [block.text + getattr(block, "rest", "") for block in content.blocks]


@pytest.mark.parametrize(
    ("runs", "seen"),
    [
        (r("甲") + "<w:ins><w:r><w:t>乙</w:t></w:r></w:ins>", "甲乙"),
        (r("甲") + "<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>" + r("丙"), "甲丙"),
        (r("甲") + f"<w:moveFrom>{r('乙')}</w:moveFrom><w:moveTo>{r('丙')}</w:moveTo>", "甲丙"),
        (r("甲") + r("乙", "<w:vanish/>"), "甲"),
        (r("甲") + r("乙", '<w:vanish w:val="0"/>'), "甲乙"),
        (r("甲") + r("乙", '<w:color w:val="FFFFFF"/>'), "甲"),
        (r("甲") + r("乙", '<w:color w:val="FEFEFE"/>'), "甲"),
        (r("甲") + r("乙", '<w:color w:val="FFFFFF"/><w:shd w:fill="003366"/>'), "甲乙"),
        (r("甲") + r("乙", '<w:color w:val="000000"/><w:highlight w:val="black"/>'), "甲"),
        (r("甲") + r("乙", '<w:sz w:val="2"/>'), "甲"),
        (r("甲") + '<w:hyperlink r:id="x"><w:r><w:t>乙</w:t></w:r></w:hyperlink>', "甲乙"),
        (r("甲") + f"<w:sdt><w:sdtPr/><w:sdtContent>{r('乙')}</w:sdtContent></w:sdt>", "甲乙"),
        (r("面积10m") + r("2", '<w:vertAlign w:val="superscript"/>'), "面积10m²"),
        (r("二氧化碳CO") + r("2", '<w:vertAlign w:val="subscript"/>'), "二氧化碳CO₂"),
        (r("第1") + r("st", '<w:vertAlign w:val="superscript"/>'), "第1^(st)"),
        (r("甲") + '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "甲☑"),
        (r("甲") + '<w:r><w:sym w:font="不明" w:char="F0FF"/></w:r>', "甲〓"),
        (r("甲") + "<w:r><w:tab/></w:r>" + r("乙"), "甲 乙"),
        (r("abc", "<w:caps/>"), "ABC"),
        ('<w:r><w:t xml:space="preserve">甲 </w:t></w:r><w:r><w:t> 乙</w:t></w:r>', "甲 乙"),
        (f"<w:r><w:ruby><w:rt>{r('zì')}</w:rt><w:rubyBase>{r('字')}</w:rubyBase></w:ruby></w:r>", "字（zì）"),
        (f"<m:oMath><m:f><m:num>{M_A}</m:num><m:den>{M_B}</m:den></m:f></m:oMath>", "a/b"),
    ],
)  # fmt: skip
def test_a_run_counts_as_a_reader_sees_it(runs, seen):
    assert text_of(p(runs=runs)) == [seen]


def test_the_code_of_a_field_is_left_out_and_its_result_kept():
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText>HYPERLINK 甲</w:instrText></w:r>"
    runs = mark.format("begin") + code + r("代码中") + mark.format("separate") + r("乙") + mark.format("end") + r("丙")

    assert text_of(p(runs=runs)) == ["乙丙"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('前半')}</w:p>"

    assert text_of(first, p("后半。")) == ["前半后半。"]


def test_a_line_break_begins_a_new_line():
    assert text_of(p(runs=r("甲。") + "<w:r><w:br/></w:r>" + r("乙。"))) == ["甲。", "乙。"]


def test_hiding_by_a_style_hides_too():
    styles = (
        '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="I"><w:basedOn w:val="H"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="L"><w:basedOn w:val="L"/></w:style>'
    )
    seen = text_of(
        p(runs=r("甲") + r("乙", '<w:rStyle w:val="I"/>') + r("丙", '<w:rStyle w:val="I"/><w:vanish w:val="0"/>')),
        p("丁", properties='<w:pStyle w:val="P"/>'),
        p("戊", properties='<w:pStyle w:val="L"/>'),
        parts={"word/styles.xml": part("styles", styles)},
        relations=[("rId2", "styles", "styles.xml")],
    )

    assert seen == ["甲丙", "戊"]


def numbered(abstract, *texts):
    used = '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{abstract}</w:abstractNum>{used}'
    paragraphs = [
        p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>') for level, text in texts
    ]
    return text_of(
        *paragraphs,
        parts={"word/numbering.xml": part("numbering", numbering)},
        relations=[("rId2", "numbering", "numbering.xml")],
    )


def level(at, form, text):
    shape = f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/>{shape}</w:lvl>'


def test_automatic_numbers_are_part_of_what_is_seen():
    abstract = (
        level(0, "chineseCountingThousand", "%1、")
        + level(1, "japaneseCounting", "（%2）")
        + level(2, "decimal", "%3.")
    )
    seen = numbered(abstract, (0, "总则"), (1, "目的"), (1, "依据"), (2, "法律"), (0, "分则"), (1, "范围"))

    assert seen == ["一、总则", "（一）目的", "（二）依据", "1.法律", "二、分则", "（一）范围"]


def test_compound_and_bulleted_numbers_are_seen():
    abstract = level(0, "decimal", "第%1条") + level(1, "decimal", "%1.%2") + level(2, "bullet", "\uf0b7")

    assert numbered(abstract, (0, "甲。"), (1, "乙。"), (1, "丙。"), (2, "丁。")) == [
        "第1条 甲。",
        "1.1 乙。",
        "1.2 丙。",
        "• 丁。",
    ]


def test_a_text_box_is_read_once_after_its_paragraph():
    assert text_of(p("甲。"), box(p("框中。")), p("乙。")) == ["甲。", "框中。", "乙。"]


def test_a_box_outside_the_page_is_not_seen():
    off = '<wp:positionH relativeFrom="page"><wp:posOffset>99000000</wp:posOffset></wp:positionH>'

    assert text_of(p("甲。"), box(p("框中。"), anchor=off)) == ["甲。"]


def test_content_controls_are_read_in_their_place():
    control = f"<w:sdt><w:sdtContent>{p('控件中。')}</w:sdtContent></w:sdt>"

    assert text_of(p("甲。"), control, p("乙。")) == ["甲。", "控件中。", "乙。"]


def test_footnotes_follow_the_text_with_their_sign():
    notes = f'<w:footnote w:id="2">{p("注释。")}</w:footnote><w:footnote w:id="3">{p("无人引用。")}</w:footnote>'
    seen = text_of(
        p(runs=r("甲") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("。")),
        p("乙。"),
        parts={"word/footnotes.xml": part("footnotes", notes)},
        relations=[("rId2", "footnotes", "footnotes.xml")],
    )

    assert seen == ["甲①。", "乙。", "①注释。"]


def test_headings_are_known_by_their_number_or_by_the_outline():
    data = notice(
        p("一、总体要求"),
        p("（一）指导思想。以某某为指导，认真落实。"),
        p("1.具体措施"),
        p("（1）步骤"),
        p("方案概述", properties='<w:outlineLvl w:val="1"/>'),
        p("（一）因任职取得的所得；"),
        p("（二）因受雇取得的所得。"),
        p("第二章　附则", "center"),
    )

    assert draft_of(data).content.blocks == (
        Heading(1, "一、总体要求"),
        Heading(2, "（一）指导思想。", "以某某为指导，认真落实。"),
        Heading(3, "1.具体措施"),
        Heading(4, "（1）步骤"),
        Heading(2, "方案概述"),
        Paragraph("（一）因任职取得的所得；"),
        Paragraph("（二）因受雇取得的所得。"),
        Heading(1, "第二章 附则", "", "center"),
    )


def test_places_count_paragraphs_as_python_docx_does():
    from io import BytesIO

    import docx as python_docx

    data = docx(
        p("关于某事的通知", "center"),
        f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>",
        p(),
        "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>" + p("格") + "</w:tc></w:tr></w:tbl>",
        p("正文。"),
    )
    listed = [paragraph.text for paragraph in python_docx.Document(BytesIO(data)).paragraphs]
    lines = {line.place: line.text for line in draft_of(data).lines}

    assert {place: text for place, text in lines.items() if place.isdecimal()} == {
        str(at): text for at, text in enumerate(listed) if text
    }
    assert lines["table 0/row 0/cell 1/paragraph 0"] == "格"
    assert lines["control 0/paragraph 0"] == "控件"
