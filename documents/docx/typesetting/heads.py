"""What a reader meets first: masthead, number, signatories, red line, title, addressees (7.2, 7.3.1, 7.3.2, 10)."""

from collections.abc import Iterator

from documents.docx import roles
from documents.docx.model import Content, Elements
from documents.docx.numbers import Series, parse
from documents.docx.text import clean
from documents.docx.titlelines import lines
from documents.docx.typesetting import joint, sheet
from documents.docx.typesetting.forms import Form, masthead
from documents.docx.typesetting.setting import chars, paragraph, run, title_runs

_URGENCIES = {"urgent": "加急", "most_urgent": "特急"}
_WIDEST_MAST, _LARGEST_MAST, _SMALLEST_MAST = 26, 104, 44  # characters of 3号; half-points
_NAMES_A_LINE = 2  # 7.2.6


def head(content: Content, elements: Elements, form: Form, *, addressed: bool = True) -> Iterator[str]:
    """Yield the paragraphs before the text; `addressed` is False where the addressees stand in the colophon."""
    mast = masthead(elements, form)
    size = mast_size(mast)
    yield from _letter_head(elements, mast, size) if form is Form.LETTER else _red_head(elements, form, mast, size)
    shows_addressees = bool(content.addressees) and addressed
    if content.title and not is_promulgated(content):
        yield paragraph(roles.TITLE, title_runs(content.title), sheet.after(0 if shows_addressees else sheet.LINE))
    if shows_addressees:
        yield paragraph(roles.ADDRESSEES, run("，".join(content.addressees) + roles.COLON))


def is_promulgated(content: Content) -> bool:
    """Test if the title is that of the enclosed document, as with an order, and is printed only there."""
    return any(not each.label and each.title == content.title for each in content.attachments[:1])


def mast_size(mast: str) -> int:
    """Return the size of the masthead in half-points: as large as fits in one line."""
    return max(min(_LARGEST_MAST, _WIDEST_MAST * sheet.SIZE_3 // max(len(mast), 1)), _SMALLEST_MAST)


def _red_head(elements: Elements, form: Form, mast: str, size: int) -> Iterator[str]:
    urgency = _URGENCIES.get(elements.urgency, "")
    if urgency:
        yield paragraph(roles.URGENCY, run(urgency))
    above = sheet.MAST_FROM_TOP[form] - (sheet.LINE if urgency else 0)
    if joint.is_joint(elements, form):
        yield joint.masthead(elements, above)
    elif mast:
        yield paragraph(roles.MASTHEAD, run(mast, size=size), sheet.mast_line(size, above))
    if mast or elements.number:
        yield from _number_lines(elements, form)


def _letter_head(elements: Elements, mast: str, size: int) -> Iterator[str]:
    """Yield the head of a letter: masthead and red double lines by the paper's edges, number to the right (10.1)."""
    below = sheet.LETTER_TOP
    if mast:
        top, foot = sheet.letter_frame(sheet.LETTER_TOP), sheet.letter_frame(sheet.LETTER_FOOT)
        yield paragraph(roles.MASTHEAD, run(mast, size=size), top + sheet.mast_line(size, 0))
        yield paragraph(roles.SPACER, "", top + sheet.gap(sheet.LETTER_GAP))
        yield _double(top, roles.RED_RULE, roles.RED_THIN_RULE)
        yield _double(foot, roles.RED_THIN_RULE, roles.RED_RULE)
        below += size * sheet.HALF_POINT + sheet.DOUBLE_LINE
    below += sheet.SEVEN_EIGHTHS
    urgency = _URGENCIES.get(elements.urgency, "")
    if urgency:
        yield paragraph(roles.URGENCY, run(urgency), sheet.left_frame(below))
    above = max(below - sheet.TOP, 0)
    yield paragraph(roles.NUMBER, run(clean(elements.number)), sheet.letter_number(above))


def _double(frame: str, first: str, second: str) -> str:
    between = paragraph(roles.SPACER, "", frame + sheet.gap())
    return paragraph(first, "", frame) + between + paragraph(second, "", frame)


def _number_lines(elements: Elements, form: Form) -> Iterator[str]:
    number = parse(elements.number)
    names = tuple(filter(None, map(clean, elements.signatories)))
    if form is Form.ORDER:
        is_order = number is not None and number.series is Series.ORDER
        shown = clean(elements.number)
        if number is not None and is_order:
            shown = str(number).removeprefix(number.code_letters)
        yield paragraph(roles.NUMBER, run(shown), sheet.NO_RED_LINE)
    elif elements.upward and names:
        yield from _upward(clean(elements.number), names)
    else:
        yield paragraph(roles.NUMBER, run(clean(elements.number)), sheet.CENTRE)


def _upward(number: str, names: tuple[str, ...]) -> Iterator[str]:
    """Yield the signatories two to a line, the number beside the last (7.2.5, 7.2.6)."""
    rows = [names[at : at + _NAMES_A_LINE] for at in range(0, len(names), _NAMES_A_LINE)]
    stops = _stops(names)
    for at, row in enumerate(rows):
        first, last = at == 0, at == len(rows) - 1
        left = run("\t" + (number if last else "") + "\t" + (roles.SIGNATORY_PREFIX if first else "\t"))
        signed = left + run("\t".join(row), font=sheet.KAI)
        above = 2 * sheet.LINE if first else sheet.LINE - sheet.SIZE_3 * sheet.HALF_POINT
        layout = sheet.tabs(*stops) + sheet.before(above)
        yield paragraph(roles.NUMBER if last else roles.SIGNATORIES, signed, layout)


def _stops(names: tuple[str, ...]) -> tuple[int, ...]:
    """Return where number, label and names begin, so that the widest names end one character from the right."""
    widest, columns, label = max(map(chars, names)), min(len(names), _NAMES_A_LINE), chars(roles.SIGNATORY_PREFIX)
    width = label + columns * widest + columns - 1
    start = sheet.CHARACTERS - 1 - width
    places = (1, start, *(start + label + at * (widest + 1) for at in range(columns)))
    return tuple(int(max(place, 1) * sheet.CHARACTER) for place in places)


def fills_first_page(content: Content, elements: Elements, form: Form) -> bool:
    """Test if head and addressees leave no line of the text on the first page (7.3.2)."""
    return height(content, elements, form) + sheet.LINE > sheet.LINES * sheet.LINE


def height(content: Content, elements: Elements, form: Form) -> int:
    """Return the height of all that stands before the text, addressees included (dxa)."""
    alone = mast_size(masthead(elements, form)) * sheet.HALF_POINT
    high = joint.height(elements) if joint.is_joint(elements, form) else alone
    used = sheet.MAST_FROM_TOP.get(form, 0) + high + 5 * sheet.LINE
    titled = lines(content.title) if content.title and not is_promulgated(content) else []
    addressees = chars("，".join(content.addressees) + roles.COLON)
    rows = -(-int(addressees) // sheet.CHARACTERS) + 1
    return used + len(titled) * sheet.TITLE_LINE + rows * sheet.LINE
