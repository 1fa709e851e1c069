"""The typed model of an official document; every class is frozen and compares by value.

Content is what a reader sees and desks decide on. Draft is all that was recognised in one file:
its content and the elements that registration gives anew (number, date, signature, notes: hints only).
All texts are in the canonical form of documents.docx.text. The JSON form is in documents.docx.content.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from documents.docx.genres import Genre
from documents.docx.numbers import Number

Align = Literal["", "center", "right"]
Hint = Literal["", "proactive", "on_request", "withheld", "partial"]
Urgency = Literal["normal", "urgent", "most_urgent"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4 (一、（一）1.（1）); `rest` is text that runs on in the same paragraph."""

    level: int
    text: str
    rest: str = ""
    align: Align = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text, its automatic number included."""

    text: str
    align: Align = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: SHA-256 of its cleaned bytes (documents.docx.pictures), printed size in millimetres."""

    sha256: str
    width_mm: int
    height_mm: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table with the columns and rows that it spans."""

    blocks: tuple["Block", ...] = ()
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        """Return the lines of the cell, joined by line feeds."""
        return "\n".join(lines_of(self.blocks))


@dataclass(frozen=True, slots=True)
class Table:
    """A table: every row lists the cells that begin in it, from the left; the grid has no holes."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment (label 附件1), or a document enclosed after the signature (label "")."""

    label: str
    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader sees, without the elements that registration adds.

    `addressees` are the groups that the addressee line divides by commas; `notes` are the titles that
    the attachment note names.
    """

    title: str = ""
    addressees: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield every line of text in reading order, attachments included."""
        yield from filter(None, (self.title, "，".join(self.addressees)))
        yield from lines_of(self.blocks)
        yield from self.notes
        for attachment in self.attachments:
            yield from filter(None, (attachment.label, attachment.title))
            yield from lines_of(attachment.blocks)

    def pictures(self) -> tuple[str, ...]:
        """Return the SHA-256 of every picture, each once, in reading order."""
        parts = (self.blocks, *(attachment.blocks for attachment in self.attachments))
        return tuple(dict.fromkeys(each.sha256 for part in parts for each in pictures_of(part)))


@dataclass(frozen=True, slots=True)
class Line:
    """One visible line with its place in the file.

    `place` is the zero-based index of a body paragraph in file order ("12"), or a path such as
    "table 0/row 2/cell 1/paragraph 0" or "header 0/paragraph 0".
    """

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """All that was recognised in one file. Bodies, number, dates and notes are hints for registration.

    `notes_line` is True when an attachment note was found; `closing_note` has no brackets; `pictures`
    maps the SHA-256 of each cleaned picture to its bytes; `lines` are all visible lines of the body,
    `page_lines` those of headers and footers, both as found.
    """

    content: Content
    masthead: str = ""
    issuing_bodies: tuple[str, ...] = ()
    number: Number | None = None
    number_as_found: str = ""
    genre: Genre | None = None
    urgency: Urgency = "normal"
    signatories: tuple[str, ...] = ()
    signature_bodies: tuple[str, ...] = ()
    issued_on: date | None = None
    date_as_found: str = ""
    closing_note: str = ""
    disclosure_hint: Hint = ""
    copies_to: tuple[str, ...] = ()
    copies_as_found: str = ""
    printing_body: str = ""
    printed_on: date | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    page_lines: tuple[Line, ...] = ()
    unsupported: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Elements:
    """What registration and printing add to a content (GB/T 9704-2012 7.2, 7.3.5, 7.4).

    `closing_note` is without brackets; `addressees` replaces those of the content when it is not None
    (the typeset file then has another content digest); `upward` puts the signatories beside the number;
    `sealed` leaves room for a seal; an order is signed by its signatory, who bears `signatory_title`.
    """

    issuing_body: str
    number: str = ""
    signatories: tuple[str, ...] = ()
    issued_on: date | None = None
    closing_note: str = ""
    addressees: tuple[str, ...] | None = None
    copies_to: tuple[str, ...] = ()
    printing_body: str = ""
    printed_on: date | None = None
    urgency: Urgency = "normal"
    upward: bool = False
    signature_bodies: tuple[str, ...] = ()
    sealed: bool = True
    signatory_title: str = ""


def lines_of(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the lines of text of the blocks in reading order, cells row by row."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block.text + block.rest
        elif isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            for cell in (cell for row in block.rows for cell in row):
                yield from lines_of(cell.blocks)


def pictures_of(blocks: tuple[Block, ...]) -> Iterator[Picture]:
    """Yield the pictures of the blocks in reading order, those in cells included."""
    for block in blocks:
        if isinstance(block, Picture):
            yield block
        elif isinstance(block, Table):
            for cell in (cell for row in block.rows for cell in row):
                yield from pictures_of(cell.blocks)
