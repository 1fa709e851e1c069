"""Draws a material as a one-page picture (SVG) from its text; our own template, everything escaped; pure.

A line 一、… opens a section, a line “甲｜乙” shows 甲 large with 乙 beside it, any other line is text. Lines are
broken by the width of their characters, since SVG does not break lines.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from interpretation.material import FIRST, PAIR

SVG = "image/svg+xml"
WIDTH, EDGE = 800, 40
BLUE, INK, GREY, PALE = "#1a4b8c", "#1f2933", "#52606d", "#eef3f9"
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold
PIECE = re.compile(r"[0-9A-Za-z.%]{1,12}|.", re.DOTALL)  # a number or a word stays whole
NEVER_FIRST = "，。；：、！？）》」』”’％%,.;:!?)"
NARROW = 0.55  # width of a Latin character, of its height
LABEL = 0.32  # share of the width for what stands large


@dataclass
class _Sheet:
    y: float = EDGE
    parts: list[str] = field(default_factory=list)

    def words(self, lines: list[str], x: float, size: int, fill: str, *, bold: bool = False, top: float) -> float:
        """Write lines below each other from `top`; return where the next thing may begin."""
        weight = ' font-weight="bold"' if bold else ""
        for number, line in enumerate(lines, start=1):
            y = top + size * 1.5 * number - size * 0.4
            self.parts.append(
                f'<text x="{x:g}" y="{y:.1f}" font-size="{size}" fill="{fill}"{weight}>{_safe(line)}</text>'
            )
        return top + size * 1.5 * len(lines)

    def box(self, top: float, height: float, fill: str, *, x: float = EDGE, width: float = WIDTH - 2 * EDGE) -> None:
        """Draw a filled box."""
        self.parts.append(f'<rect x="{x:g}" y="{top:.1f}" width="{width:g}" height="{height:.1f}" fill="{fill}"/>')


def to_svg(title: str, text: str) -> str:
    """Return the picture of a title and a text, without script, style, link or anything from outside."""
    sheet = _Sheet()
    _head(sheet, title)
    for line in filter(None, (each.strip() for each in text.splitlines())):
        _line(sheet, line)
    height = sheet.y + EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" '
        f'height="{height:.0f}" role="img" font-family="Noto Sans CJK SC, Microsoft YaHei, sans-serif">'
        f"<title>{_safe(title)}</title><desc>{_safe(' '.join(text.split()))}</desc>"
        f'<rect width="{WIDTH}" height="{height:.0f}" fill="#ffffff"/>{"".join(sheet.parts)}</svg>'
    )


def _head(sheet: _Sheet, title: str) -> None:
    lines = list(wrapped(title or "（无标题）", (WIDTH - 4 * EDGE) / 28))
    height = len(lines) * 28 * 1.5 + EDGE
    sheet.box(0, height, BLUE, x=0, width=WIDTH)
    sheet.words(lines, 2 * EDGE, 28, "#ffffff", bold=True, top=EDGE / 2)
    sheet.y = height + EDGE / 2


def _line(sheet: _Sheet, line: str) -> None:
    inner = WIDTH - 2 * EDGE
    if FIRST.match(line):
        sheet.y += 12
        sheet.box(sheet.y + 4, 24, BLUE, width=6)
        lines = list(wrapped(FIRST.sub("", line), (inner - 20) / 20))
        sheet.y = sheet.words(lines, EDGE + 18, 20, BLUE, bold=True, top=sheet.y) + 6
    elif pair := PAIR.match(line):
        sheet.y = _pair(sheet, pair["what"].strip(), pair["words"].strip()) + 8
    else:
        lines = list(wrapped(line, inner / 16))
        sheet.y = sheet.words(lines, EDGE, 16, INK, top=sheet.y) + 4


def _pair(sheet: _Sheet, what: str, words: str) -> float:
    inner = WIDTH - 2 * EDGE
    large = list(wrapped(what, (inner * LABEL - 24) / 24))
    small = list(wrapped(words, (inner * (1 - LABEL) - 16) / 16))
    height = max(len(large) * 36, len(small) * 24) + 16
    sheet.box(sheet.y, height, PALE)
    sheet.words(large, EDGE + 12, 24, BLUE, bold=True, top=sheet.y + 8)
    sheet.words(small, EDGE + inner * LABEL, 16, INK, top=sheet.y + 8)
    return sheet.y + height


def wrapped(text: str, width: float) -> Iterator[str]:
    """Yield the lines of a text that is `width` full-width characters wide; no line begins with a closing mark."""
    line, used = "", 0.0
    for piece in PIECE.findall(text):
        wide = sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else NARROW for char in piece)
        if used + wide > width and line and piece not in NEVER_FIRST:
            yield line
            line, used = "", 0.0
        line, used = line + piece, used + wide
    if line:
        yield line


def _safe(text: str) -> str:
    return escape(FORBIDDEN.sub("", text))
