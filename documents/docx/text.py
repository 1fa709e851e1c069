"""The canonical form of a text: only what a reader cannot see is normalised, never punctuation."""

import re
import unicodedata

# Format characters (zero-width, bidirectional, tags, soft hyphen), variation selectors, what XML cannot hold.
_NO_GLYPHS = (
    "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufe00-\ufe0f"
    "\U000e0000-\U000e0fff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff"
)
_UNSEEN = re.compile(f"[{_NO_GLYPHS}]")
_BLANKS = "\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0"
_BLANK = re.compile(f"[\\s{_BLANKS}]+")
# Whatever cleaning would change: one search tells that most texts are clean already.
_UNCLEAN = re.compile(
    f"[{_NO_GLYPHS}{_BLANKS}\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|^ | $|  "
)
_CJK = (
    "\u2e80-\u303f\u3040-\u30ff\u3105-\u312f\u31c0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff00-\uffef\u2018-\u201d\u2014\u2026\u00b7"
)
_BESIDE_CJK = re.compile(rf"(?<=[{_CJK}]) | (?=[{_CJK}])")
_SUP = dict(zip("0123456789+-=()−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾⁻", strict=True))
_SUB = dict(zip("0123456789+-=()−", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋", strict=True))
_SPACED = 3


def clean(text: str) -> str:
    """Return the text in NFC without unseen characters, white-space runs as one space, ends stripped."""
    if _UNCLEAN.search(text) is None and unicodedata.is_normalized("NFC", text):
        return text
    seen = _UNSEEN.sub("", text)
    return _BLANK.sub(" ", unicodedata.normalize("NFC", seen)).strip(" ")


def unseen_characters(text: str) -> int:
    """Return how many characters of the text no reader sees."""
    return len(_UNSEEN.findall(text))


def bare(text: str) -> str:
    """Return the text without any white space or unseen character."""
    return clean(text).replace(" ", "")


def close_up(text: str) -> str:
    """Return a title or name without the spaces that only spread its characters.

    A text spread letter by letter (国 务 院) is closed up wholly; else spaces beside Chinese characters
    stay only between words of two or more characters (教育部 财政部).
    """
    words = clean(text).split(" ")
    if len(words) >= _SPACED and sum(len(word) == 1 for word in words) * 2 >= len(words):
        return _BESIDE_CJK.sub("", " ".join(words))
    if len(words) > 1 and all(len(word) == 1 for word in words):
        return _BESIDE_CJK.sub("", " ".join(words))
    return " ".join(words)


def raised(text: str, position: str) -> str:
    """Return superscript or subscript text in characters that look so; ^(…) or _(…) where there are none."""
    table = _SUP if position == "superscript" else _SUB
    if all(letter in table or letter.isspace() for letter in text):
        return "".join(table.get(letter, letter) for letter in text)
    return ("^(%s)" if position == "superscript" else "_(%s)") % text if text.strip() else text
