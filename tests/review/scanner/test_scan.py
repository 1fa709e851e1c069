"""What the scanner says of single lines: place, severity, mask, and what it leaves alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.docx.model import Line
from review.scanner import Kind, scan

ID = "11010519491231002X"  # the test value of GB 11643


def said(text, place="0"):
    return [(each.kind, each.severity, text[each.start : each.end]) for each in scan([Line(place, text)])]


@pytest.mark.parametrize(
    ("text", "kind", "severity", "value"),
    [
        (f"身份证号{ID}。", Kind.ID_CARD, "block", ID),
        ("身份证110105 19491231 002x", Kind.ID_CARD, "block", "110105 19491231 002x"),
        (f"学籍号G{ID}", Kind.STUDENT_NUMBER, "block", f"G{ID}"),
        ("手机13812345678", Kind.MOBILE, "block", "13812345678"),
        ("手机：１３８１２３４５６７８", Kind.MOBILE, "block", "１３８１２３４５６７８"),
        ("值班电话：13812345678", Kind.MOBILE, "warn", "13812345678"),
        ("家长电话：138-1234-5678", Kind.MOBILE, "block", "138-1234-5678"),
        ("联系电话：010-66096114", Kind.LANDLINE, "info", "010-66096114"),
        ("家庭电话：010-66096114", Kind.LANDLINE, "block", "010-66096114"),
        ("卡号6222 0212 3456 7890 128", Kind.BANK_CARD, "block", "6222 0212 3456 7890 128"),
        ("zhang.san@163.com", Kind.EMAIL, "warn", "zhang.san@163.com"),
        ("jyt@moe.gov.cn", Kind.EMAIL, "info", "jyt@moe.gov.cn"),
        ("号牌京A12345", Kind.PLATE, "block", "京A12345"),
        ("新能源车粤BD12345", Kind.PLATE, "block", "粤BD12345"),
        ("住址：杭州市西湖区文三路90号2号楼3单元501室", Kind.ADDRESS, "block", "杭州市西湖区文三路90号2号楼3单元501室"),
        ("申请人：欧阳明月，", Kind.NAME, "block", "欧阳明月"),
        ("学生：王小明，二年级", Kind.MINOR, "block", "王小明"),
        ("受助学生：王小明、李红", Kind.MINOR, "block", "李红"),
        ("申请人 王建国 男 45岁", Kind.NAME, "block", "王建国"),
        ("监护人张建国，电话另附", Kind.MINOR, "block", "张建国"),
        ("王子轩（男，12岁）", Kind.MINOR, "block", "王子轩"),
        ("陈明，二级肢体残疾", Kind.SENSITIVE, "block", "陈明"),
        ("教师王芳因体罚受到记过处分", Kind.SENSITIVE, "block", "王芳"),
        ("申请人签字：王小华", Kind.NAME, "block", "王小华"),
        ("开户行：工商银行，账号：0200004509014409876", Kind.BANK_CARD, "block", "0200004509014409876"),
        ("银行卡号622202123456789012٨。", Kind.BANK_CARD, "block", "622202123456789012٨"),
    ],
)
def test_it_finds(text, kind, severity, value):
    assert (kind, severity, value) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        f"身份证号{ID[:-1]}1。",  # the check character is wrong
        "110105194913310025",  # no such month
        "统一社会信用代码91350100M000100Y43",
        "教办厅〔2017〕3号",
        "安排资金13800000000元",
        "12345热线",
        "联系人：李明，电话见附件",
        "负责人：王强",
        "学生：全体在校生",
        "姓名：（签字）",
        "ISBN 978-7-04-053213-4",
        "京ICP备12345678号",
        "1.2.3.4 总体要求",
        "北京市西城区大木仓胡同37号",
        "公安机关、医院、村委会",
        "当事人陈述、申辩",
        "支付￥13800138000",
        "流水号6222021234567890128",
        "学生毕业后，按规定办理",
        "申请人于规定时间内提出",
        "张某某，男，12岁",
        "家住农村远洋船员家属",
        "银行系统的通知 2019-09-30 2019-10-15",
    ],
)
def test_it_leaves_alone(text):
    assert [each for each in said(text) if each[1] != "info"] == []


def cell(row, column, text):
    return Line(f"table 0/row {row}/cell {column}/paragraph 0", text)


def test_the_head_of_a_column_says_whose_names_stand_below():
    rows = [cell(0, 0, "姓 名"), cell(0, 1, "班级"), cell(1, 0, "李小红"), cell(1, 1, "三年级二班"), cell(2, 0, "合计")]

    assert [(each.kind, each.place) for each in scan(rows)] == [(Kind.MINOR, rows[2].place)]


def test_names_beside_their_offices_are_public():
    rows = [cell(0, 0, "姓名"), cell(0, 1, "职务"), cell(1, 0, "李小红"), cell(1, 1, "处长")]

    assert scan(rows) == []


def test_findings_come_in_the_order_of_the_text():
    lines = [Line("0", "手机13812345678，身份证" + ID), Line("header 0/paragraph 0", "手机13912345678")]

    assert [(each.place, each.kind) for each in scan(lines)] == [
        ("0", Kind.MOBILE),
        ("0", Kind.ID_CARD),
        ("header 0/paragraph 0", Kind.MOBILE),
    ]


def test_nothing_to_scan_gives_nothing():
    assert scan([]) == []


@pytest.mark.parametrize("value", [ID, "13812345678", "6222021234567890128", "E12345678", "京A12345"])
def test_a_finding_never_carries_the_value(value):
    found = scan([Line("0", f"护照、证件、卡号：{value}")])

    assert found
    assert all(value not in repr(each) for each in found)


@given(st.lists(st.text(), max_size=5))
def test_whatever_the_text_a_finding_lies_within_its_line(texts):
    lines = [Line(str(number), text) for number, text in enumerate(texts)]

    for each in scan(lines):
        assert 0 <= each.start < each.end <= len(texts[int(each.place)])
        assert len(each.masked) == each.end - each.start
