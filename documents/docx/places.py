"""Where a text stands in a content, how to go through all of them, and where the same words stand again."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from documents.docx.model import Block, Content, Heading, Paragraph, Table


class Part(StrEnum):
    """The parts of a content; what the path of a place counts, from zero."""

    TITLE = "title"  # ()
    ADDRESSEES = "addressees"  # (group,)
    BODY = "body"  # (block,) and in tables (block, row, cell, block …)
    NOTES = "notes"  # (note,)
    ATTACHMENT_TITLE = "attachment_title"  # (attachment,)
    ATTACHMENT = "attachment"  # (attachment, block …), on as in the body


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One text, picture or table of a content."""

    part: Part
    path: tuple[int, ...] = ()

    def holds(self, other: "Place") -> bool:
        """Test if the other place lies inside this one, in a cell of the table that stands here."""
        return self.part == other.part and len(other.path) > len(self.path) == self._shared(other)

    def _shared(self, other: "Place") -> int:
        same = [mine == theirs for mine, theirs in zip(self.path, other.path, strict=False)]
        return same.index(False) if False in same else len(same)


Rewrite = Callable[[Place, Block], Block]


def rewritten(content: Content, text: Callable[[Place, str], str], block: Rewrite) -> Content:
    """Return the content with every single text and every block put through the functions, outer blocks first."""
    attachments = tuple(
        replace(
            each,
            title=text(Place(Part.ATTACHMENT_TITLE, (n,)), each.title),
            blocks=_blocks(Part.ATTACHMENT, (n,), each.blocks, block),
        )
        for n, each in enumerate(content.attachments)
    )
    return Content(
        title=text(Place(Part.TITLE), content.title),
        addressees=tuple(text(Place(Part.ADDRESSEES, (n,)), each) for n, each in enumerate(content.addressees)),
        blocks=_blocks(Part.BODY, (), content.blocks, block),
        notes=tuple(text(Place(Part.NOTES, (n,)), each) for n, each in enumerate(content.notes)),
        attachments=attachments,
    )


def _blocks(part: Part, above: tuple[int, ...], blocks: tuple[Block, ...], rewrite: Rewrite) -> tuple[Block, ...]:
    made = []
    for n, block in enumerate(blocks):
        changed = rewrite(Place(part, (*above, n)), block)
        if isinstance(changed, Table):
            changed = _table(part, (*above, n), changed, rewrite)
        made.append(changed)
    return tuple(made)


def _table(part: Part, above: tuple[int, ...], table: Table, rewrite: Rewrite) -> Table:
    return Table(
        tuple(
            tuple(
                replace(cell, blocks=_blocks(part, (*above, r, c), cell.blocks, rewrite)) for c, cell in enumerate(row)
            )
            for r, row in enumerate(table.rows)
        )
    )


def texts(content: Content) -> Iterator[tuple[Place, str]]:
    """Yield every text with its place in the order of reading, the labels of attachments left out."""
    found: dict[Place, str] = {}

    def line(place: Place, text: str) -> str:
        found[place] = text
        return text

    def block(place: Place, each: Block) -> Block:
        if isinstance(each, Paragraph | Heading):
            found[place] = text_of(each)
        return each

    rewritten(content, line, block)
    yield from ((place, found[place]) for place in sorted(found, key=in_reading) if found[place])


def in_reading(place: Place) -> tuple[int, tuple[int, ...], int]:
    """Return by what places are put in the order of reading: each attachment after the one before it."""
    part = list(Part).index(place.part)
    return (min(part, list(Part).index(Part.ATTACHMENT_TITLE)), place.path, part)


def text_of(block: Paragraph | Heading) -> str:
    """Return the text of a paragraph or heading, as characters are counted in it."""
    return block.text + block.rest if isinstance(block, Heading) else block.text


def occurrences(text: str, passage: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every place where the text reads like the passage, whatever its blanks and widths.

    A figure or Latin word that goes on is another one: 10 does not stand in 2010.
    """
    letters, wanted = _folded(text), "".join(letter for letter, _ in _folded(passage))
    line, at = "".join(letter for letter, _ in letters), -1
    while wanted and (at := line.find(wanted, at + 1)) >= 0:
        end = at + len(wanted)
        if not (_goes_on(letters, at - 1) or _goes_on(letters, end - 1)):
            yield letters[at][1], letters[end - 1][1] + 1


def _folded(text: str) -> list[tuple[str, int]]:
    """Return the characters that count, each with the index it comes from."""
    wide = ((unicodedata.normalize("NFKC", letter).casefold(), n) for n, letter in enumerate(text))
    return [(each, n) for letters, n in wide for each in letters if not each.isspace()]


def _goes_on(letters: list[tuple[str, int]], at: int) -> bool:
    """Test if a figure or Latin word stands across the boundary behind this character."""
    if not 0 <= at < len(letters) - 1:
        return False
    (one, here), (two, there) = letters[at], letters[at + 1]
    return there - here <= 1 and all(each.isascii() and each.isalnum() for each in (one, two))
