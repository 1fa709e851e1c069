"""Whether the signature would stand on a page without text, counted in lines before anything is laid out (7.3.5.5)."""

import re
from collections.abc import Iterable
from math import ceil

from documents.docx.model import Content, Elements, Heading, Paragraph, lines_of
from documents.docx.typesetting import ends, heads, sheet
from documents.docx.typesetting.forms import Form
from documents.docx.typesetting.setting import chars

_BEFORE = re.compile(r'w:before="(\d+)"')
_UNSURE = 1  # line that a mark that may not begin one, or a word that is not divided, adds or saves


def is_missing(content: Content, elements: Elements, form: Form) -> bool:
    """Test if the page on which the text ends may have no room left for signature, date and notes.

    A letter has another first page, and nobody knows the height of a table or picture: there it is not counted.
    """
    if form is Form.LETTER or not all(isinstance(each, Paragraph | Heading) for each in content.blocks):
        return False
    first = (sheet.LINES * sheet.LINE - heads.height(content, elements, form)) // sheet.LINE
    text = sum(ceil((2 + chars(line)) / sheet.CHARACTERS) for line in lines_of(content.blocks))
    over = text - first
    used = text if over <= 0 else (over - 1) % sheet.LINES + 1
    free = (first if over <= 0 else sheet.LINES) - used
    needed = _lines((*ends.notes(content.notes), *ends.end(elements, form)))
    return free < needed + _UNSURE or (over > 0 and used <= _UNSURE)


def _lines(paragraphs: Iterable[str]) -> int:
    """Return how many lines paragraphs of one line take with the space above them."""
    found = (_BEFORE.search(each) for each in paragraphs)
    return sum(1 + (int(above[1]) // sheet.LINE if above else 0) for above in found)
