"""R12, R13: a 密级 mark anywhere refuses the file; words about secrecy do not."""

import logging
import traceback

import pytest

from documents.docx.errors import ClassifiedContent
from documents.docx.examining import marktext
from documents.docx.intake import take_in
from tests.documents.docx.making import box, centred, docx, notice, p, part, r, tbl, with_header, zipped

pytestmark = pytest.mark.rule(12)

SHEET = (
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<si><r><t>秘密</t></r><r><t>★1年</t></r></si></sst>"
)
MARKS = [
    "秘密★1年",
    "机密☆",
    "绝密*20年",
    "机密＊",
    "密级：秘密",
    "密 级： 机 密",
    "秘　密　★　1　年",
    "機密★長期",
    "絕密★",
    "密级（机密）",
    "机密★启用前",
    "机密级★20年",
    "★秘密",
    "密级：□绝密 ☑机密 □秘密",
    "密级：绝密□ 机密☑ 秘密□",
    "保密级别:绝密",
    "秘\u200b密★",
    "ㄨ 秘密 ★10年",
]
WORDS = [
    "中华人民共和国保守国家秘密法",
    "不得泄露国家秘密、商业秘密、个人隐私。",
    "国家秘密的密级分为绝密、机密、秘密三级。",
    "密级：绝密、机密、秘密",
    "密级：□绝密 □机密 □秘密",
    "密级：绝密□ 机密□ 秘密□",
    "密级：□绝密 □机密 □秘密 ☑公开",
    "密级：内部",
    "机密级国家秘密是重要的国家秘密",
    "标注“密级★保密期限”",
    "评分：★★★",
    "★秘密花园读书活动",
    "涉密人员应当保守秘密*",
]
SPELLINGS = [
    "秘密★", "机密☆20年", "绝密*30年", "机密＊", "机密※ 10年", "秘　密　★　1　年", "秘 密", "机 密 级", "绝 密 件",
    "密级：秘密", "密级:机密", "密 级 ： 秘 密", "密级　秘密", "密级——机密", "密级-秘密", "密级是秘密", "密级为机密",
    "密级：【秘密】", "【秘密】", "〔机密〕", "（绝密）", "{秘密}", "［秘密］", "〖机密〗", "秘密·1年", "秘密、10年",
    "秘密，10年", "秘密：10年", "秘密 10 年", "秘密五年", "秘密(10年)", "秘密（长期）", "秘密★至2030年1月1日",
    "机密★启用前", "機密★", "絕密★十年", "祕密★1年", "㊙", "㊙1年", "秘密∗", "秘密﹡5年", "秘密✽5年", "秘密❋", "秘密✻",
    "秘密⋆", "秘密★★", "机密✦10年", "秘密⭑1年", "秘密🌠", "秘密٭5年", "★机密★", "涉密等级：秘密", "保密等级：机密级",
    "定密级别：机密", "密级（保密期限）：机密20年", "密级和保密期限：秘密 5年", "密级标识：秘密",
    "份号：000001 秘密★1年",
    "000001 机密", "机密 000001", "No.00012 机密", "机密 特急", "特急 秘密", "机密·特急★5年", "机密文件", "秘密件",
    "绝密文件 注意保存", "内部机密", "本件密级：秘密", "秘-密", "秘.密★", "秘·密★", "秘\u200b密★1年",
]  # fmt: skip
NEAR_MISSES = [
    "保密工作", "机密性", "秘密投票", "国家秘密载体", "国家秘密", "商业秘密", "工作秘密", "保守国家秘密法",
    "机密性、完整性和可用性", "无记名秘密投票选举", "国家秘密分为绝密、机密、秘密三级", "绝密级国家秘密",
    "绝密、机密级文件", "密级：绝密、机密、秘密", "密级为绝密、机密、秘密的", "确定密级为秘密级以上的事项",
    "属于国家秘密（机密级）的", "《国家秘密载体保密管理规定》", "秘密级以上", "秘密花园", "商业机密", "不得泄露秘密。",
    "通信自由和通信秘密", "密级和保密期限的确定、变更和解除", "标注密级", "密级：公开", "密级：内部资料", "密级：无",
    "密级：非密", "密级（绝密、机密、秘密）由承办人拟定", "涉密计算机", "脱密期", "解密", "秘密武器", "成功的秘密",
    "数学的秘密（小学四年级读本）", "“秘密”一词", "泄露考试秘密", "试题启用前属于绝密级国家秘密", "机密级计算机",
    "秘密、机密级", "非机密", "解除密级", "机密设备管理", "绝密材料保管办法", "职业秘密", "应当保守秘密10年",
    "对知悉的商业秘密保密期限为10年", "其中机密3件、秘密5件", "机密10件", "秘密20份，机密3份", "秘密级不超过十年",
    "机密级国家秘密20年", "★为必填项，机密信息请勿填写", "注：*机密数据", "密级栏应填写",
    "密级一栏填写“秘密”或者“机密”",
    "密级：机密级以下", "核心秘密", "考场秘密", "秘密调查", "（一）秘密投票的组织", "秘密报告制度",
    "密级标志为：密级★保密期限",
]  # fmt: skip
MISUSED = ["内部★", "工作秘密★5年", "内部资料☆1年", "敏感信息★长期", "密级：内部★", "商业秘密★"]
STARS = ["评分：★★★", "内部满意度★★★较去年提高", "本表带★的为必填项", "敏感词★样例"]


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_in_the_text_refuses_the_file(mark):
    with pytest.raises(ClassifiedContent):
        take_in(notice(p(mark), p("正文。")), "稿.docx")


