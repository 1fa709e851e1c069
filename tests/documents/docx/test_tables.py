from documents.docx.grid import placed
from documents.docx.model import Cell, Paragraph, Table
from tests.documents.docx.conftest import draft_of
from tests.documents.docx.making import notice, p, r, tbl, tc, tr


def table_of(*rows):
    (table,) = (block for block in draft_of(notice(tbl(*rows))).content.blocks if isinstance(block, Table))
    return table


def texts(table):
    return [[(cell.text, cell.columns, cell.rows) for cell in row] for row in table.rows]


def test_merged_cells_become_spans():
    table = table_of(
        tr(tc("地区", '<w:vMerge w:val="restart"/>'), tc("人数", '<w:gridSpan w:val="2"/>')),
        tr(tc("", "<w:vMerge/>"), "男", "女"),
        tr("甲市", "1", "2"),
    )

    assert texts(table) == [
        [("地区", 1, 2), ("人数", 2, 1)],
        [("男", 1, 1), ("女", 1, 1)],
        [("甲市", 1, 1), ("1", 1, 1), ("2", 1, 1)],
    ]


def test_deleted_and_hidden_rows_are_not_seen():
    table = table_of(
        tr("甲", "1"),
        tr("乙", "2", properties="<w:del/>"),
        tr("丙", "3", properties="<w:hidden/>"),
        tr("丁", "4"),
    )

    assert [[cell.text for cell in row] for row in table.rows] == [["甲", "1"], ["丁", "4"]]


def test_ragged_rows_are_filled_up():
    table = table_of(tr("甲", "乙", "丙"), tr("丁"), tr("戊", "己", properties='<w:gridBefore w:val="1"/>'))

    assert texts(table)[1] == [("丁", 1, 1), ("", 1, 1), ("", 1, 1)]
    assert texts(table)[2] == [("", 1, 1), ("戊", 1, 1), ("己", 1, 1)]


def test_a_cell_keeps_its_lines_and_the_table_in_it():
    inner = tbl(["内1", "内2"])
    table = table_of(tr(tc(p("第一行") + p("第二行")), tc(inner + p())))

    assert table.rows[0][0].text == "第一行\n第二行"
    assert isinstance(table.rows[0][1].blocks[0], Table)


def test_white_text_on_a_dark_cell_is_seen_and_on_a_plain_one_not():
    white = p(runs=r("表头", '<w:color w:val="FFFFFF"/>'))
    table = table_of(tr(tc(white, '<w:shd w:fill="1F4E79"/>'), tc(white)), tr("甲", "乙"))

    assert [cell.text for cell in table.rows[0]] == ["表头", ""]


def test_a_merge_that_continues_nothing_is_a_cell_of_its_own():
    assert texts(table_of(tr(tc("甲", "<w:vMerge/>"), "乙"))) == [[("甲", 1, 1), ("乙", 1, 1)]]


def test_every_spot_of_a_grid_is_taken_once():
    table = Table(((Cell((Paragraph("甲"),), 2, 2), Cell()), (Cell(),), (Cell(), Cell(), Cell())))
    spots = [
        (row + down, column + across)
        for row, column, cell in placed(table)
        for down in range(cell.rows)
        for across in range(cell.columns)
    ]

    assert sorted(spots) == [(row, column) for row in range(3) for column in range(3)]
