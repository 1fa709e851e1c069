"""A monthly report as a Word file, set as the house sets its documents."""

from datetime import date

from documents.docx.model import Block, Cell, Content, Elements, Heading, Paragraph
from documents.docx.model import Table as PrintedTable
from documents.docx.typesetting.typeset import typeset
from oversight.statistics.tables import Table

NUMERALS = "一二三四五六七八九十"


def write(*, body: str, title: str, opening: str, tables: list[Table], day: date) -> bytes:
    """Return the bytes of the report: an opening sentence, then each table with what it means."""
    blocks: list[Block] = [Paragraph(opening)]
    for numeral, table in zip(NUMERALS, tables, strict=False):
        blocks += [Heading(1, f"{numeral}、{table.title}"), Paragraph(table.note)]
        blocks.append(_printed(table) if table.lines else Paragraph("本期没有。"))
    return typeset(Content(title, (), tuple(blocks)), Elements(body, issued_on=day, sealed=False), {})


def _printed(table: Table) -> PrintedTable:
    lines = [table.headings, *(line.cells for line in table.lines)]
    return PrintedTable(tuple(tuple(Cell((Paragraph(str(value)),)) for value in line) for line in lines))
