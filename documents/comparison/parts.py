"""A content laid out as a row of comparable parts, in the order of reading."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from documents.comparison.substance import Essence, essence_of_block, essence_of_text
from documents.comparison.words import profile
from documents.docx.model import Attachment, Block, Cell, Content, Heading, Paragraph, Picture, Table

PICTURE = "〔图〕"
NAMES = {"title": "标题", "addressees": "主送机关", "note": "附件说明"}
ALWAYS_ONE = frozenset({"title", "addressees"})  # there is one of it at most, so both sides belong together


@dataclass(frozen=True)
class Part:
    """A title, an addressee line, a block, a note, or the head of an attachment."""

    kind: str
    where: str
    text: str
    key: Essence
    block: Block | None = None

    @cached_property
    def profile(self) -> frozenset[str]:
        """Return by what the part is found to be like another one."""
        return profile(self.text)

    def may_become(self, other: "Part") -> bool:
        """Test if one part may be a changed form of the other."""
        return self.kind == other.kind or {self.kind, other.kind} == {"paragraph", "heading"}

    def same(self, other: "Part") -> bool:
        """Test if both are exactly alike, layout included."""
        return (self.text, self.block) == (other.text, other.block)


def parts_of(content: Content) -> list[Part]:
    """Return the parts of the content."""
    return [*_front(content), *_blocks("正文", content.blocks), *_back(content)]


def _front(content: Content) -> Iterator[Part]:
    if content.title:
        yield _line("title", content.title)
    if content.addressees:
        yield _line("addressees", "，".join(content.addressees))


def _back(content: Content) -> Iterator[Part]:
    yield from (_line("note", note) for note in content.notes)
    for attachment in content.attachments:
        yield _head(attachment)
        yield from _blocks(attachment.label or "所附文件", attachment.blocks)


def _line(kind: str, text: str) -> Part:
    return Part(kind, NAMES[kind], text, (kind, essence_of_text(text)))


def _head(attachment: Attachment) -> Part:
    label, title = attachment.label, attachment.title
    text = " ".join(filter(None, (label, title)))
    key = ("attachment", essence_of_text(label), essence_of_text(title))
    return Part("attachment", label or "所附文件", text, key)


def _blocks(name: str, blocks: Iterable[Block]) -> Iterator[Part]:
    counted: Counter[str] = Counter()
    for block in blocks:
        kind, unit = _kind(block)
        counted[unit] += 1
        where = f"{name}第 {counted[unit]} {unit}"
        yield Part(kind, where, text_of(block), essence_of_block(block), block)


def _kind(block: Block) -> tuple[str, str]:
    if isinstance(block, Table):
        return "table", "表"
    if isinstance(block, Picture):
        return "picture", "图"
    return ("heading" if isinstance(block, Heading) else "paragraph"), "段"


def text_of(block: Block) -> str:
    """Return the text of a block, with a sign for each picture."""
    if isinstance(block, Paragraph):
        return block.text
    if isinstance(block, Heading):
        return block.text + block.rest
    if isinstance(block, Picture):
        return PICTURE
    return "\n".join(text_of_cell(cell) for row in block.rows for cell in row)


def text_of_cell(cell: Cell) -> str:
    """Return the lines of a cell, with a sign for each picture."""
    return "\n".join(map(text_of, cell.blocks))
