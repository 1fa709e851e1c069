"""Dates and numerals as official documents write them: 2017年4月10日, 二〇〇四年八月十二日, 2017-04-10."""

import re
from datetime import date

from documents.docx.text import bare

_DIGITS = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "○": 0, "Ｏ": 0, "O": 0, "o": 0, "Ο": 0, "О": 0, "◯": 0, "⚪": 0, "０": 0, "元": 1, "两": 2,
}  # fmt: skip
_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN = "一二三四五六七八九十百千〇零○ＯOoΟО◯⚪０两"
_YEAR = rf"(?P<year>(?:19|20)\d{{2}}|[一二][{_HAN}]{{3}})"
_MONTH = rf"(?P<month>\d{{1,2}}|[{_HAN}]{{1,3}}|元)"
_DAY = rf"(?P<day>\d{{1,2}}|[{_HAN}]{{1,4}})"
_DATE = re.compile(rf"{_YEAR}(?:年|[-./．—](?=\d)){_MONTH}(?:月|[-./．—](?=\d)){_DAY}[日号]?")
_GAP = "[×xXＸ*＊_＿□○〇]"
_OPEN = re.compile(
    rf"(?:(?:19|20)(?:\d{{2}}|{_GAP}{{2}})|{_GAP}{{2,4}}|[一二][{_HAN}]{{3}})?年"
    rf"(?:\d{{1,2}}|[{_HAN}]{{1,3}}|{_GAP}{{1,4}})?月(?:\d{{1,2}}|[{_HAN}]{{1,4}}|{_GAP}{{1,4}})?日"
)
_LONGEST = 40
_LONGEST_SPREAD = 4 * _LONGEST
_SIGN = re.compile(r"[年\-./．—]")
_ENDING = re.compile(rf"[年\-./．—].*[日号\d{_HAN}０-９][^\w]*$", re.S)
_BEGINNINGS = frozenset("12年一二×xXＸ*＊_＿□○〇")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def numeral(text: str) -> int | None:
    """Return the value of a number in Arabic or Chinese digits (二〇〇四, 十二), or None."""
    if text.isdecimal():
        return int(text)
    if not text or any(letter not in _DIGITS and letter not in _UNITS for letter in text):
        return None
    return _counted(text) if any(letter in _UNITS for letter in text) else _spelled(text)


def _spelled(text: str) -> int:
    value = 0
    for letter in text:
        value = value * 10 + _DIGITS[letter]
    return value


def _counted(text: str) -> int:
    total = digit = 0
    for letter in text:
        if letter in _UNITS:
            total += (digit or 1) * _UNITS[letter]
            digit = 0
        else:
            digit = _DIGITS[letter]
    return total + digit


def _made(found: re.Match[str]) -> date | None:
    parts = [numeral(found[name]) for name in ("year", "month", "day")]
    try:
        return date(*[part or 0 for part in parts])
    except ValueError:
        return None


def whole(text: str) -> date | None:
    """Return the date that the text is, and nothing besides, or None."""
    found = _DATE.fullmatch(bare(text).translate(_WIDE)) if len(text) <= _LONGEST_SPREAD else None
    return _made(found) if found else None


def first(text: str) -> date | None:
    """Return the first date within the text, or None."""
    found = _DATE.search(bare(text).translate(_WIDE))
    return _made(found) if found else None


def found_in(text: str) -> str:
    """Return the first date within the text as found, "" for none."""
    found = _DATE.search(bare(text).translate(_WIDE))
    return found[0] if found else ""


def is_date_line(text: str) -> bool:
    """Test if the text is a date, or the place for one in a draft (2017年 月 日, ××年×月×日)."""
    if len(text) > _LONGEST_SPREAD or not _SIGN.search(text):
        return False
    plain = bare(text).translate(_WIDE)
    return len(plain) <= _LONGEST and bool(_DATE.fullmatch(plain) or _OPEN.fullmatch(plain))


def split_ending(text: str) -> tuple[str, str]:
    """Return what stands before a date that ends the text, and the date as found; ("", "") when none does."""
    if not _ENDING.search(text):
        return "", ""
    plain = text.translate(_WIDE)
    for start in range(max(len(plain) - _LONGEST_SPREAD, 0), len(plain)):
        if plain[start] in _BEGINNINGS and is_date_line(plain[start:]) and (start == 0 or not _inside(plain, start)):
            return text[:start].strip(), text[start:].strip()
    return "", ""


def _inside(text: str, start: int) -> bool:
    return text[start - 1].isdecimal() or text[start - 1] in _DIGITS


def as_printed(day: date) -> str:
    """Return the date as GB/T 9704-2012 7.3.5.4 prints it: Arabic, full year, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"
