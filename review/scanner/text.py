"""The form of a line in which it is scanned: as long as the line itself, so that places stay true."""

import re

_FULL_WIDTH = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20, 0xA0: 0x20, 0x2003: 0x20}
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—－﹣"), "-")
_TABLE = _FULL_WIDTH | _HYPHENS
_TO_FOLD = re.compile("[！-～　\u00a0\u2003‐‑‒–—﹣]")


def folded(line: str) -> str:
    """Return the line with full-width letters, digits and signs as half-width ones, character for character."""
    return line.translate(_TABLE) if _TO_FOLD.search(line) else line


def around(line: str, start: int, end: int, reach: int = 14) -> str:
    """Return what stands before and after a place in its line."""
    return line[max(0, start - reach) : start] + line[end : end + reach]


def before(line: str, start: int, reach: int = 14) -> str:
    """Return what stands before a place in its line."""
    return line[max(0, start - reach) : start]
