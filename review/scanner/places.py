"""The lines of a content with their places, for people and for redactions, and a place in words for the page."""

import re
from collections.abc import Iterator
from itertools import count

from documents.docx.model import Block, Content, Heading, Line, Paragraph, Table
from documents.docx.places import Part, Place, text_of

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
    return (line for _place, line in placed(content))


def placed(content: Content) -> Iterator[tuple[Place, Line]]:
    """Yield every line with its place in the content, where a redaction can take hold of it."""
    yield Place(Part.TITLE), Line("title", content.title)
    for number, group in enumerate(content.addressees):
        yield Place(Part.ADDRESSEES, (number,)), Line(f"addressees {number}", group)
    yield from _blocks(Place(Part.BODY), "", content.blocks)
    for number, note in enumerate(content.notes):
        yield Place(Part.NOTES, (number,)), Line(f"note {number}", note)
    for number, attachment in enumerate(content.attachments):
        yield Place(Part.ATTACHMENT_TITLE, (number,)), Line(f"attachment {number}/label", attachment.title)
        yield from _blocks(Place(Part.ATTACHMENT, (number,)), f"attachment {number}/", attachment.blocks)


def _blocks(above: Place, prefix: str, blocks: tuple[Block, ...]) -> Iterator[tuple[Place, Line]]:
    paragraphs, tables = count(), count()
    for number, block in enumerate(blocks):
        place = Place(above.part, (*above.path, number))
        if isinstance(block, Heading | Paragraph):
            yield place, Line(f"{prefix}paragraph {next(paragraphs)}", text_of(block))
        elif isinstance(block, Table):
            yield from _table(place, f"{prefix}table {next(tables)}", block)


def _table(above: Place, prefix: str, table: Table) -> Iterator[tuple[Place, Line]]:
    for row, cells in enumerate(table.rows):
        for number, cell in enumerate(cells):
            place = Place(above.part, (*above.path, row, number))
            yield from _blocks(place, f"{prefix}/row {row}/cell {number}/", cell.blocks)


def words(place: str) -> str:
    """Return a place in words, counted from 1: 附件1表2第3行第1格."""
    steps = re.findall(r"([a-z]+) ?(\d*)", place)
    in_cell = any(name == "cell" for name, _ in steps)
    shown = [(name, number) for name, number in steps if not (in_cell and name == "paragraph")]
    text = "".join(_PARTS[name].format(int(number) + 1 if number else "") for name, number in shown)
    return text if steps[0][0] in {"title", "addressees", "note", "attachment"} else f"正文{text}"
