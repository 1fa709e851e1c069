"""The frame of a search: its page without what is searched for and found, built once for every set of filters.

It is cut at marks that no visitor can know, so nothing that an address says is taken for one.
"""

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import quote_plus
from uuid import uuid4

from django.utils.safestring import SafeString, mark_safe

SAID, ASKED, COUNTED, RESULTS = range(4)  # the words as text and in an address, how many there are, what was found
Frame = list[str | int]  # pieces of the page, and between them what stands there


@dataclass(frozen=True, slots=True)
class Marks:
    """What holds the places in a frame while it is built; `words` is escaped as what a visitor types."""

    words: str
    counted: SafeString
    results: SafeString


def new_marks() -> Marks:
    """Return marks that were never used."""
    name = uuid4().hex
    return Marks(f"<{name}>", mark_safe(f"<!--c{name}-->"), mark_safe(f"<!--r{name}-->"))  # noqa: S308  # digits


def cut(page: str, marks: Marks) -> Frame:
    """Return the frame of a page that was built with these marks."""
    places = (escape(marks.words), quote_plus(marks.words), marks.counted, marks.results)
    pieces = re.split("|".join(f"({re.escape(each)})" for each in places), page)
    return [places.index(each) if each in places else each for each in pieces if each]


def filled(frame: Frame, words: str, counted: str, results: str) -> str:
    """Return the page of a search."""
    said = (escape(words), quote_plus(words), counted, results)
    return "".join(said[each] if isinstance(each, int) else each for each in frame)
