"""R51: is a change one of substance, which goes back to the original signatory, or only of typography?

条例(公文) 25(1) sends "实质性修改" back to whoever approved; its art. 20 has the office check words, names, figures and
punctuation marks, and GB/T 9704 settles how they look. So typographic is only what leaves every word, figure and mark
as it was and merely sets it otherwise: blanks that divide nothing, line breaks inside a paragraph, the width of a
character (， and ,), straight or curved quotation marks, alignment, heading level, printed size of a picture.
Everything else is of substance; so are the bounds of paragraphs, since a 款 is cited by its place, and the bounds of
cells, since they say what a figure stands for. In doubt the answer is substance: then a person looks.
"""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from documents.docx.model import Block, Content, Heading, Paragraph, Picture, Table

Essence = tuple[object, ...]

_QUOTES = {'"': "“”＂", "'": "‘’＇"}
_WIDE = re.compile("[\u2018-\u201d\u3000\uff01-\uffee｡､]")
# A blank means something between two Latin words or figures: "10 20" is not "1020", nor "3. 5" "3.5".
_DIVIDES = re.compile(r"(?<=[0-9A-Za-z]) +(?=[0-9A-Za-z])|(?<=[0-9][.,:/-]) +(?=[0-9])|(?<=[0-9]) +(?=[.,:/-][0-9])")
_KEPT = "\x00"


class Nature(StrEnum):
    """What a change is before the law."""

    SAME = "same"
    TYPOGRAPHIC = "typographic"
    SUBSTANTIVE = "substantive"


NATURE_NAMES = {
    Nature.SAME: "内容相同",
    Nature.TYPOGRAPHIC: "文字排印性改动",
    Nature.SUBSTANTIVE: "实质性修改",
}


def essence_of_text(text: str) -> str:
    """Return the text as it counts: characters in one width, blanks only where they divide."""
    narrow = _WIDE.sub(lambda found: _narrow(found[0]), text)
    return _DIVIDES.sub(_KEPT, narrow).replace(" ", "").replace("\n", "").replace(_KEPT, " ")


@lru_cache(maxsize=1024)
def _narrow(letter: str) -> str:
    for plain, kinds in _QUOTES.items():
        if letter in kinds:
            return plain
    kind, _, code = unicodedata.decomposition(letter).partition(" ")
    return chr(int(code, 16)) if kind in ("<wide>", "<narrow>") else letter


def essence_of_block(block: Block) -> Essence:
    """Return what of a block counts: its words, without how they are set."""
    if isinstance(block, Paragraph):
        return ("text", essence_of_text(block.text))
    if isinstance(block, Heading):
        return ("text", essence_of_text(block.text + block.rest))
    if isinstance(block, Picture):
        return ("picture", block.sha256)
    return _essence_of_table(block)


def _essence_of_table(table: Table) -> Essence:
    rows = (tuple((cell.columns, cell.rows, *map(essence_of_block, cell.blocks)) for cell in row) for row in table.rows)
    return ("table", *rows)


def essence(content: Content) -> Essence:
    """Return what of a content counts before the law."""
    return (
        essence_of_text(content.title),
        tuple(map(essence_of_text, content.addressees)),
        tuple(map(essence_of_block, content.blocks)),
        tuple(map(essence_of_text, content.notes)),
        tuple(
            (essence_of_text(each.label), essence_of_text(each.title), *map(essence_of_block, each.blocks))
            for each in content.attachments
        ),
    )


def nature_of(old: Content, new: Content) -> Nature:
    """Return what the change from one content to the other is (R51)."""
    if old == new:
        return Nature.SAME
    return Nature.TYPOGRAPHIC if essence(old) == essence(new) else Nature.SUBSTANTIVE
