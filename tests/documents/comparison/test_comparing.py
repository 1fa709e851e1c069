import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.database import ROOT
from documents.comparison import Nature, Op, compare
from documents.comparison.parts import parts_of
from documents.comparison.words import PIECE_LIMIT, pieces
from documents.docx.model import Attachment, Cell, Content, Paragraph, Picture, Table
from tests.documents.docx.contents import CONTENTS, TEXTS

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
LINES = [f"第{n}项工作由有关单位负责，{n}月底前完成并报告结果。" for n in range(1, 13)]


def content(*lines, **more):
    return Content(**{"title": "关于工作的通知", "addressees": ("各单位",)} | more, blocks=tuple(map(Paragraph, lines)))


def joined(parts, *ops):
    return "".join(each.text for each in parts if each.op in ops)


def table(*rows):
    return Table(tuple(tuple(Cell((Paragraph(text),) if text else ()) for text in row) for row in rows))


def changed(found):
    return [(row.op, row.where) for row in found.rows if row.op != Op.SAME]


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_the_pieces_give_back_both_texts(old, new):
    found = pieces(old, new)

    assert joined(found, Op.SAME, Op.REMOVED) == old
    assert joined(found, Op.SAME, Op.ADDED) == new


def test_a_change_is_shown_by_whole_words():
    found = pieces("由教育部负责公开。", "由财政部负责公开。")

    assert [each.text for each in found if each.op == Op.REMOVED] == ["教育部"]
    assert [each.text for each in found if each.op == Op.ADDED] == ["财政部"]


def test_a_text_of_endless_length_is_shown_as_a_whole():
    old, new = "旧" * (PIECE_LIMIT + 1), "新"

    assert [each.op for each in pieces(old, new)] == [Op.REMOVED, Op.ADDED]
    assert [each.op for each in pieces(old, old)] == [Op.SAME]


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(CONTENTS)
def test_a_content_does_not_differ_from_itself(made):
    found = compare(made, made)

    assert (found.nature, found.changes, found.reasons) == (Nature.SAME, 0, ())
    assert {row.op for row in found.rows} <= {Op.SAME}


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(CONTENTS, CONTENTS)
def test_every_part_of_both_contents_comes_out_once_and_in_its_order(old, new):
    rows = compare(old, new).rows

    before = [row for row in rows if row.op not in (Op.ADDED, Op.MOVED_HERE)]
    after = [row for row in rows if row.op not in (Op.REMOVED, Op.MOVED_AWAY)]
    assert len(before) == len(parts_of(old))
    assert [row.where for row in after] == [part.where for part in parts_of(new)]
    texts = [part.text for part in parts_of(new) if part.kind not in ("table", "picture")]
    shown = [joined(row.change.pieces, Op.SAME, Op.ADDED) for row in after if row.kind not in ("table", "picture")]
    assert shown == texts


@given(st.integers(0, 11), st.integers(0, 11))
def test_a_paragraph_that_only_moved_is_known_again(start, end):
    moved = LINES[:start] + LINES[start + 1 :]
    moved.insert(end, LINES[start])

    found = compare(content(*LINES), content(*moved))

    assert found.count(Op.ADDED, Op.REMOVED, Op.CHANGED) == 0
    assert found.count(Op.MOVED_HERE) == found.count(Op.MOVED_AWAY) == (start != end)


def test_a_short_paragraph_that_moved_is_known_again_by_its_words():
    found = compare(content("附件另行印发。", *LINES), content(*LINES, "附件另行印发。"))

    assert [op for op, _ in changed(found)] == [Op.MOVED_AWAY, Op.MOVED_HERE]


def test_both_ends_of_a_move_bear_one_number():
    found = compare(content(*LINES), content(*LINES[6:], *LINES[:6]))

    ends = {op: sorted(row.change.move for row in found.rows if row.op == op) for op in (Op.MOVED_AWAY, Op.MOVED_HERE)}
    assert ends[Op.MOVED_AWAY] == ends[Op.MOVED_HERE] == [1, 2, 3, 4, 5, 6]
    assert found.reasons == ("调整了段落或表格的次序",)


