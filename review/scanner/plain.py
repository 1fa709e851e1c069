"""The plain form of a text: half width, simplified, one sign for one sign; and what of it the pass reads.

Everything is a table over the 65,536 code units of UTF-16, so that a whole text is turned at once and places
stay true. A character beyond them (𠮷) counts as one unknown sign.
"""

import re
import unicodedata
from functools import cache

import numpy as np
import opencc
from numpy.typing import NDArray

Codes = NDArray[np.uint16]
Mask = NDArray[np.bool_]

SIZE = 0x10000
NEWLINE, COLON = "\n", ":"
_HYPHENS = dict.fromkeys("‐‑‒–—―−－﹣", "-")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_UNKNOWN = "\ufffd"
_KEPT_SIGNS = frozenset("\n:@")
_DIVIDING = frozenset("，。、；,;")  # between figures they divide two numbers; elsewhere they may be a disguise
_DROPPED, _DIVIDER = 0, ord(",")


def codes(text: str) -> Codes:
    """Return the text as one code unit a character."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) != 2 * len(text):
        units = _BEYOND.sub(_UNKNOWN, text).encode("utf-16-le", "surrogatepass")
    return np.frombuffer(units, np.uint16)


def text_of(units: Codes) -> str:
    """Return the characters of code units."""
    return units.tobytes().decode("utf-16-le", "surrogatepass")


def plain(text: str) -> str:
    """Return the text in half width and simplified characters, as long as it was."""
    return text_of(plain_table().take(codes(text)))


def squeezed(text: str) -> str:
    """Return the text as the pass reads it: plain, in small letters, without signs and spaces."""
    units = stream_table().take(codes(text))
    return text_of(units[kept(units)])


def kept(units: Codes) -> Mask:
    """Return which of the units the pass reads: no signs, but what divides two numbers stays."""
    mask: Mask = units != _DROPPED
    divider = units == _DIVIDER
    mask &= ~divider
    mask[1:] |= divider[1:] & (units[:-1] - ord("0") < 10)  # noqa: PLR2004  a figure before it; below "0" the units wrap
    return mask


def _one(character: str) -> str:
    if unicodedata.category(character) in {"Zs", "Cf"} or character == "\t":
        return " "
    if (figure := unicodedata.decimal(character, None)) is not None:
        return str(figure)  # of any script: ٣ is a 3
    compatible = _HYPHENS.get(character) or unicodedata.normalize("NFKC", character)
    return compatible if len(compatible) == 1 and ord(compatible) < SIZE else character


@cache
def plain_table() -> Codes:
    """Return for each code unit its plain form; letters keep their case."""
    signs = [_one(chr(unit)) if not 0xD800 <= unit < 0xE000 else _UNKNOWN for unit in range(SIZE)]  # noqa: PLR2004  surrogates
    signs[ord(NEWLINE)] = NEWLINE
    simplify = opencc.OpenCC("t2s").convert
    ideographs = [unit for unit in range(0x3400, 0xA000) if len(signs[unit]) == 1]
    for unit, simple in zip(
        ideographs, simplify("\n".join(signs[unit] for unit in ideographs)).split("\n"), strict=True
    ):
        signs[unit] = simple if len(simple) == 1 and ord(simple) < SIZE else signs[unit]
    return np.array([ord(sign) for sign in signs], np.uint16)


@cache
def stream_table() -> Codes:
    """Return for each code unit what the pass reads: its plain form as a small letter, or that it is left out."""
    return np.array([_read(chr(unit)) for unit in plain_table()], np.uint16)


def _read(sign: str) -> int:
    if sign in _DIVIDING:
        return _DIVIDER
    if sign not in _KEPT_SIGNS and unicodedata.category(sign)[0] not in "LN":
        return _DROPPED
    low = sign.lower()
    return ord(low if len(low) == 1 else sign)
