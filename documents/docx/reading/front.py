"""The head of a document: masthead, number, urgency, signatory, title, addressees."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.docx import dates, signs
from documents.docx.content import split_groups
from documents.docx.flow import Item, Para
from documents.docx.genres import Genre, genre_of
from documents.docx.model import Urgency
from documents.docx.numbers import Number
from documents.docx.reading import titles
from documents.docx.reading.layout import is_centred
from documents.docx.reading.mast import is_order_name, mast_bodies
from documents.docx.text import bare, close_up

MOST_HEAD = 40
MOST_ADDRESSEE_LINES = 8
_NAMED = (Genre.ANNOUNCEMENT, Genre.PUBLIC_NOTICE, Genre.COMMUNIQUE, Genre.MINUTES)
"""Genres whose masthead serves as the title where there is no other."""
_WORDS = ("文件", "令", "命令", *_NAMED)


@dataclass(slots=True)
class Front:
    """What the head holds; `body` is the index of the first item after it; `others` are left for the text."""

    masthead: str = ""
    mast_bodies: tuple[str, ...] = ()
    number: Number | None = None
    number_as_found: str = ""
    urgency: Urgency = "normal"
    signatories: tuple[str, ...] = ()
    title: str = ""
    day: str = ""
    addressees: tuple[str, ...] = ()
    body: int = 0
    others: list[Item] = field(default_factory=list)
    is_order: bool = False


def read_front(items: Sequence[Item]) -> Front:
    """Return the head of the document."""
    front = Front()
    start = _title_start(items)
    for at in range(start):
        _take_element(front, items, at)
    front.body = start
    if start < len(items):
        front.title, front.body = titles.take(items, start)
    if front.is_order and not genre_of(front.title):
        front.title, front.body = "", start
    if not front.title and genre_of(front.masthead) in _NAMED:
        front.title = close_up(front.masthead)
    _after_title(front, items)
    _addressees(front, items)
    return front


def _title_start(items: Sequence[Item]) -> int:
    """Return the index of the title's first line: one that leads to a genre, else the first centred one."""
    written = [at for at, item in enumerate(items[:MOST_HEAD]) if isinstance(item, Para) and item.text]
    end = next((at for at in written if _begins_text(items[at])), len(items))
    above = Front()
    free = (at for at in written if at < end and not _take_element(above, items, at))
    found: list[int] = []
    for at in free:
        title, _ = titles.take(items, at)
        if genre_of(title):
            return at
        found += [at] if title else []
    centred = (at for at in found if _stands_centred(items[at]))
    return next(centred, next(iter(found), end if written else 0))


def _begins_text(item: Item) -> bool:
    if not isinstance(item, Para):
        return False
    text = item.text
    return titles.is_text(item) or bool(signs.addressee_line(text) or signs.MAIN_COPIES.match(text))


def _stands_centred(item: Item) -> bool:
    return isinstance(item, Para) and is_centred(item)


def _take_element(front: Front, items: Sequence[Item], at: int) -> bool:
    item = items[at]
    if not isinstance(item, Para):
        front.others.append(item)
        return False
    if not item.text:
        return True
    if _take_sign(front, item) or _take_mast(front, items, at):
        return True
    if signs.COPIES_NUMBER.fullmatch(bare(item.text)) or _take_day(front, item.text):
        return True
    front.others.append(item)
    return bool(signs.LABELLED.match(item.text))


def _take_day(front: Front, text: str) -> bool:
    """Take a date, alone or behind the office as under the masthead of minutes."""
    head, day = ("", text) if dates.is_date_line(text) else dates.split_ending(text)
    bodies = signs.bodies_in(head)
    if not day or (head and not bodies):
        return False
    front.day, front.mast_bodies = front.day or day, (*front.mast_bodies, *bodies)
    return True


