"""What stands after the text: attachment note, signature, date, closing note, colophon (7.3.4-7.3.6, 7.4, 10)."""

from collections.abc import Iterator

from documents.docx import dates, roles
from documents.docx.model import Content, Elements
from documents.docx.text import clean
from documents.docx.typesetting import sheet
from documents.docx.typesetting.forms import Form, bodies
from documents.docx.typesetting.setting import chars, paragraph, run

_SEALED, _UNSEALED = 4.0, 2.0  # characters between the right edge and the date (7.3.5.1), the name (7.3.5.2)
_SEAL = 8.1  # a seal of 45 mm in characters
_ROOM, _BETWEEN = 2, 4  # lines above the first name for the seal's upper half; between names, so that no seals touch
_MOST_A_ROW = 3


def notes(titles: tuple[str, ...]) -> Iterator[str]:
    """Yield the attachment note: names below each other, no mark after them (7.3.4)."""
    many = len(titles) > 1
    for serial, title in enumerate(titles, 1):
        opening = roles.NOTE_PREFIX if serial == 1 else ""
        mark = f"{serial}." if many else ""
        hanging = chars(opening) + chars(mark)
        left = sheet.indent(2 + chars(roles.NOTE_PREFIX) + chars(mark), hanging=hanging)
        before = sheet.before(sheet.LINE if serial == 1 else 0)
        yield paragraph(roles.NOTES, run(opening + mark + title), sheet.KEEP + before + left)


def end(elements: Elements, form: Form) -> Iterator[str]:
    """Yield signature and date (7.3.5), then the closing note (7.3.6)."""
    day = dates.as_printed(elements.issued_on) if elements.issued_on else ""
    shown = [body for body in map(clean, elements.signature_bodies or (bodies(elements) if day else ())) if body]
    names = [name for name in map(clean, elements.signatories) if name]
    note = clean(elements.closing_note)
    keep = sheet.KEEP if note else ""
    if form is Form.ORDER and names:
        yield from _stamped(elements, names, day, keep)
    elif elements.sealed and form is not Form.MINUTES:
        yield from _sealed(shown, day, keep)
    else:
        yield from _unsealed(shown, day, keep)
    if note:
        yield paragraph(roles.CLOSING, run(f"（{note}）"))


def _sealed(names: list[str], day: str, keep: str) -> Iterator[str]:
    """Yield the name centred over the date, which is four characters from the right (7.3.5.1).

    Several bodies stand in rows with room for the seal of each; the last is over the date.
    """
    widest = max((chars(body) for body in names), default=0.0)
    gap = max(_SEALED, (widest - chars(day)) / 2)
    middle = gap + chars(day) / 2
    places = _places(sheet.CHARACTERS - middle, widest) if len(names) > 1 else [middle]
    for at in range(0, len(names), len(places)):
        row, lines = names[at : at + len(places)], _BETWEEN if at else _ROOM
        if len(places) == 1:
            yield _right(roles.SIGNATURE, row[0], max(middle - chars(row[0]) / 2, 0), lines=lines)
        else:
            stops = sheet.tabs(*(int(place * sheet.CHARACTER) for place in places[-len(row) :]), kind="center")
            runs = run("".join(f"\t{body}" for body in row))
            yield paragraph(roles.SIGNATURE, runs, stops + sheet.before(lines * sheet.LINE) + sheet.LEFT_HAND)
    if day:
        yield _right(roles.DATE, day, gap, lines=0 if names else _ROOM, keep=keep)


def _places(last: float, widest: float) -> list[float]:
    """Return where in a row the middles of names and seals are, from the left: three at most, none off the page."""
    step = max(_SEAL, widest + 1)
    columns = min(1 + max(int((last - step / 2) / step), 0), _MOST_A_ROW)
    return [last - step * back for back in reversed(range(columns))]


def _unsealed(names: list[str], day: str, keep: str) -> Iterator[str]:
    """Yield the name two characters from the right, the date beginning two further in (7.3.5.2)."""
    widest = max((chars(body) for body in names), default=0.0)
    longer = chars(day) > widest
    name_right = _UNSEALED + max(chars(day) + 2 - widest, 0) if longer else _UNSEALED
    for at, body in enumerate(names):
        yield _right(roles.SIGNATURE, body, name_right + widest - chars(body), lines=1 if at == 0 else 0)
    if day:
        right = _UNSEALED if longer else max(widest - chars(day), 0)
        yield _right(roles.DATE, day, right, lines=0 if names else 1, keep=keep)


def _stamped(elements: Elements, names: list[str], day: str, keep: str) -> Iterator[str]:
    """Yield title and name of who signed, and the date, as with a signature stamp (7.3.5.3)."""
    title = clean(elements.signatory_title)
    for at, name in enumerate(names):
        start = max(sheet.CHARACTERS - _SEALED - chars(name), 0)
        left = max(start - (2 + chars(title) if title else 0), 0)
        signed = run(f"{title}\t" if title else "") + run(name, font=sheet.KAI)
        layout = sheet.tabs(int(start * sheet.CHARACTER)) + sheet.before(0 if at else 2 * sheet.LINE)
        yield paragraph(roles.STAMP, signed, layout + sheet.indent(left) + sheet.LEFT_HAND)
    if day:
        yield _right(roles.DATE, day, _SEALED, lines=1, keep=keep)


def _right(role: str, text: str, characters: float, *, lines: int, keep: str = "") -> str:
    return paragraph(role, run(text), keep + sheet.before(lines * sheet.LINE) + sheet.indent(right=characters))


def colophon(content: Content, elements: Elements, form: Form, *, addressed: bool = True) -> str:
    """Return the 版记 at the bottom of the last page (7.4), or nothing; that of a letter has no rules (10.1)."""
    texts = []
    if not addressed:
        texts.append((roles.MAIN_COPIES, f"{roles.MAIN_PREFIX}{'，'.join(content.addressees)}。"))
    if copies := "，".join(filter(None, map(clean, elements.copies_to))):
        texts.append((roles.COPIES, f"{roles.COPIES_PREFIX}{copies}。"))
    rules = form is not Form.LETTER
    made = [paragraph(role, run(text), sheet.FRAME) for role, text in texts]
    if elements.printing_body and elements.printed_on and rules:
        day = dates.as_printed(elements.printed_on)
        printed = paragraph(roles.PRINTING, run(f"{clean(elements.printing_body)}\t{day}{roles.PRINTED}"), sheet.FRAME)
        made += [*([paragraph(roles.THIN_RULE, "", sheet.FRAME)] if made else []), printed]
    if not made:
        return ""
    rule = paragraph(roles.RULE, "", sheet.FRAME)
    framed = [rule, *made, rule] if rules else made
    return "".join(framed) + paragraph(roles.SPACER, "", sheet.ANCHOR)
