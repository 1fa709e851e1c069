"""From the flow of a file to the blocks of a content."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from documents.docx import pictures
from documents.docx.errors import PictureRefused
from documents.docx.flow import Item, Para, PictureItem, Seen, TableCell, TableItem
from documents.docx.headings import block_of
from documents.docx.model import Align, Block, Cell, Paragraph, Picture, Table
from documents.docx.opening.package import Package
from documents.docx.reading.layout import flat, is_centred
from documents.docx.text import clean


@dataclass
class Builder:
    """Makes blocks; `pictures` gathers the bytes of the cleaned pictures by their SHA-256."""

    package: Package
    seen: Seen
    pictures: dict[str, bytes] = field(default_factory=dict)
    _pixels: int = 0
    _cleaned: dict[tuple[object, ...], bytes | None] = field(default_factory=dict)

    def blocks(self, items: Sequence[Item]) -> tuple[Block, ...]:
        """Return the blocks of a part, footnotes at its end."""
        made: list[Block] = []
        after_item = False
        for item in items:
            if isinstance(item, Para):
                if text := item.text:
                    made.append(block_of(text, align_of(item), item.outline, after_item=after_item))
                    after_item = text.endswith(("；", ";"))
            elif isinstance(item, TableItem):
                made += self.table(item)
            else:
                made += self.picture(item)
        return (*made, *notes_of(items))

    def plain(self, items: Sequence[Item]) -> tuple[Block, ...]:
        """Return the blocks of a cell: no headings."""
        made: list[Block] = []
        for item in items:
            if isinstance(item, Para):
                made += [Paragraph(item.text, align_of(item))] if item.text else []
            else:
                made += self.table(item) if isinstance(item, TableItem) else self.picture(item)
        return tuple(made)

    def table(self, item: TableItem) -> list[Block]:
        """Return the table as found; the canonical form of the content fills its holes or leaves it out."""
        return [Table(tuple(tuple(map(self._cell, row)) for row in item.rows))]

    def _cell(self, cell: TableCell) -> Cell:
        return Cell(self.plain(flat(cell.items)), cell.columns, cell.rows)

    def picture(self, item: PictureItem) -> list[Block]:
        """Return the cleaned picture, or nothing and a note when its format cannot be carried."""
        data = self._clean(item)
        if data is None:
            self.seen.unsupported["picture_format", item.place] += 1
            return []
        name = pictures.sha256(data)
        self.pictures[name] = data
        return [Picture(name, *pictures.printed_mm(data, item.shown))]

    def _clean(self, item: PictureItem) -> bytes | None:
        shown = item.shown
        key = (shown.part, shown.crop, shown.quarter_turns)
        if key not in self._cleaned:
            raw = self.package.parts.get(shown.part, b"")
            self._pixels += pictures.pixels(raw)
            if self._pixels > pictures.MOST_PIXELS_TOGETHER:
                raise PictureRefused
            self._cleaned[key] = pictures.cleaned(raw, shown)
        return self._cleaned[key]


def align_of(para: Para) -> Align:
    """Return how the line stands; a line centred by blanks counts as centred only without other text."""
    if para.align in ("center", "right"):
        return cast("Align", para.align)
    return "center" if is_centred(para) and _is_short(para) else ""


def _is_short(para: Para) -> bool:
    return "。" not in para.text and len(para.text) <= _SHORT


_SHORT = 20


def notes_of(items: Sequence[Item]) -> list[Block]:
    """Return the footnotes of the items as paragraphs."""
    texts = (clean(note) for item in items if isinstance(item, Para) for note in item.notes)
    return [Paragraph(text) for text in texts if text]