@pytest.mark.parametrize("words", WORDS)
def test_words_about_secrecy_pass(words):
    assert take_in(notice(p(words), p("正文。")), "稿.docx").draft.content.title


@pytest.mark.parametrize(
    "mark",
    ["秘密", "机密", "绝密", "【机密】", "机密 20年", "秘　密", "000012机密", "机密级", "秘密（长期）"],
)
def test_a_level_alone_is_a_mark_where_marks_stand(mark):
    for data in (
        docx(p(mark), centred("关于某事的通知"), p("正文。")),
        with_header(centred("关于某事的通知"), p("正文。"), lines=[mark]),
        with_header(centred("关于某事的通知"), p("正文。"), lines=[mark], kind="footer"),
        docx(centred("关于某事的通知"), p("正文。"), box(p(mark))),
    ):
        with pytest.raises(ClassifiedContent):
            take_in(data, "稿.docx")


def test_a_level_alone_deep_in_the_text_is_a_word():
    lines = [p(f"第{at}项工作已经完成。") for at in range(20)]

    assert take_in(notice(*lines, p("秘密"), p("正文。")), "稿.docx").draft


def test_letters_set_one_below_the_other_are_a_mark():
    with pytest.raises(ClassifiedContent):
        take_in(docx(centred("关于某事的通知"), box(p("机"), p("密"), p("★")), p("正文。")), "稿.docx")


@pytest.mark.parametrize(
    "hiding",
    [
        notice(p(runs=r("秘密★1年", "<w:vanish/>"))),
        notice(p(runs=r("秘密", "<w:b/>") + r("★", '<w:color w:val="FFFFFF"/>') + r("1年"))),
        notice(p(runs="<w:del><w:r><w:delText>秘密★1年</w:delText></w:r></w:del>" + r("x"))),
        notice(p(runs="<w:r><w:instrText>COMMENTS 秘密★1年</w:instrText></w:r>" + r("x"))),
        notice(tbl(["密级", "秘密"], ["标题", "通知"])),
        notice(tbl(["密级：", "机密", "页数"])),
        notice(parts={"word/comments.xml": part("comments", f"<w:comment>{p('秘密★1年')}</w:comment>")}),
        notice(parts={"word/footnotes.xml": part("footnotes", f"<w:footnote>{p('机密★')}</w:footnote>")}),
        notice(parts={"docProps/core.xml": "<c><category>机密</category></c>"}),
        notice(parts={"docProps/custom.xml": "<P><property name='密级'><v>秘密</v></property></P>"}),
        notice(parts={"customXml/item1.xml": "<x level='绝密★'/>"}),
        notice(parts={"customXml/item1.xml": "<x>&#x79D8;&#x5BC6;&#x2605;</x>"}),
        notice(
            parts={
                "word/header7.xml": part(
                    "hdr",
                    '<w:p><w:r><w:pict><v:shape><v:textpath string="机密"/></v:shape></w:pict></w:r></w:p>',
                )
            }
        ),
        notice(parts={"word/embeddings/x.docx": notice(p("秘密★1年"))}),
        notice(parts={"word/embeddings/x.xlsx": zipped({"xl/sharedStrings.xml": SHEET})}),
        notice(parts={"word/embeddings/x.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x" + "秘密★1年".encode("utf-16-le")}),
        notice(parts={"word/afchunk.mht": "机密★20年".encode("gb18030")}),
        notice(parts={"word/media/秘密★1年.png": b"x"}),
    ],
    ids=lambda _: "",
)
def test_a_mark_is_found_where_no_reader_sees_it(hiding):
    with pytest.raises(ClassifiedContent):
        take_in(hiding, "稿.docx")


