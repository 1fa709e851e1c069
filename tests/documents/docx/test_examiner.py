"""公文体检: each rule finds what breaks it, says where, and leaves sound documents alone."""

import pytest

from documents.docx.examining.examiner import examine
from tests.documents.docx.conftest import OFFICIAL, SHARED, sample_id
from tests.documents.docx.making import centred, docx, notice, p, part, r, right, tbl

OFFICE = "某某省教育厅"
BREAK = '<w:r><w:br w:type="page"/></w:r>'
A4 = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="{}" w:left="1588" w:bottom="1984" w:right="1474"/>'


def letter(title, addressees, *body, office=OFFICE, day="2024年3月5日", head=(), tail=()):
    """Return a file with these elements."""
    return docx(*head, centred(title), p(addressees), *body, right(office, day), *tail)


def found(data, rule):
    """Return severity and place of what a rule finds, and the clauses that it names."""
    hits = [each for each in examine(data, "稿.docx").format if each.rule == rule and not _is_page(each)]
    return [(each.severity, each.as_json()["paragraph"]) for each in hits], [each.basis for each in hits]


def _is_page(finding):
    return finding.severity == "info" and finding.mended


REQUEST = "某某省教育厅关于增加编制的请示"
REPORT = "某某省教育厅关于工作情况的报告"
NOTICE = "某某省教育厅关于做好工作的通知"
ASK = p("妥否，请批复。")
COPIED = tbl(["抄送：厅直属单位，省财政厅。"])
SIGNED = p("某教〔2024〕3号　　签发人：张某")
BROKEN = [
    (41, centred("某某省教育厅工作规则") + p("各市教育局：") + p("执行。"), [("warn", 0)], "第八、九条"),
    (41, p("没有标题的文字，就是一段话。"), [("block", None)], "第九条"),
    (42, letter(REQUEST, "省人民政府、省财政厅：", ASK), [("block", 1)], "第十五条第一项"),
    (
        42,
        letter(REQUEST, "省人民政府：", ASK, tail=[COPIED]),
        [("block", "table 0/row 0/cell 0/paragraph 0")],
        "第一项",
    ),
    (42, letter(REQUEST, "省人民政府：", p("请批准一事。"), p("甲。"), p("请审批二事。")), [("warn", 4)], "第四项"),
    (43, letter(REPORT, "省人民政府：", p("甲。"), ASK), [("block", 3)], "第十五条第四项"),
    (43, letter(NOTICE, "各市教育局：", p("有关编制，请予批准。"), p("甲。")), [("warn", 2)], "第四项"),
    (44, letter(REPORT, "省人民政府：", p("甲。")), [("warn", None)], "第九条第六项"),
    (44, letter(REPORT, "省人民政府：", p("甲。"), head=[centred("某教〔2024〕3号")]), [("block", 0)], "第六项"),
    (45, letter(REQUEST, "王某某省长：", ASK), [("block", 1)], "第十五条第五项"),
    (46, letter("关于检查的通知", "各市教育局：", p("甲。"), office=f"{OFFICE}高等教育处"), [("block", 3)], "第十七条"),
    (50, letter(NOTICE, "各市教育局：", p("甲。"), head=[centred("某教[2024]03号")]), [("warn", 0)], "7.2.5"),
    (53, letter(NOTICE, "各市教育局:", p("甲。")), [("warn", 1)], "7.3.2"),
    (53, docx(centred(NOTICE), p("现将事项通知如下。"), right(OFFICE, "2024年3月5日")), [("warn", None)], "7.3.2"),
    (53, letter(NOTICE, "各市教育局：", p("甲。"), day="2024年03月05日"), [("warn", 4)], "7.3.5.4"),
    (53, letter(NOTICE, "各市教育局：", p("甲。"), day="二〇二四年三月五日"), [("warn", 4)], "7.3.5.4"),
    (53, letter(NOTICE, "各市教育局：", p("甲。"), day="2024年3月 日"), [("info", 4)], "7.3.5.4"),
    (53, letter(NOTICE, "各市教育局：", p("甲。"), tail=[p("抄送：省财政厅")]), [("warn", 5)], "7.4.2"),
    (
        53,
        letter(NOTICE, "各市教育局：", p("甲。"), p("附件：名单。"), tail=[p("附件"), centred("名单")]),
        [("warn", 3)],
        "7.3.4",
    ),
    (53, letter(NOTICE, "各市教育局：", p("甲。"), tail=[p("附件"), centred("名单")]), [("warn", 5)], "7.3.4"),
    (
        53,
        letter(NOTICE, "各市教育局：", p("甲。"), p("附件：1.名单"), p("2.表"), tail=[p("附件1"), centred("名单")]),
        [("warn", 3)],
        "7.3.7",
    ),
    (
        53,
        letter(NOTICE, "各市教育局：", p("甲。"), p("附件：名单"), tail=[p("附件"), centred("名册")]),
        [("warn", 7)],
        "7.3.7",
    ),
    (
        53,
        letter(
            NOTICE,
            "各市教育局：",
            p("甲。"),
            p("附件：1.名单"),
            p("2.表"),
            tail=[p("附件1"), centred("名单"), p("甲"), p("附件3"), centred("表")],
        ),
        [("warn", 10)],
        "7.3.7",
    ),
    (53, letter(NOTICE, "各市教育局：", p(runs=BREAK), p("现将事项通知如下。")), [("warn", 3)], "7.3.3"),
    (53, letter(NOTICE, "各市教育局、" * 80 + "县教育局：", p("现将事项通知如下。")), [("warn", 2)], "7.3.2"),
    (55, notice(p("一、总则"), p("（一）目的。"), p("（1）第一")), [("warn", 4)], "7.3.3"),
    (55, notice(p("一、总则"), p("三、附则")), [("warn", 3)], "7.3.3"),
    (55, notice(p("一、总则"), p("1.第一"), p("2.第二")), [("info", 3)], "7.3.3"),
]


