"""Names and numbers in tables and lists: the head of the column or the cell before says what they are."""

from documents.docx.model import Line
from review.scanner import Kind, scan

ID = "11010519491231002X"


def table(*rows):
    return [
        Line(f"table 0/row {row}/cell {cell}/paragraph 0", text)
        for row, cells in enumerate(rows)
        for cell, text in enumerate(cells)
    ]


def said(lines):
    texts = {line.place: line.text for line in lines}
    return [(each.kind, each.severity, texts[each.place][each.start : each.end]) for each in scan(lines)]


def test_a_list_of_grants_gives_away_its_pupils():
    rows = table(
        ("序号", "姓名", "学校", "班级", "身份证号", "银行账号"),
        ("1", "李小红", "实验小学", "三年级2班", ID, "6217 0012 3456 7890 12"),
    )

    assert said(rows) == [
        (Kind.MINOR, "block", "李小红"),
        (Kind.ID_CARD, "block", ID),
        (Kind.BANK_CARD, "warn", "6217 0012 3456 7890 12"),
    ]


def test_heads_may_stand_below_a_title_and_guardians_beside_the_pupils():
    rows = table(
        ("2017年贫困学生资助名单公示", "", "", ""),
        ("序号", "学生姓名", "监护人", "联系电话"),
        ("1", "张三", "欧阳峰", "13812345678"),
        ("", "合计", "", ""),
    )

    assert said(rows) == [
        (Kind.MINOR, "block", "张三"),
        (Kind.MINOR, "block", "欧阳峰"),
        (Kind.MOBILE, "block", "13812345678"),
    ]


def test_in_a_form_the_label_stands_in_the_cell_before():
    rows = table(
        ("姓 名", "王小明", "性别", "男"),
        ("家庭住址", "某某县某某镇红旗村三组", "学号", "2017010123"),
        ("联系电话", "0571-85345416", "准考证号：", "20170101"),
    )

    assert said(rows) == [
        (Kind.MINOR, "block", "王小明"),
        (Kind.ADDRESS, "block", "某某县某某镇红旗村三组"),
        (Kind.EXAM_NUMBER, "block", "2017010123"),
        (Kind.LANDLINE, "block", "0571-85345416"),
        (Kind.EXAM_NUMBER, "block", "20170101"),
    ]


def test_what_is_told_in_another_column_makes_a_name_sensitive():
    rows = table(("姓名", "病种", "金额"), ("赵六", "尿毒症", "5000"))

    assert said(rows) == [(Kind.SENSITIVE, "block", "赵六")]


def test_several_names_in_one_cell_are_several_findings():
    rows = table(("序号", "获奖学生"), ("1", "王伟、刘洋"))

    assert said(rows) == [(Kind.MINOR, "block", "王伟"), (Kind.MINOR, "block", "刘洋")]


def test_officials_with_their_offices_and_telephones_are_public():
    rows = table(("姓名", "职务", "办公电话"), ("张华", "局长", "010-66096114"), ("李明", "处长", "66096115"))

    assert [each for each in said(rows) if each[1] != "info"] == []


def test_heads_of_things_name_nobody():
    rows = table(("序号", "项目名称", "负责人"), ("1", "张家口研究", "李华"))

    assert said(rows) == []


def test_a_list_set_as_lines_with_spaces_is_read_by_its_head():
    lines = [
        Line("0", "序号 姓名 学校 班级"),
        Line("1", "1 张小三 实验小学 三年级2班"),
        Line("2", "2\t李四\t实验小学\t三年级1班"),
        Line("3", "王五在此以外"),
    ]

    assert said(lines) == [(Kind.MINOR, "block", "张小三"), (Kind.MINOR, "block", "李四")]


def test_a_list_of_officials_set_as_lines_is_public():
    assert said([Line("0", "姓名 职务 电话"), Line("1", "张华 局长 66096114")]) == []