NAMES = [
    "机密-关于某事.docx",
    "【秘密】关于某事.docx",
    "通知（秘密）.docx",
    "秘密★1年.docx",
    "秘密.docx",
    "通知_机密.pdf",
    "C:\\文件\\机密 通知.docx",
    "秘 密★通知.docx",
    "机密文件.doc",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_mark_in_the_file_name_refuses_the_file_whatever_it_is(name):
    for data in (notice(), b"%PDF-1.7"):
        with pytest.raises(ClassifiedContent):
            take_in(data, name)


@pytest.mark.parametrize(
    "name",
    [
        "保守国家秘密法.docx",
        "商业秘密保护.docx",
        "机密文件管理办法.docx",
        "定密管理暂行规定.docx",
        "通知.docx",
    ],
)
def test_a_file_name_about_secrecy_passes(name):
    assert not marktext.in_name(name)


def test_what_a_drop_down_list_offers_is_not_said():
    items = "".join(f'<w:listItem w:displayText="{level}" w:value="{level}"/>' for level in ("绝密", "机密", "秘密"))
    listed = f"<w:sdtPr><w:dropDownList>{items}</w:dropDownList></w:sdtPr>"
    control = f"<w:sdt>{listed}<w:sdtContent>{r('公开')}</w:sdtContent></w:sdt>"

    assert take_in(notice(p(runs=control)), "稿.docx").draft


def test_the_refusal_repeats_nothing_and_logs_nothing(caplog):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ClassifiedContent) as refusal:
        take_in(notice(p("秘密★1年 甲乙丙丁戊")), "庚辛壬癸.docx")

    told = str(refusal.value) + "".join(traceback.format_exception(refusal.value)) + caplog.text
    assert "第三十一条" in str(refusal.value)
    assert "甲乙丙丁戊" not in told.replace('p("秘密★1年 甲乙丙丁戊")', "")
    assert refusal.value.fields == {}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_is_a_mark_in_a_header_a_property_a_name_and_a_field(spelling):
    for data, name in (
        (with_header(centred("关于某事的通知"), p("正文。"), lines=[spelling]), "稿.docx"),
        (notice(parts={"docProps/core.xml": f"<c><category>{spelling}</category></c>"}), "稿.docx"),
        (notice(), f"关于某事的通知（{spelling}）.docx"),
        (notice(), f"{spelling} 关于某事的通知.docx"),
    ):
        with pytest.raises(ClassifiedContent):
            take_in(data, name)
    assert marktext.has_mark(f"请各单位阅知。\n{spelling}")


@pytest.mark.parametrize("words", NEAR_MISSES)
def test_a_near_miss_is_a_mark_nowhere(words):
    properties = {"docProps/core.xml": f"<c><category>{words}</category></c>"}

    assert take_in(with_header(centred("关于某事的通知"), p(words), lines=[words]), f"{words}.docx").draft
    assert take_in(notice(parts=properties), f"关于{words}的通知.docx").draft
    assert not marktext.has_mark(words)


@pytest.mark.rule(13)
@pytest.mark.parametrize("misused", MISUSED)
def test_the_star_of_state_secrets_on_something_else_refuses_the_file(misused):
    assert marktext.is_misused(marktext.plain(misused))
    for data in (notice(p(misused)), with_header(centred("关于某事的通知"), p("正文。"), lines=[misused])):
        with pytest.raises(ClassifiedContent):
            take_in(data, "稿.docx")
    with pytest.raises(ClassifiedContent):
        take_in(notice(), f"通知（{misused}）.docx")


@pytest.mark.rule(13)
@pytest.mark.parametrize("words", STARS)
def test_a_star_that_only_adorns_passes(words):
    assert take_in(notice(p(words), p("正文。")), "稿.docx").draft


def test_the_alternative_text_of_a_picture_is_examined():
    shown = '<wp:docPr id="1" name="图片" descr="扫描件：密级：机密"/>'
    with pytest.raises(ClassifiedContent):
        take_in(notice(p(runs=f"<w:r><w:drawing><wp:inline>{shown}</wp:inline></w:drawing></w:r>" + r("x"))), "稿.docx")


def test_typed_fields_are_tested_too():
    assert marktext.has_mark("标题\n秘密★1年")
    assert marktext.has_mark("机密")
    assert not marktext.has_mark("涉及国家秘密的，不予公开。")
