"""The flow of a file made flat for recognising: one line a paragraph, layout tables dissolved."""

from dataclasses import replace

from documents.docx import dates, signs
from documents.docx.flow import Item, Para, TableItem

_MOST_CELLS = 24
_WIDE_INDENT = 6  # blanks at the beginning of a line that is centred or pushed right by hand
_WIDE_BLANKS = "\u3000"
_LONGEST_NOTED = 80


def flat(items: list[Item], *, dissolve: bool = False) -> list[Item]:
    """Return the items with text boxes after their paragraph and lines apart; layout tables dissolved or not."""
    made: list[Item] = []
    for item in items:
        if isinstance(item, Para):
            made += _lines(item)
            if item.after:
                made += flat(item.after, dissolve=dissolve)
        elif dissolve and isinstance(item, TableItem) and is_layout(item):
            made += flat([inner for row in item.rows for cell in row for inner in cell.items])
        else:
            made.append(item)
    return made


def _lines(para: Para) -> list[Para]:
    raw = para.raw
    if len(raw) > _LONGEST_NOTED and "\n" not in raw:
        return [para]
    lines = [piece for line in raw.split("\n") for piece in _date_apart(line)]
    if len(lines) == 1:
        return [para]
    return [
        replace(para, raw=line, after=[], notes=[] if number else para.notes, lead=0, _text=None)
        for number, line in enumerate(lines)
    ]


def _date_apart(line: str) -> tuple[str, ...]:
    """Return a date and the closing note that stands behind it on the same line as two lines."""
    at = max(line.rfind("（"), line.rfind("(")) if len(line) <= _LONGEST_NOTED else 0
    if at > 0 and dates.is_date_line(line[:at]) and signs.closing_note(line[at:]):
        return line[:at], line[at:]
    return (line,)


def _is_frame(table: TableItem) -> bool:
    """Test if the table is but a frame around a whole document: one column, with number, addressees or date in it."""
    if any(len(row) != 1 for row in table.rows):
        return False
    inner = [item for row in table.rows for item in row[0].items]
    lines = [line for item in inner if isinstance(item, Para) for line in _lines(item) if line.text]
    marks = (
        any(signs.number_of(line.text) for line in lines),
        any(signs.addressee_line(line.text) for line in lines),
        any(dates.is_date_line(line.text) for line in lines),
    )
    return sum(marks) > 1


def is_layout(table: TableItem) -> bool:
    """Test if the table only places elements of head or tail (masthead, number, signatures, colophon)."""
    if _is_frame(table):
        return True
    cells = [cell for row in table.rows for cell in row]
    inner = [item for cell in cells for item in cell.items]
    if len(cells) > _MOST_CELLS or not all(isinstance(item, Para) for item in inner):
        return False
    lines = [line for item in inner if isinstance(item, Para) for line in _lines(item) if line.text]
    if not lines:
        return False
    kinds = [_kind(line) for line in lines]
    return None not in kinds and ("sure" in kinds or (kinds.count("date") == 1 and "body" in kinds))


def _kind(line: Para) -> str | None:
    text = line.text
    if signs.number_of(text) or signs.signatories_in(text) is not None or signs.COPIES.match(text):
        return "sure"
    if is_printing(text) or _is_masthead(text):
        return "sure"
    if dates.is_date_line(text) or dates.split_ending(text)[0]:
        return "date"
    if signs.bodies_in(line.raw) or signs.urgency_of(text) or text in ("文件", "印发"):
        return "body"
    return None


def _is_masthead(text: str) -> bool:
    head = text.replace(" ", "").removesuffix("文件")
    return text.replace(" ", "").endswith("文件") and signs.is_body(head)


def is_printing(text: str) -> bool:
    """Test if the line names the printing body and day (……2017年4月12日印发)."""
    found = signs.PRINTING.match(text) if text.endswith("发") else None
    return found is not None and bool(dates.split_ending(found["line"])[1])


def is_centred(para: Para) -> bool:
    """Test if the line stands in the middle, by its alignment or by blanks before it."""
    return para.align == "center" or (para.align == "" and _indent(para) >= _WIDE_INDENT)


def is_right(para: Para) -> bool:
    """Test if the line stands to the right, by its alignment or by blanks before it."""
    return para.align == "right" or (para.align == "" and _indent(para) >= _WIDE_INDENT)


def _indent(para: Para) -> int:
    if not para.raw[:1].isspace():
        return 0
    blanks = para.raw[: len(para.raw) - len(para.raw.lstrip())]
    return sum(2 if blank == _WIDE_BLANKS else 1 for blank in blanks)
