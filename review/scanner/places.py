"""The lines of a content with their places, and a place in words for the page."""

import re
from collections.abc import Iterator
from itertools import count

from documents.docx.model import Block, Content, Heading, Line, Paragraph, Table

_PARTS = {
    "title": "标题",
    "addressees": "主送机关",
    "note": "附件说明第{}项",
    "attachment": "附件{}",
    "label": "标题",
    "paragraph": "第{}段",
    "table": "表{}",
    "row": "第{}行",
    "cell": "第{}格",
}


def lines_of(content: Content) -> Iterator[Line]:
    """Yield every line that a reader sees, in reading order; places count from 0 as in the file's own lines."""
    yield Line("title", content.title)
    yield Line("addressees", "，".join(content.addressees))
    yield from _blocks("", content.blocks)
    for number, note in enumerate(content.notes):
        yield Line(f"note {number}", note)
    for number, attachment in enumerate(content.attachments):
        yield Line(f"attachment {number}/label", attachment.title)
        yield from _blocks(f"attachment {number}/", attachment.blocks)


def _blocks(prefix: str, blocks: tuple[Block, ...]) -> Iterator[Line]:
    paragraphs, tables = count(), count()
    for block in blocks:
        if isinstance(block, Heading):
            yield Line(f"{prefix}paragraph {next(paragraphs)}", block.text + block.rest)
        elif isinstance(block, Paragraph):
            yield Line(f"{prefix}paragraph {next(paragraphs)}", block.text)
        elif isinstance(block, Table):
            yield from _table(f"{prefix}table {next(tables)}", block)


def _table(place: str, table: Table) -> Iterator[Line]:
    for row, cells in enumerate(table.rows):
        for number, cell in enumerate(cells):
            yield from _blocks(f"{place}/row {row}/cell {number}/", cell.blocks)


def words(place: str) -> str:
    """Return a place in words, counted from 1: 附件1表2第3行第1格."""
    steps = re.findall(r"([a-z]+) ?(\d*)", place)
    in_cell = any(name == "cell" for name, _ in steps)
    shown = [(name, number) for name, number in steps if not (in_cell and name == "paragraph")]
    text = "".join(_PARTS[name].format(int(number) + 1 if number else "") for name, number in shown)
    return text if steps[0][0] in {"title", "addressees", "note", "attachment"} else f"正文{text}"