@pytest.mark.rule(41)
@pytest.mark.rule(42)
@pytest.mark.rule(43)
@pytest.mark.rule(44)
@pytest.mark.rule(45)
@pytest.mark.rule(46)
@pytest.mark.rule(50)
@pytest.mark.rule(53)
@pytest.mark.rule(55)
@pytest.mark.parametrize(("rule", "data", "hits", "clause"), BROKEN)
def test_what_breaks_a_rule_is_found_in_its_place(rule, data, hits, clause):
    data = data if isinstance(data, bytes) else docx(data)
    places, clauses = found(data, rule)

    assert places == hits
    assert all(clause in each for each in clauses)


SOUND = [
    letter(REQUEST, "省人民政府：", p("拟增加编制。"), ASK, head=[SIGNED]),
    letter(REPORT, "省人民政府：", p("现将情况报告如下。"), p("特此报告。"), head=[SIGNED]),
    letter("某某省教育厅关于协助调查的函", "省公安厅：", p("请予审批并函复。")),
    letter("某某省教育厅关于某某大学章程的批复", "某某大学：", p("你校《关于核准章程的请示》收悉。")),
    letter("某某大学学生处关于评奖的通知", "各学院：", p("甲。"), office="某某大学学生处"),
    letter("某某省教育厅办公室关于值班的通知", "各市教育局：", p("甲。"), office="某某省教育厅办公室"),
    letter(NOTICE, "各市教育局：", p("甲。"), tail=[p("抄送：省财政厅。"), p("某某省教育厅办公室　2024年3月6日印发")]),
    notice(p("一、总则"), p("（一）目的。"), p("1.甲。"), p("2.乙。"), p("二、分则"), p("（一）依据。"), p("3.丙。")),
    letter("某某省教育厅关于表彰的决定", "各市教育局：", p("甲。"), p("附件：名单"), tail=[p("附件"), centred("名单")]),
]


@pytest.mark.parametrize("data", SOUND)
def test_a_sound_document_is_left_alone(data):
    report = examine(data, "稿.docx")

    assert [each for each in report.format if not _is_page(each)] == []
    assert report.outcome == 0


def test_the_printed_form_is_measured_against_the_standard():
    song = '<w:rFonts w:eastAsia="宋体"/><w:sz w:val="{}"/>'
    data = docx(
        p(runs=r(NOTICE, song.format(36)), align="center"),
        p("各市教育局："),
        p(runs=r("一、总体要求", song.format(32))),
        p(runs=r("为做好有关工作，现将有关事项通知如下，请认真贯彻执行。", song.format(28))),
        right(OFFICE, "2024年3月5日"),
        p(properties=A4.format(1000) + "</w:sectPr>"),
    )
    said = [(each.paragraph, each.basis[-5:]) for each in examine(data, "稿.docx").format if _is_page(each)]

    assert said == [
        ("", "5.2.1"),
        ("", "2 7.5"),
        ("0", "7.3.1"),
        ("3", "7.3.3"),
        ("2", "7.3.3"),
    ]


def test_a_file_in_the_form_of_the_standard_has_nothing_to_mend():
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/>'
        '<w:sz w:val="32"/></w:rPr></w:style>'
    )
    page = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>"
    data = docx(
        p(runs=r(NOTICE, '<w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/>'), align="center"),
        p("各市教育局："),
        p(runs=r("一、总体要求", '<w:rFonts w:eastAsia="黑体"/>')),
        p("为做好有关工作，现将有关事项通知如下，请认真贯彻执行。"),
        right(OFFICE, "2024年3月5日"),
        p(properties=A4.format(2098) + "</w:sectPr>"),
        parts={"word/styles.xml": part("styles", styles), "word/footer1.xml": part("ftr", page)},
        relations=[("rId2", "styles", "styles.xml"), ("rId3", "footer", "footer1.xml")],
    )

    assert examine(data, "稿.docx").format == ()


@pytest.mark.parametrize("row", OFFICIAL, ids=sample_id)
def test_a_document_that_the_state_council_issued_is_never_blocked(row):
    report = examine((SHARED / row["file"]).read_bytes(), row["file"])

    assert {each.severity for each in report.format} <= {"warn", "info"}
    assert {each.rule for each in report.format if each.severity == "warn"} <= {41, 53}


def test_the_place_of_a_finding_is_the_index_that_python_docx_gives():
    data = notice(
        tbl(["甲", "乙"]), p("一、总则"), "<w:sdt><w:sdtContent>" + p("控件。") + "</w:sdtContent></w:sdt>", p("三、续")
    )
    places, _ = found(data, 55)

    assert places == [("warn", 3)]
