"""What follows the main text in one file: enclosed documents, attachments, the colophon."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from documents.docx import dates, signs
from documents.docx.flow import Item, Para
from documents.docx.reading import titles
from documents.docx.reading.layout import is_centred, is_printing
from documents.docx.text import bare, clean

_LONGEST_LABEL_GAP = 6


@dataclass(slots=True)
class Part:
    """One attachment as found; the label is "" for a document enclosed after the signature."""

    label: str
    title: str
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Colophon:
    """版记: copies, printing body and day, and a line on disclosure, as found."""

    copies: str = ""
    printing_body: str = ""
    printed_on: str = ""
    disclosure: str = ""


def take_colophon(items: Sequence[Item]) -> tuple[list[Item], Colophon]:
    """Return the items without the lines of the colophon, and what those say."""
    left: list[Item] = []
    colophon, copying = Colophon(), False
    for item in items:
        text = item.text if isinstance(item, Para) else ""
        if copies := signs.COPIES.match(text):
            colophon.copies, copying = f"{colophon.copies}，{copies['bodies']}".strip("，"), True
        elif is_printing(text):
            _take_printing(colophon, text)
            copying = False
        elif found := signs.DISCLOSURE_LINE.match(text):
            colophon.disclosure = found["value"]
        elif copying and text and not signs.COLOPHON_REST.match(text) and not colophon.copies.endswith("。"):
            colophon.copies += text
        elif not signs.COLOPHON_REST.match(text):
            copying = False
            left.append(item)
    return left, colophon


def _take_printing(colophon: Colophon, text: str) -> None:
    found = signs.PRINTING.match(text)
    body, day = dates.split_ending(found["line"]) if found else ("", "")
    colophon.printing_body, colophon.printed_on = titles.joined([body]), day


def split(items: Sequence[Item], known: Iterable[str]) -> list[Part]:
    """Return the parts that follow the main text; `known` are titles that it speaks of."""
    names = [*known]
    parts: list[Part] = []
    at = 0
    while at < len(items):
        opened = _opening(items, at, names, first=not parts)
        if opened is None:
            if parts:
                parts[-1].items.append(items[at])
            elif not _is_blank(items[at]):
                parts.append(Part("", ""))
                continue
            at += 1
        else:
            part, at = opened
            parts.append(part)
    return parts


def _opening(items: Sequence[Item], at: int, known: list[str], *, first: bool) -> tuple[Part, int] | None:
    """Return the part that begins here and the index after its title, or None."""
    item = items[at]
    if not isinstance(item, Para) or not item.text:
        return None
    if found := signs.ATTACHMENT_LABEL.match(item.text):
        title, after = _title_after(items, at + 1, known)
        return Part(_label(found["label"]), title), after
    if labelled := signs.LABELLED_TITLE.match(item.text):
        title = clean(labelled["title"])
        sure = first or item.new_page or is_centred(item) or bare(title) in map(bare, known)
        if sure and not signs.is_sentence(title):
            return Part(_label(labelled["label"]), title), at + 1
    if first or (item.new_page and is_centred(item)):
        title, after = titles.take(items, at, known)
        return (Part("", title), after) if title else None
    return None


def _label(text: str) -> str:
    return bare(text).rstrip("：:")


def _title_after(items: Sequence[Item], at: int, known: list[str]) -> tuple[str, int]:
    """Return the title that stands after a label, blank lines between, and the index after it."""
    start = at
    while start < len(items) and start - at < _LONGEST_LABEL_GAP and _is_blank(items[start]):
        start += 1
    if start == len(items):
        return "", at
    title, after = titles.take(items, start, known)
    return (title, after) if title else ("", at)


def _is_blank(item: Item) -> bool:
    return isinstance(item, Para) and not item.text and not item.notes
