"""The end of the main text: attachment note, signature, date, closing notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.docx import dates, signs
from documents.docx.flow import Item, Para
from documents.docx.reading.layout import is_right
from documents.docx.text import bare, clean

MOST_SIGNATURES = 24
MOST_BLANKS = 4
_LONGEST_NAME = 30
_WIDE_GAP = 6


@dataclass(slots=True)
class Tail:
    """What ends the main text: it reaches up to `end`; `rest` is the index after the last element."""

    end: int
    rest: int
    notes: tuple[str, ...] = ()
    notes_found: bool = False
    signature: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    date_as_found: str = ""
    closing: tuple[str, ...] = ()


def read_tail(items: Sequence[Item], start: int) -> Tail:
    """Return the end of the main text that begins at `start`."""
    dated = next((at for at in range(start, len(items)) if _is_signing_date(items, start, at)), None)
    limit = _attachments_start(items, start, len(items) if dated is None else dated)
    if limit is not None:
        tail = _undated(items, start, limit)
    elif dated is None:
        tail = _undated(items, start, len(items))
    else:
        tail = _dated(items, start, dated)
    _closing_before(tail, items, start)
    _closing_after(tail, items)
    _notes_before(tail, items, start)
    if not tail.notes_found:
        _notes_after(tail, items)
    return tail


def _attachments_start(items: Sequence[Item], start: int, end: int) -> int | None:
    """Return where a line 附件 begins the attachments although no date was met before, or None."""
    for at in range(start, end):
        item = items[at]
        if isinstance(item, Para) and signs.ATTACHMENT_LABEL.match(item.text) and not item.text.endswith(("：", ":")):
            return at
    return None


def _is_signing_date(items: Sequence[Item], start: int, at: int) -> bool:
    item = items[at]
    if not isinstance(item, Para) or not item.text:
        return False
    if not dates.is_date_line(item.text):
        head, day = dates.split_ending(item.text)
        return bool(day) and bool(signs.bodies_in(head)) and not item.text.endswith("。")
    if _signature_start(items, start, at) < at or is_right(item) or _trailing_gap(item):
        return True
    return _ends_main(items, at)


def _trailing_gap(para: Para) -> bool:
    return len(para.raw) - len(para.raw.rstrip()) >= _WIDE_GAP


def _ends_main(items: Sequence[Item], at: int) -> bool:
    """Test if nothing but notes, attachments or the colophon follows."""
    following = (item for item in items[at + 1 :] if not isinstance(item, Para) or item.text)
    item = next(following, None)
    if item is None:
        return True
    if not isinstance(item, Para):
        return False
    text = item.text
    return bool(signs.closing_note(text) or signs.ATTACHMENT_LABEL.match(text) or signs.COPIES.match(text))


def _signature_start(items: Sequence[Item], start: int, at: int) -> int:
    """Return the index of the first line of the signature that stands above the date at `at`."""
    first, blanks = at, 0
    for back in range(at - 1, max(start, at - MOST_SIGNATURES) - 1, -1):
        item = items[back]
        if not isinstance(item, Para):
            continue
        if not item.text:
            blanks += 1
            if blanks > MOST_BLANKS:
                break
        elif _is_signature(item):
            first = back
        else:
            break
    return first


def _is_signature(para: Para) -> bool:
    text = signs.signature_name(para.raw)
    if len(text) > _LONGEST_NAME * 2 or re.search(r"[。；：:？！]|^附\s*件|^[（(]", text):
        return False
    if signs.bodies_in(para.raw) and not re.match(r"^\d|^[一二三四五六七八九十]+、", text):
        return True
    aside = is_right(para) or _trailing_gap(para)
    return aside and len(bare(text)) <= _LONGEST_NAME and "，" not in text


def _dated(items: Sequence[Item], start: int, at: int) -> Tail:
    first = _signature_start(items, start, at)
    signature = [item for item in items[first:at] if isinstance(item, Para) and item.text]
    text = _text(items[at])
    head, day = ("", text) if dates.is_date_line(text) else dates.split_ending(text)
    raws = [para.raw for para in signature] + ([head] if head else [])
    return Tail(
        end=first,
        rest=at + 1,
        signature=tuple(signs.signature_name(raw) for raw in raws),
        bodies=tuple(dict.fromkeys(body for raw in raws for body in signs.bodies_in(raw))),
        date_as_found=day,
    )


def _undated(items: Sequence[Item], start: int, limit: int) -> Tail:
    """Return the tail of a text without a date; a body on the right at its end is still a signature."""
    end = limit
    while end > start and isinstance(items[end - 1], Para) and not _text(items[end - 1]):
        end -= 1
    last = items[end - 1] if end > start else None
    if isinstance(last, Para) and signs.bodies_in(last.raw) and is_right(last):
        first = _signature_start(items, start, end)
        raws = [item.raw for item in items[first:end] if isinstance(item, Para) and item.text]
        bodies = tuple(body for raw in raws for body in signs.bodies_in(raw))
        return Tail(first, limit, signature=tuple(map(signs.signature_name, raws)), bodies=bodies)
    return Tail(limit, limit)


def _closing_before(tail: Tail, items: Sequence[Item], start: int) -> None:
    """Take closing notes that stand right above the signature."""
    at = tail.end
    while at > start:
        note = signs.closing_note(_text(items[at - 1])) if isinstance(items[at - 1], Para) else None
        if note is None and (not isinstance(items[at - 1], Para) or _text(items[at - 1])):
            return
        at -= 1
        if note:
            tail.closing, tail.end = (note, *tail.closing), at


def _closing_after(tail: Tail, items: Sequence[Item]) -> None:
    for at in range(tail.rest, len(items)):
        text = _text(items[at]) if isinstance(items[at], Para) else None
        note = signs.closing_note(text) if text else None
        if text is None or (text and not note):
            return
        if note:
            tail.closing, tail.rest = (*tail.closing, note), at + 1


def _notes_before(tail: Tail, items: Sequence[Item], start: int) -> None:
    """Take the attachment note that stands between text and signature."""
    for at in range(tail.end - 1, start - 1, -1):
        text = _text(items[at])
        if signs.ATTACHMENT_NOTE.match(text):
            tail.notes, tail.notes_found, tail.end = _titles(items[at : tail.end]), True, at
            return
        if not isinstance(items[at], Para) or signs.is_sentence(text):
            return


def _notes_after(tail: Tail, items: Sequence[Item]) -> None:
    """Take an attachment note at the very end of the file, where nothing but it follows."""
    rest = [item for item in items[tail.rest :] if not isinstance(item, Para) or item.text]
    if not rest or not signs.ATTACHMENT_NOTE.match(_text(rest[0])):
        return
    lines = [_text(item) for item in rest]
    if all(lines) and all(signs.NOTE_ITEM.match(line) or signs.ATTACHMENT_NOTE.match(line) for line in lines):
        tail.notes, tail.notes_found, tail.rest = _titles(rest), True, len(items)


def _titles(items: Sequence[Item]) -> tuple[str, ...]:
    """Return the titles that the lines of an attachment note name."""
    titles: list[str] = []
    for line in filter(None, map(_text, items)):
        opening = signs.ATTACHMENT_NOTE.match(line)
        text = opening["title"] if opening else line
        item = signs.NOTE_ITEM.match(text)
        if item or opening:
            titles.append(clean(item["title"] if item else text))
        elif titles:
            titles[-1] += text
    return tuple(filter(None, titles))


def _text(item: Item) -> str:
    return item.text if isinstance(item, Para) else ""
