"""The elements of drafts as offices lay them out: red heads, requests, boxes, tables, plain typing."""

from datetime import date

import pytest

from documents.docx.genres import Genre
from documents.docx.signs import split_addressees
from tests.documents.docx.conftest import draft_of
from tests.documents.docx.making import box, centred, docx, p, r, right, tbl, with_header

BODY = p("为做好有关工作，现将有关事项通知如下。")


@pytest.fixture(scope="module")
def red_headed():
    """A document with everything that a red head has, two attachments and a colophon."""
    return draft_of(
        docx(
            p("000123"),
            p("特急"),
            centred("某某省教育厅文件"),
            p(),
            centred("某教办〔2020〕12号"),
            p(),
            centred("某某省教育厅关于印发", "校园安全管理办法的通知"),
            p(),
            p("各市、县（区）教育局，各高等学校："),
            BODY,
            p(),
            p("附件：1.校园安全管理办法"),
            p("2.任务分工表"),
            p(),
            right("某某省教育厅", "2020年5月6日"),
            p("（此件主动公开）"),
            p("附件1", properties="<w:pageBreakBefore/>"),
            centred("校园安全管理办法"),
            p("第一条　为加强管理，制定本办法。"),
            p("附件2"),
            centred("任务分工表"),
            tbl(["任务", "单位"], ["检查", "安全处"]),
            tbl(["抄送：省人民政府办公厅，省公安厅。"], ["某某省教育厅办公室　　2020年5月7日印发"]),
        )
    )


def test_the_head_of_a_red_headed_document_is_taken_apart(red_headed):
    assert red_headed.content.title == "某某省教育厅关于印发校园安全管理办法的通知"
    assert (str(red_headed.number), red_headed.urgency, red_headed.masthead) == (
        "某教办〔2020〕12号",
        "most_urgent",
        "某某省教育厅文件",
    )
    assert red_headed.content.addressees == ("各市、县（区）教育局", "各高等学校")


def test_the_text_attachments_and_colophon_of_a_red_headed_document_are_taken_apart(red_headed):
    assert red_headed.content.notes == ("校园安全管理办法", "任务分工表")
    assert [(each.label, each.title, len(each.blocks)) for each in red_headed.content.attachments] == [
        ("附件1", "校园安全管理办法", 1),
        ("附件2", "任务分工表", 1),
    ]
    assert (red_headed.issuing_bodies, red_headed.issued_on) == (("某某省教育厅",), date(2020, 5, 6))
    assert (red_headed.closing_note, red_headed.disclosure_hint) == ("此件主动公开", "proactive")
    assert red_headed.copies_to == ("省人民政府办公厅", "省公安厅")
    assert (red_headed.printing_body, red_headed.printed_on) == ("某某省教育厅办公室", date(2020, 5, 7))
    assert [block.text for block in red_headed.content.blocks] == ["为做好有关工作，现将有关事项通知如下。"]


def test_a_request_upward_has_its_signatory_and_contact():
    draft = draft_of(
        docx(
            centred("某某市教育局文件"),
            p("某教字〔2021〕8号　　　　　　　　签发人：张　三"),
            centred("某某市教育局关于增加编制的请示"),
            p("市人民政府："),
            p("我局拟增加编制20名。"),
            p("妥否，请批示。"),
            right("某某市教育局", "2021年7月1日"),
            p("（联系人：李四，联系电话：01012345678）"),
        )
    )

    assert (draft.genre, draft.signatories) == (Genre.REQUEST, ("张三",))
    assert str(draft.number) == "某教字〔2021〕8号"
    assert draft.closing_note.startswith("联系人")
    assert draft.disclosure_hint == ""
    assert [block.text for block in draft.content.blocks] == ["我局拟增加编制20名。", "妥否，请批示。"]


