"""A paragraph's text as the file has it, and where a place of the cleaned text lies in it.

What people and programs count characters in is the text that python-docx gives, with its white space and without
automatic numbers; Draft.lines has the canonical text.
"""

import re
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_CELL = re.compile(r"table (\d+)/row (\d+)/cell (\d+)/paragraph (\d+)")


class AsFound:
    """The paragraphs of a main part that the reader has accepted."""

    def __init__(self, main_part: bytes) -> None:
        body = parse_xml(main_part).find(qn("w:body"))
        self._body: Any = () if body is None else body

    def text(self, place: str) -> str | None:
        """Return the paragraph's own text, None where the place is in neither the body nor a table of it."""
        steps = [("p", int(place))] if place.isdecimal() else _steps(place)
        element: Any = self._body
        for name, number in steps:
            found = [each for each in element if each.tag == qn(f"w:{name}")]
            if number >= len(found):
                return None
            element = found[number]
        return Paragraph(element, None).text if steps else None  # type: ignore[arg-type]  # its text needs no parent

    def span(self, place: str, canonical: str, start: int, end: int) -> tuple[int, int]:
        """Return where a span of the canonical text lies in the paragraph's own; the same span if it is not there."""
        own = self.text(place)
        return placed(canonical, own, start, end) if own is not None else (start, end)


def _steps(place: str) -> list[tuple[str, int]]:
    match = _CELL.fullmatch(place)
    return list(zip(("tbl", "tr", "tc", "p"), map(int, match.groups()), strict=True)) if match else []


def placed(canonical: str, own: str, start: int, end: int) -> tuple[int, int]:
    """Return the span in `own` that holds the same visible characters as the span of `canonical`.

    The two differ by white space and by what stands before (an automatic number); else the span stays.
    """
    seen = [place for place, letter in enumerate(own) if not letter.isspace()]
    letters = [place for place, letter in enumerate(canonical) if not letter.isspace()]
    before = _bare(canonical).find(_bare(own))
    if not seen or before < 0 or start not in letters or end - 1 not in letters:
        return start, end
    first, last = letters.index(start) - before, letters.index(end - 1) - before
    return (seen[first], seen[last] + 1) if 0 <= first <= last < len(seen) else (start, end)


def _bare(text: str) -> str:
    return "".join(text.split())
