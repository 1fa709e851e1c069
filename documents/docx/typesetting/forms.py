"""Which of the four forms of GB/T 9704-2012 a document is set in: normal, 信函 (10.1), 命令 (10.2), 纪要 (10.3)."""

from enum import StrEnum

from documents.docx.genres import Genre, genre_of
from documents.docx.model import Elements
from documents.docx.numbers import Series, parse
from documents.docx.signs import bodies_in
from documents.docx.text import clean

_OWN_WORDS = ("文件", "令", "纪要")
_SUFFIXES = {"document": "文件", "order": "令", "minutes": "会议纪要"}


class Form(StrEnum):
    """A form of the standard."""

    DOCUMENT = "document"
    LETTER = "letter"
    ORDER = "order"
    MINUTES = "minutes"


def form_of(elements: Elements, title: str = "") -> Form:
    """Return the form: the number's series decides, then the words of the masthead, then the genre of the title.

    A notice that is numbered among the letters (教办函) is a letter; an order has the title of what it enacts.
    """
    number, body, genre = parse(elements.number), clean(elements.issuing_body), genre_of(title)
    if (number is not None and number.series is Series.ORDER) or body.endswith("令"):
        return Form.ORDER
    if genre is Genre.MINUTES or body.endswith("纪要"):
        return Form.MINUTES
    letters = number.code_letters if number is not None else ""
    is_letter = genre is Genre.LETTER or letters.endswith(Genre.LETTER.value)
    return Form.LETTER if is_letter and not body.endswith("文件") else Form.DOCUMENT


def bodies(elements: Elements) -> tuple[str, ...]:
    """Return the bodies of a joint document, the lead first; one body alone otherwise, none without."""
    body = clean(elements.issuing_body).removesuffix("文件")
    several = bodies_in(body)
    return several if len(several) > 1 else tuple(filter(None, [body]))


def masthead(elements: Elements, form: Form | None = None) -> str:
    """Return the 发文机关标志: the body with 文件, 令 or 会议纪要, alone for a letter (7.2.4, 10)."""
    body = clean(elements.issuing_body)
    if not body or body.endswith(_OWN_WORDS):
        return body
    form = form or form_of(elements)
    if form is Form.LETTER:
        return bodies(elements)[0]  # the lead's alone, also of a joint letter (10.1)
    return body + _SUFFIXES[form]