@pytest.mark.parametrize(
    "title",
    [
        centred("关 于 做 好 招 生 工 作 的 通 知"),
        centred("关于做好", "招生工作的", "通知"),
        p(runs=r("关于做好") + "<w:r><w:br/></w:r>" + r("招生工作的通知"), align="center"),
        p("　　　　　　　　关于做好招生工作的通知"),
        p("关于做好招生工作的通知"),
        p("关于做好招生工作") + p("的通知"),
        p("关于做好招生工作的通知", properties='<w:pStyle w:val="Title"/>'),
        f"<w:sdt><w:sdtContent>{centred('关于做好招生工作的通知')}</w:sdtContent></w:sdt>",
        box(centred("关于做好招生工作的通知")),
        p(
            runs="<w:ins>"
            + r("关于做好招生")
            + "</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
            + r("工作的通知"),
            align="center",
        ),
    ],
    ids=range(10),
)
def test_a_title_is_found_in_every_layout(title):
    draft = draft_of(docx(title, p("各高等学校："), BODY, right("教育部", "2022年3月1日")))

    assert draft.content.title == "关于做好招生工作的通知"
    assert draft.content.addressees == ("各高等学校",)
    assert draft.issuing_bodies == ("教育部",)
    assert len(draft.content.blocks) == 1


def test_joint_issuers_keep_apart_in_title_and_signature():
    draft = draft_of(
        docx(
            centred("教育部　财政部", "关于做好资助工作的通知"),
            p("各省教育厅、财政厅："),
            BODY,
            right("教　育　部　　财　政　部", "二〇二二年三月一日"),
        )
    )

    assert draft.content.title == "教育部 财政部关于做好资助工作的通知"
    assert draft.issuing_bodies == ("教育部", "财政部")
    assert draft.issued_on == date(2022, 3, 1)


@pytest.mark.parametrize(
    "signature",
    [
        right("教育部", "财政部", "2022年3月1日"),
        tbl(["教育部", "财政部"], ["", "2022年3月1日"]),
        p("教育部　　　　财政部") + p("　　　　　　　　　　2022年3月1日"),
    ],
)
def test_joint_signatures_are_found_in_every_layout(signature):
    draft = draft_of(docx(centred("关于做好资助工作的通知"), p("各高等学校："), BODY, signature))

    assert draft.issuing_bodies == ("教育部", "财政部")
    assert draft.issued_on == date(2022, 3, 1)
    assert len(draft.content.blocks) == 1


@pytest.mark.parametrize("empty", ["2024年 月 日", "××××年×月×日", "2024年　月　日"])
def test_the_empty_date_of_a_draft_ends_its_text(empty):
    draft = draft_of(docx(centred("关于做好工作的通知"), p("各高等学校："), BODY, right("教育部", empty)))

    assert draft.issued_on is None
    assert draft.issuing_bodies == ("教育部",)
    assert len(draft.content.blocks) == 1


def test_a_number_in_the_header_is_found():
    data = with_header(centred("关于做好工作的通知"), p("各高等学校："), BODY, lines=["教发〔2024〕7号"])

    assert str(draft_of(data).number) == "教发〔2024〕7号"


def test_an_order_takes_its_title_from_the_text_that_it_promulgates():
    draft = draft_of(
        docx(
            centred("中华人民共和国教育部令", "第40号"),
            p("《某某规定》已经审议通过，现予公布，自2018年1月1日起施行。"),
            right("部长　王某某", "2017年11月2日"),
            centred("某某规定"),
            p("第一条　为规范管理，制定本规定。"),
        )
    )

    assert (str(draft.number), draft.genre) == ("教育部令第40号", Genre.ORDER)
    assert draft.content.title == "某某规定"
    assert draft.issuing_bodies == ("教育部",)
    assert draft.signature_bodies == ("部长 王某某",)
    assert draft.issued_on == date(2017, 11, 2)


def test_minutes_have_their_masthead_for_title():
    draft = draft_of(
        docx(centred("部务会议纪要"), p("〔2024〕3"), p("4月1日，会议研究了有关工作。"), right("2024年4月2日"))
    )

    assert (draft.content.title, draft.genre) == ("部务会议纪要", Genre.MINUTES)


