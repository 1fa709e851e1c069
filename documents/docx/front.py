"""The head of a document: masthead, number, urgency, signatory, title, addressees."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.docx import dates, signs, titles
from documents.docx.content import split_groups
from documents.docx.flow import Item, Para
from documents.docx.genres import genre_of
from documents.docx.layout import is_centred
from documents.docx.model import Urgency
from documents.docx.numbers import Number, Series, parse
from documents.docx.text import bare, close_up

MOST_HEAD = 30
MOST_ADDRESSEE_LINES = 8
_COUNTRY = "中华人民共和国"


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
    _after_title(front, items)
    _addressees(front, items)
    return front


def _title_start(items: Sequence[Item]) -> int:
    """Return the index of the title's first line: one that leads to a genre, else the first centred one."""
    written = [at for at, item in enumerate(items[:MOST_HEAD]) if isinstance(item, Para) and item.text]
    end = next((at for at in written if _begins_text(items[at])), len(items))
    above = Front()
    free = [at for at in written if at < end and not _take_element(above, items, at)]
    found = {at: title for at in free if (title := titles.take(items, at)[0])}
    whole = (at for at, title in found.items() if genre_of(title))
    centred = (at for at in found if _stands_centred(items[at]))
    return next(whole, next(centred, next(iter(found), end if written else 0)))


def _begins_text(item: Item) -> bool:
    return isinstance(item, Para) and (signs.is_sentence(item.text) or signs.addressee_line(item.text) is not None)


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
    if not (signs.COPIES_NUMBER.fullmatch(bare(item.text)) or dates.is_date_line(item.text)):
        front.others.append(item)
        return False
    return True


def _take_sign(front: Front, para: Para) -> bool:
    """Take a number, an urgency or a signatory from the line."""
    text, taken = para.text, False
    if found := signs.number_of(text):
        front.number, front.number_as_found = found
        taken = True
    elif front.is_order and (serial := signs.is_bare_order(text)):
        front.number = parse(f"{front.masthead}第{serial}号") or Number(front.masthead, None, serial, Series.ORDER)
        front.number_as_found = text
        taken = True
    if urgency := signs.urgency_of(text):
        front.urgency, taken = urgency, True
    names = signs.signatories_in(text)
    if names is not None:
        front.signatories, taken = (*front.signatories, *names), True
    return taken


def _take_mast(front: Front, items: Sequence[Item], at: int) -> bool:
    """Take a line of the masthead: ……文件, an order's name, or bodies right above the number."""
    para = items[at]
    text = bare(para.text) if isinstance(para, Para) else ""
    head = text.removesuffix("文件")
    if isinstance(para, Para) and (text == "文件" or (head != text and _bodies(para.raw, "文件"))):
        front.mast_bodies += _bodies(para.raw, "文件")
    elif text.endswith("令") and _next_is_serial(items, at):
        front.is_order = True
        front.mast_bodies += tuple(filter(None, (text.removesuffix("令").removesuffix("命").removeprefix(_COUNTRY),)))
    elif isinstance(para, Para) and signs.bodies_in(para.raw) and _above_number(items, at):
        front.mast_bodies += signs.bodies_in(para.raw)
    else:
        return False
    front.masthead = close_up(f"{front.masthead} {text}")
    return True


def _bodies(raw: str, tail: str) -> tuple[str, ...]:
    plain = close_up(raw)
    return signs.bodies_in(plain.removesuffix(tail).strip()) or signs.bodies_in(bare(raw).removesuffix(tail))


def _next_lines(items: Sequence[Item], at: int) -> list[Para]:
    following = items[at + 1 : at + MOST_HEAD]
    return [item for item in following if isinstance(item, Para) and item.text]


def _next_is_serial(items: Sequence[Item], at: int) -> bool:
    following = _next_lines(items, at)
    return bool(following) and (
        signs.is_bare_order(following[0].text) is not None or signs.number_of(following[0].text) is not None
    )


def _above_number(items: Sequence[Item], at: int) -> bool:
    """Test if only lines of the head stand between this line and the number."""
    for para in _next_lines(items, at):
        if signs.number_of(para.text):
            return True
        other = signs.urgency_of(para.text) or signs.COPIES_NUMBER.fullmatch(bare(para.text))
        if not other and not signs.bodies_in(para.raw) and bare(para.text) != "文件":
            return False
    return False


def _after_title(front: Front, items: Sequence[Item]) -> None:
    """Take what may stand between title and addressees: number, date, the note of adoption."""
    while front.body < len(items):
        item = items[front.body]
        if not isinstance(item, Para):
            return
        text = item.text
        day = bare(text).strip("（）()") if dates.is_date_line(bare(text).strip("（）()")) else ""
        if day:
            front.day = front.day or day
        elif text and not (front.number is None and _take_sign(front, item)):
            return
        front.body += 1


def _addressees(front: Front, items: Sequence[Item]) -> None:
    texts: list[str] = []
    for at in range(front.body, min(front.body + MOST_ADDRESSEE_LINES, len(items))):
        item = items[at]
        if not isinstance(item, Para) or not item.text or (signs.is_sentence(item.text) and "。" in item.text):
            return
        texts.append(item.text)
        line = signs.addressee_line("".join(texts))
        if line is not None:
            front.addressees, front.body = split_groups(line), at + 1
            return
        if not item.text.endswith(("、", "，")) and at > front.body:
            return


def issuing_bodies(title: str) -> tuple[str, ...]:
    """Return the bodies that the title begins with, before 关于, 转发 and the like, or none."""
    for word in ("关于", "转发", "批转", "印发", "对"):
        head, found, _ = title.partition(word)
        if found and (bodies := signs.bodies_in(head)):
            return bodies
    return ()