def _take_sign(front: Front, para: Para) -> bool:
    """Take a number, an urgency or a signatory from the line."""
    text, taken = para.text, False
    if found := signs.number_of(text):
        front.number, front.number_as_found = found
        taken = True
    elif front.masthead and signs.is_bare_serial(text):
        front.number, front.number_as_found = signs.numbered_masthead(front.masthead, text), text
        taken = True
    if urgency := signs.urgency_of(text):
        front.urgency, taken = urgency, True
    names = signs.signatories_in(text)
    if names is not None:
        front.signatories, taken = (*front.signatories, *names), True
    return taken


def _take_mast(front: Front, items: Sequence[Item], at: int) -> bool:
    """Take a line of the masthead: ……文件, an order's or announcement's name, or bodies right above the number."""
    para = items[at]
    if not isinstance(para, Para):
        return False
    text = bare(para.text)
    found = mast_bodies(para.raw)
    if is_order_name(text, front.mast_bodies, full=_full_number_follows(items, at)) and _serial_follows(items, at):
        front.is_order = True
    elif not (text.endswith(_NAMED) and _bare_serial_follows(items, at)) and not _is_mast(text, found, items, at):
        return False
    front.mast_bodies += found
    front.masthead = close_up(f"{front.masthead} {text}")
    return True


def _is_mast(text: str, found: tuple[str, ...], items: Sequence[Item], at: int) -> bool:
    """Test if the line is ……文件, or names bodies right above the number."""
    if text.endswith("文件") and (text == "文件" or found):
        return True
    return bool(found) and _above_number(items, at)


def _next_lines(items: Sequence[Item], at: int) -> list[Para]:
    following = items[at + 1 : at + MOST_HEAD]
    return [item for item in following if isinstance(item, Para) and item.text]


def _serial_follows(items: Sequence[Item], at: int) -> bool:
    return _full_number_follows(items, at) or _bare_serial_follows(items, at)


def _full_number_follows(items: Sequence[Item], at: int) -> bool:
    following = _next_lines(items, at)
    return bool(following) and signs.number_of(following[0].text) is not None


def _bare_serial_follows(items: Sequence[Item], at: int) -> bool:
    following = _next_lines(items, at)
    return bool(following) and signs.is_bare_serial(following[0].text)


def _above_number(items: Sequence[Item], at: int) -> bool:
    """Test if only lines of the head stand between this line and the number."""
    for para in _next_lines(items, at):
        text = bare(para.text)
        if signs.number_of(para.text) or signs.is_bare_serial(text):
            return True
        other = signs.urgency_of(text) or signs.COPIES_NUMBER.fullmatch(text) or text in _WORDS
        if not other and not mast_bodies(para.raw):
            return False
    return False


def _after_title(front: Front, items: Sequence[Item]) -> None:
    """Take what may stand between title and addressees: number, date, the note of adoption."""
    while front.body < len(items):
        item = items[front.body]
        if not isinstance(item, Para):
            return
        text = item.text
        inside = bare(text).strip("（）()")
        if dates.is_date_line(inside):
            front.day = front.day or inside
        elif _is_adoption(item):
            front.day = front.day or dates.found_in(text)
            front.others.append(item)
        elif text and not (front.number is None and _take_sign(front, item)):
            return
        front.body += 1


def _is_adoption(para: Para) -> bool:
    """Test if the line is the note of adoption in brackets under a title (2015年2月1日……会议通过)."""
    text = bare(para.text)
    return text[:1] in ("（", "(") and text[-1:] in ("）", ")") and bool(dates.found_in(text))


def _addressees(front: Front, items: Sequence[Item]) -> None:
    texts: list[str] = []
    for at in range(front.body, min(front.body + MOST_ADDRESSEE_LINES, len(items))):
        item = items[at]
        if not isinstance(item, Para) or not item.text or (signs.is_sentence(item.text) and "。" in item.text):
            return
        if at == front.body and (labelled := signs.MAIN_COPIES.match(item.text)):
            front.addressees, front.body = split_groups(labelled["bodies"].rstrip("。")), at + 1
            return
        texts.append(item.text)
        line = signs.addressee_line("".join(texts))
        if line is not None:
            front.addressees, front.body = split_groups(line), at + 1
            return
        if not item.text.endswith(("、", "，")) and at > front.body:
            return