def test_a_date_in_the_text_does_not_end_it():
    draft = draft_of(
        docx(
            centred("关于开展检查的通知"),
            p("各高等学校："),
            p("检查时间："),
            p("2024年5月1日"),
            p("检查内容见附表。"),
            right("教育部", "2024年4月2日"),
        )
    )

    assert draft.issued_on == date(2024, 4, 2)
    assert len(draft.content.blocks) == 3


@pytest.mark.parametrize(
    ("note", "hint"),
    [
        ("（此件公开发布）", "proactive"),
        ("（此件主动公开）", "proactive"),
        ("(此件依申请公开)", "on_request"),
        ("（此件不予公开）", "withheld"),
        ("（此件不公开）", "withheld"),
        ("（本文有删减）", "partial"),
        ("此件公开发布", "proactive"),
        ("（此件发至县团级）", ""),
    ],
)
def test_a_closing_note_proposes_the_attribute(note, hint):
    draft = draft_of(docx(centred("关于某事的通知"), p("各高等学校："), BODY, right("教育部", "2024年4月2日"), p(note)))

    assert draft.closing_note == note.strip("（）()")
    assert draft.disclosure_hint == hint
    assert len(draft.content.blocks) == 1


def test_a_line_on_disclosure_in_the_colophon_proposes_the_attribute_too():
    tail = p("公开方式：依申请公开") + p("抄送：省政府。") + p("教育厅办公室　2024年4月3日印发")
    draft = draft_of(docx(centred("关于某事的通知"), p("各市教育局："), BODY, right("教育厅", "2024年4月2日"), tail))

    assert draft.disclosure_hint == "on_request"
    assert draft.content.attachments == ()


def test_a_forwarded_document_stays_whole_with_its_own_date():
    draft = draft_of(
        docx(
            centred("省政府办公厅转发省教育厅", "关于加强管理意见的通知"),
            p("各市人民政府："),
            p("省教育厅《关于加强管理的意见》已经省政府同意，现转发给你们。"),
            right("省政府办公厅", "2020年2月2日"),
            centred("关于加强管理的意见"),
            p("为加强管理，提出以下意见。"),
            right("省教育厅", "2020年1月1日"),
        )
    )

    assert draft.issued_on == date(2020, 2, 2)
    assert draft.issuing_bodies == ("省政府办公厅",)
    (inner,) = draft.content.attachments
    assert (inner.label, inner.title) == ("", "关于加强管理的意见")
    assert [block.text for block in inner.blocks] == [
        "为加强管理，提出以下意见。",
        "省教育厅",
        "2020年1月1日",
    ]


def test_a_data_table_is_never_taken_for_layout():
    table = tbl(["单位", "成立日期"], ["教育部", "1998年3月10日"], ["财政部", "1949年10月1日"])
    draft = draft_of(docx(centred("关于某事的通知"), p("各市教育局："), BODY, table, right("教育部", "2024年4月2日")))

    assert len(draft.content.blocks) == 2
    assert draft.issued_on == date(2024, 4, 2)


def test_addressees_may_run_over_several_lines():
    draft = draft_of(docx(centred("关于某事的通知"), p("河北省、山西省、"), p("辽宁省教育厅，各高等学校："), BODY))

    assert draft.content.addressees == ("河北省、山西省、辽宁省教育厅", "各高等学校")


def test_addressees_are_told_apart_only_where_each_piece_is_a_body():
    assert split_addressees(("各省、自治区、直辖市人民政府", "国务院各部委、各直属机构")) == (
        "各省、自治区、直辖市人民政府",
        "国务院各部委",
        "各直属机构",
    )


def test_a_text_without_head_and_tail_is_all_text():
    draft = draft_of(docx(p("这是一段没有任何要素的文字。"), p("这是第二段。")))

    assert (draft.content.title, draft.number, draft.issued_on) == ("", None, None)
    assert len(draft.content.blocks) == 2


def test_what_is_not_an_element_of_the_head_stays_in_the_text():
    draft = draft_of(docx(p("索引号：AB-2024-001"), centred("关于某事的通知"), p("各市教育局："), BODY))

    assert draft.content.title == "关于某事的通知"
    assert "索引号：AB-2024-001" in list(draft.content.lines())
