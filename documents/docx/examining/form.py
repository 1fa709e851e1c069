"""R50 and R53 on the text of a draft: number, addressee line, date, copies, attachments (GB/T 9704-2012 7)."""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from documents.docx import dates
from documents.docx.examining.findings import STANDARD, Finding, place_of
from documents.docx.examining.routing import UNADDRESSED
from documents.docx.model import Attachment, Draft, Line
from documents.docx.numbers import Series
from documents.docx.text import bare

_LEADING_ZERO = re.compile(r"年0\d月|月0\d日")
_NOT_ARABIC = re.compile(r"[一二三四五六七八九十〇○]")
_STOPS = "。；;，,、．."
_COLON = "：:"


def check(draft: Draft) -> Iterator[Finding]:
    """Yield what the elements of the document lack in form."""
    yield from _addressees(draft)
    yield from _number(draft)
    yield from _date(draft)
    yield from _copies(draft)
    yield from _attachments(draft)


def _addressees(draft: Draft) -> Iterator[Finding]:
    groups, genre, basis = draft.content.addressees, draft.genre, f"{STANDARD} 7.3.2"
    if genre is None:
        return
    if not groups and genre not in UNADDRESSED:
        yield Finding(53, "warn", "", "没有找到主送机关；主送机关顶格书写，末尾用全角冒号。", basis)
    line = next((line for line in draft.lines if _is_addressee_line(draft, line)), None)
    if line is not None and not line.text.endswith("："):
        yield Finding(53, "warn", line.place, "主送机关之后应为全角冒号“：”。", basis, mended=True)


def _is_addressee_line(draft: Draft, line: Line) -> bool:
    """Test if the line ends with the last addressee, whatever stands behind it."""
    groups = draft.content.addressees
    return bool(groups) and bare(line.text).rstrip(_COLON).endswith(bare(groups[-1]))


def _number(draft: Draft) -> Iterator[Finding]:
    number, found = draft.number, bare(draft.number_as_found)
    if number is None or number.series in (Series.ORDER, Series.ANNOUNCEMENT) or found == str(number):
        return
    sentence = f"发文字号书写不规范，应为“{number}”：六角括号，年份四位，序号不加“第”、不编虚位。"
    yield Finding(50, "warn", place_of(draft, draft.number_as_found), sentence, f"{STANDARD} 7.2.5", mended=True)


def _date(draft: Draft) -> Iterator[Finding]:
    found, basis = draft.date_as_found, f"{STANDARD} 7.3.5.4"
    place = place_of(draft, found)
    if not found:
        yield Finding(53, "info", "", "没有找到成文日期；登记时将按签发日期生成。", basis)
    elif _LEADING_ZERO.search(bare(found)):
        yield Finding(53, "warn", place, "成文日期的月、日不编虚位（1月不写作01月）。", basis, mended=True)
    elif _NOT_ARABIC.search(found):
        yield Finding(53, "warn", place, "成文日期用阿拉伯数字标全年、月、日。", basis, mended=True)
    elif dates.whole(found) is None:
        yield Finding(53, "info", place, "成文日期尚未填全；登记时将按签发日期生成。", basis)


def _copies(draft: Draft) -> Iterator[Finding]:
    copies = draft.copies_as_found
    if copies and not copies.endswith("。"):
        yield Finding(53, "warn", place_of(draft, "抄送"), "抄送机关末尾应标句号。", f"{STANDARD} 7.4.2", mended=True)


def _attachments(draft: Draft) -> Iterator[Finding]:
    notes, basis = draft.content.notes, f"{STANDARD} 7.3.4、7.3.7"
    # What follows an enclosed document is attached to that one.
    inner = list(takewhile(lambda each: each.label, draft.content.attachments))
    for title in notes:
        if title[-1] in _STOPS:
            yield Finding(53, "warn", place_of_note(draft, title), "附件说明中的附件名称后不加标点符号。", basis)
    if inner and not notes:
        yield Finding(53, "warn", place_of(draft, inner[0].label), "文中带有附件，但正文之后没有附件说明。", basis)
    elif inner and len(inner) != len(notes):
        sentence = f"附件说明列有{len(notes)}件，文中带有{len(inner)}件，数目不一致。"
        yield Finding(53, "warn", place_of(draft, "附件"), sentence, basis)
    else:
        yield from _order(draft, inner)


def place_of_note(draft: Draft, title: str) -> str:
    """Return where the attachment note names the title."""
    wanted = bare(title)
    return next((line.place for line in draft.lines if bare(line.text).endswith(wanted)), "")


def _order(draft: Draft, inner: Iterable[Attachment]) -> Iterator[Finding]:
    """Yield attachments whose number or title is not that of the note."""
    basis = f"{STANDARD} 7.3.7"
    for at, (note, each) in enumerate(zip(draft.content.notes, inner, strict=False), 1):
        digits = dates.numeral(re.sub(r"^附(?:件|表|录|图)?", "", each.label))
        if digits not in (None, at):
            sentence = f"第{at}个附件标为“{each.label}”，附件顺序号应与附件说明一致。"
            yield Finding(53, "warn", place_of(draft, each.label), sentence, basis)
        if bare(note).rstrip(_STOPS) != bare(each.title):
            yield Finding(53, "warn", place_of(draft, each.title), f"第{at}个附件的标题与附件说明不一致。", basis)
