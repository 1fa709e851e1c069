"""Titles: which lines they take up, and how the lines join."""

import re
from collections.abc import Iterable, Sequence

from documents.docx import dates, signs
from documents.docx.flow import Item, Para
from documents.docx.genres import genre_of
from documents.docx.headings import mark_level
from documents.docx.reading.layout import is_centred
from documents.docx.text import bare, close_up

MOST_LINES = 8
_LONGEST_LINE, _LONGEST = 60, 120
_STOP = re.compile("[。；！？]")
_MOST_PLAIN = 3
_NEAR_SIZE = 4  # half-points
_ADDED = re.compile(
    r"^[（(](?:试行|暂行|草案|修订|续|征求意见|送审|讨论|审议|代拟|报批|初)[^（）()]{0,8}[）)]$|"
    r"^[（(]\d{4}(?:年?[—－–~～-]\d{4})?年?(?:版|本|修订|修订版)?[）)]"
)
"""A bracket on a line of its own that belongs to the title: （试行）, （征求意见稿）, （2018—2022年）."""
_MORE = ("的", "及", "和", "与", "等")


def joined(lines: Iterable[str]) -> str:
    """Return the title that the lines make up; a space stays between two bodies or two Latin words."""
    title = ""
    for line in filter(None, map(close_up, lines)):
        latin = title[-1:].isascii() and title[-1:].isalnum() and line[0].isascii() and line[0].isalnum()
        bodies = signs.is_body(title.rpartition(" ")[2]) and signs.is_body(line.partition(" ")[0])
        title += (" " if title and (latin or bodies) else "") + line
    return title


def take(items: Sequence[Item], start: int, known: Iterable[str] = ()) -> tuple[str, int]:
    """Return the title that begins at `start`, and the index after it; ("", start) when none does.

    `known` are titles that the document speaks of; lines that make up one of them belong together.
    """
    first = items[start]
    if not isinstance(first, Para) or not _may_begin(first):
        return "", start
    count = _known_lines(items, start, [bare(each) for each in known])
    if not count:
        count = _centred_lines(items, start) if is_centred(first) else _plain_lines(items, start)
    lines = [item.text for item in items[start : start + count] if isinstance(item, Para)]
    return joined(lines), start + count


def _may_begin(para: Para) -> bool:
    text = para.text
    return bool(text) and not is_text(para) and para.align != "right" and not _is_other(text)


def is_text(para: Para) -> bool:
    """Test if the line reads as running text; a title may hold a comma where it is centred or ends with a genre."""
    text = para.text
    if is_centred(para) or genre_of(text):
        return len(bare(text)) > _LONGEST or bool(_STOP.search(text))
    return signs.is_sentence(text)


def _is_other(text: str) -> bool:
    """Test if the line is surely another element."""
    if signs.number_of(text) or dates.is_date_line(text) or signs.closing_note(text):
        return True
    return bool(signs.ATTACHMENT_LABEL.match(text)) or text.endswith(("：", ":")) or mark_level(text) is not None


def _known_lines(items: Sequence[Item], start: int, known: list[str]) -> int:
    """Return how many lines make up one of the known titles, 0 when none does."""
    text = ""
    for count, item in enumerate(items[start : start + MOST_LINES], 1):
        if not isinstance(item, Para):
            return 0
        text += bare(item.text)
        if text in known:
            return count
        if not any(each.startswith(text) for each in known):
            return 0
    return 0


def _centred_lines(items: Sequence[Item], start: int) -> int:
    first, count = items[start], 1
    for item in items[start + 1 : start + MOST_LINES]:
        if not isinstance(item, Para) or not isinstance(first, Para) or not _continues(first, item):
            break
        count += 1
    return count


def _continues(first: Para, para: Para) -> bool:
    if not para.text or not is_centred(para) or para.new_page or _is_other(para.text):
        return False
    if para.text[0] in "（(" and _is_aside(bare(para.text)):
        return False
    sizes = first.size, para.size
    return None in sizes or abs((first.size or 0) - (para.size or 0)) <= _NEAR_SIZE


def _is_aside(text: str) -> bool:
    """Test if a line that begins with a bracket is a note under the title and no part of it."""
    return not _ADDED.match(text) and (text[-1] in "）)" or dates.first(text) is not None)


def _plain_lines(items: Sequence[Item], start: int) -> int:
    """Return how many lines that are not centred make up a title that ends with a genre, else 1."""
    lines, closed = _short_lines(items, start)
    if closed and len(lines) <= _MOST_PLAIN and (genre_of(joined(lines)) or "关于" in "".join(lines)):
        return len(lines)
    for count in range(1, len(lines) + 1):
        more = count < len(lines) and lines[count].startswith(_MORE)
        if genre_of(joined(lines[:count])) and not more:
            return count
    return 1


def _short_lines(items: Sequence[Item], start: int) -> tuple[list[str], bool]:
    """Return the lines that may make up a plain title, and whether another element ends them."""
    lines: list[str] = []
    for item in items[start : start + MOST_LINES]:
        if not isinstance(item, Para) or len(item.text) > _LONGEST_LINE:
            return lines, False
        if not item.text:
            return lines, True
        if _is_other(item.text):
            return lines, mark_level(item.text) is None
        if is_text(item) or is_centred(item):
            return lines, False
        lines.append(item.text)
    return lines, False