def test_a_paragraph_that_moved_and_was_reworded_is_one_move_with_its_words():
    old = "各单位应当在每年一月三十一日以前公布上一年度的政府信息公开工作年度报告。"
    new = old.replace("应当", "须")

    found = compare(content(old, *LINES), content(*LINES, new))

    (here,) = [row for row in found.rows if row.op == Op.MOVED_HERE]
    assert changed(found)[0] == (Op.MOVED_AWAY, "正文第 1 段")
    assert joined(here.change.pieces, Op.REMOVED) == "应当" and joined(here.change.pieces, Op.ADDED) == "须"


def test_a_short_line_that_occurs_again_is_no_move():
    found = compare(content("无。", *LINES), content(*LINES, "无。"))

    assert [op for op, _ in changed(found)] == [Op.REMOVED, Op.ADDED]


def test_a_reworded_paragraph_stays_one_place_to_look_at():
    found = compare(content(*LINES), content(LINES[0], LINES[1].replace("有关单位", "办公厅"), *LINES[2:]))

    assert changed(found) == [(Op.CHANGED, "正文第 2 段")]
    assert found.nature == Nature.SUBSTANTIVE and found.reasons == ("有字、词、数字或标点的改动",)


def test_title_and_addressees_are_compared_with_each_other_however_different():
    found = compare(content(), replace(content(), title="完全另一件事", addressees=("全体同志",)))

    assert changed(found) == [(Op.CHANGED, "标题"), (Op.CHANGED, "主送机关")]


@pytest.mark.parametrize(
    ("new", "rows"),
    [
        (table(("名称", "数"), ("甲", "12"), ("乙", "20")), [Op.SAME, Op.CHANGED, Op.SAME]),
        (table(("名称", "数"), ("甲", "10"), ("丙", "5"), ("乙", "20")), [Op.SAME, Op.SAME, Op.ADDED, Op.SAME]),
        (table(("名称", "数"), ("乙", "20")), [Op.SAME, Op.REMOVED, Op.SAME]),
    ],
)
def test_a_table_is_compared_row_by_row(new, rows):
    old = table(("名称", "数"), ("甲", "10"), ("乙", "20"))

    (row,) = [row for row in compare(Content(blocks=(old,)), Content(blocks=(new,))).rows if row.op != Op.SAME]

    assert (row.op, row.kind) == (Op.CHANGED, "table")
    assert [each.op for each in row.change.rows] == rows


def test_of_a_changed_row_only_the_changed_cell_is_marked():
    old, new = table(("甲", "10", "京")), table(("甲", "12", "京"))

    (row,) = compare(Content(blocks=(old,)), Content(blocks=(new,))).rows
    (line,) = row.change.rows

    assert [cell.op for cell in line.cells] == [Op.SAME, Op.CHANGED, Op.SAME]


def test_a_picture_that_was_exchanged_is_taken_out_and_put_in():
    old, new = Picture("a" * 64, 10, 10), Picture("b" * 64, 10, 10)

    found = compare(Content(blocks=(old,)), Content(blocks=(new,)))

    assert [row.op for row in found.rows] in ([Op.CHANGED], [Op.REMOVED, Op.ADDED])
    assert found.nature == Nature.SUBSTANTIVE


def test_a_change_inside_an_attachment_names_its_place():
    def made(*lines):
        return content("正文。", attachments=(Attachment("附件2", "细则", tuple(map(Paragraph, lines))),))

    found = compare(made(*LINES[:3]), made(LINES[0], LINES[2]))

    assert changed(found) == [(Op.REMOVED, "附件2第 2 段")]


def test_a_typographic_change_says_what_it_is():
    found = compare(content("通知如下,请执行。"), content("通知如下，请执行。"))

    assert found.nature == Nature.TYPOGRAPHIC and "只是空格、全角半角" in found.reasons[0]
    assert [row.nature for row in found.rows if row.op != Op.SAME] == [Nature.TYPOGRAPHIC]


def test_a_process_that_compares_nothing_does_not_load_the_dictionary():
    look = "import sys, documents.comparison; sys.exit('rjieba' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", look], cwd=ROOT, check=False).returncode == 0
