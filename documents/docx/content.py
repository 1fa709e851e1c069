"""The canonical content: its one form, its JSON, its digest.

Two contents that read alike are equal; typesetting one and reading the result gives it back.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from common.digests import Digest, of_json
from documents.docx.errors import ContentUnreadable
from documents.docx.grid import canonical_table
from documents.docx.model import (
    Align,
    Attachment,
    Block,
    Cell,
    Content,
    Draft,
    Heading,
    Paragraph,
    Picture,
    Table,
)
from documents.docx.text import clean

FORM = 1
LEVELS = range(1, 5)
WIDEST_MM, TALLEST_MM = 156, 225
_ALIGNS = ("", "center", "right")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def content_of(draft: Draft) -> Content:
    """Return the content that desks decide on."""
    return draft.content


def digest(content: Content) -> Digest:
    """Return both digests of the content (design §2: the content digest)."""
    return of_json(to_json(content))


def split_groups(line: str) -> tuple[str, ...]:
    """Return the groups of an addressee line: divided by commas outside brackets, no colon at the end."""
    groups, depth, start = [], 0, 0
    text = clean(line).rstrip("：: ")
    for place, letter in enumerate(text):
        depth += (letter in "（(〔《“") - (letter in "）)〕》”")
        if letter == "，" and depth <= 0:
            groups.append(text[start:place].strip())
            start = place + 1
    return tuple(group for group in [*groups, text[start:].strip()] if group)


def canonical(content: Content) -> Content:
    """Return the content in its one form: texts clean, empty blocks gone, tables without holes."""
    attachments = tuple(each for each in map(_attachment, content.attachments) if each)
    enclosed = next((each.title for each in attachments if not each.label), "")
    return Content(
        title=clean(content.title) or enclosed,
        addressees=split_groups("，".join(content.addressees)),
        blocks=canonical_blocks(content.blocks),
        notes=tuple(filter(None, map(clean, content.notes))),
        attachments=attachments,
    )


def canonical_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks in canonical form, the empty ones left out."""
    return tuple(each for each in map(_block, blocks) if each is not None)


def _attachment(attachment: Attachment) -> Attachment | None:
    label, title = clean(attachment.label), clean(attachment.title)
    blocks = canonical_blocks(attachment.blocks)
    if not (label or title or blocks):
        return None
    return Attachment(label if label or title else "附件", title, blocks)


def _block(block: Block) -> Block | None:
    if isinstance(block, Paragraph):
        text = clean(block.text)
        if text is block.text:
            return block if text else None
        return Paragraph(text, block.align) if text else None
    if isinstance(block, Heading):
        return _heading(block)
    if isinstance(block, Picture):
        width, height = fitted(block.width_mm, block.height_mm)
        return Picture(block.sha256, width, height)
    return canonical_table(block, cell_blocks)


def cell_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks of a cell in canonical form: there are no headings in a table."""
    made = canonical_blocks(blocks)
    return tuple(Paragraph(each.text + each.rest, each.align) if isinstance(each, Heading) else each for each in made)


def _heading(heading: Heading) -> Heading | None:
    text, rest = clean(heading.text), clean(heading.rest)
    if text and text is heading.text and rest is heading.rest and heading.level in LEVELS:
        return heading
    if not text:
        text, rest = rest, ""
    level = min(max(heading.level, LEVELS[0]), LEVELS[-1])
    return Heading(level, text, rest, heading.align) if text else None


def fitted(width_mm: int, height_mm: int) -> tuple[int, int]:
    """Return a picture's size, reduced in proportion to the type area of 156 x 225 mm, at least 1 mm."""
    width, height = max(width_mm, 1), max(height_mm, 1)
    if width > WIDEST_MM:
        width, height = WIDEST_MM, max(height * WIDEST_MM // width, 1)
    if height > TALLEST_MM:
        width, height = max(width * TALLEST_MM // height, 1), TALLEST_MM
    return width, height


def with_addressees(content: Content, addressees: Iterable[str]) -> Content:
    """Return the content with other addressees; its digest changes when they differ."""
    return canonical(replace(content, addressees=tuple(addressees)))


def with_attachment(content: Content, title: str, attached: Content) -> Content:
    """Return the content with another file's content added as its last attachment, named in the note.

    Labels follow the number of labelled attachments: 附件 for the first, 附件2 for the second, and so on.
    """
    labelled = sum(bool(each.label) for each in content.attachments)
    label = f"附件{labelled + 1}" if labelled or len(content.notes) > 1 else "附件"
    opening = [Paragraph("，".join(attached.addressees) + "：")] if attached.addressees else []
    added = Attachment(label, title, (*opening, *attached.blocks))
    notes = content.notes if title in content.notes else (*content.notes, title)
    attachments = (*content.attachments, added, *attached.attachments)
    return canonical(replace(content, notes=notes, attachments=attachments))


def to_json(content: Content) -> dict[str, Any]:
    """Return the content as a JSON value from which from_json() makes it again."""
    return {
        "form": FORM,
        "title": content.title,
        "addressees": list(content.addressees),
        "blocks": [_block_json(block) for block in content.blocks],
        "notes": list(content.notes),
        "attachments": [
            {"label": a.label, "title": a.title, "blocks": [_block_json(block) for block in a.blocks]}
            for a in content.attachments
        ],
    }


def _block_json(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        head = {"kind": "heading", "level": block.level, "text": block.text}
        return head | {"rest": block.rest, "align": block.align}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": block.text, "align": block.align}
    if isinstance(block, Picture):
        return {"kind": "picture", "sha256": block.sha256, "mm": [block.width_mm, block.height_mm]}
    return {"kind": "table", "rows": [[_cell_json(cell) for cell in row] for row in block.rows]}


def _cell_json(cell: Cell) -> dict[str, Any]:
    blocks = [_block_json(block) for block in cell.blocks]
    return {"columns": cell.columns, "rows": cell.rows, "blocks": blocks}


def from_json(value: Mapping[str, Any]) -> Content:
    """Return the content of a JSON value made by to_json().

    :raises ContentUnreadable: the value has another form.
    """
    try:
        if value["form"] != FORM:
            raise ContentUnreadable
        attachments = (Attachment(a["label"], a["title"], _blocks(a["blocks"])) for a in value["attachments"])
        return Content(
            title=value["title"],
            addressees=tuple(value["addressees"]),
            blocks=_blocks(value["blocks"]),
            notes=tuple(value["notes"]),
            attachments=tuple(attachments),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ContentUnreadable from None


def _blocks(values: Iterable[Mapping[str, Any]]) -> tuple[Block, ...]:
    return tuple(_block_of(value) for value in values)


def _block_of(value: Mapping[str, Any]) -> Block:
    kind = value["kind"]
    if kind == "paragraph":
        return Paragraph(value["text"], _align(value))
    if kind == "heading":
        return Heading(int(value["level"]), value["text"], value["rest"], _align(value))
    if kind == "picture" and _SHA256.fullmatch(value["sha256"]):
        width, height = value["mm"]
        return Picture(value["sha256"], int(width), int(height))
    if kind == "table":
        return Table(tuple(tuple(_cell_of(cell) for cell in row) for row in value["rows"]))
    raise ContentUnreadable


def _align(value: Mapping[str, Any]) -> Align:
    if value["align"] not in _ALIGNS:
        raise ContentUnreadable
    align: Align = value["align"]
    return align


def _cell_of(value: Mapping[str, Any]) -> Cell:
    return Cell(_blocks(value["blocks"]), int(value["columns"]), int(value["rows"]))
