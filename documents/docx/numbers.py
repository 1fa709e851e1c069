"""发文字号: its grammar (公文处理工作条例 art. 9(5), GB/T 9704-2012 7.2.5), as a value that compares."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import total_ordering

from documents.docx import dates
from documents.docx.errors import NumberUnreadable
from documents.docx.text import bare


class Series(StrEnum):
    """How numbers run: by code letters and year, or (orders) on and on across the years."""

    DOCUMENT = "document"
    TELEGRAM = "telegram"
    ANNOUNCEMENT = "announcement"
    ORDER = "order"


@total_ordering
@dataclass(frozen=True, slots=True)
class Number:
    """One document number; `year` is None for an order."""

    code_letters: str
    year: int | None
    serial: int
    series: Series = Series.DOCUMENT

    def __str__(self) -> str:
        if self.series is Series.ORDER:
            return f"{self.code_letters}第{self.serial}号"
        if self.series is Series.ANNOUNCEMENT:
            return f"{self.code_letters}{self.year}年第{self.serial}号"
        return f"{self.code_letters}〔{self.year}〕{self.serial}号"

    def __lt__(self, other: "Number") -> bool:
        return self._key < other._key

    @property
    def _key(self) -> tuple[str, int, int, str]:
        return self.code_letters, self.year or 0, self.serial, self.series.value


_LETTERS = r"[一-鿿㐀-䶿A-Za-z（）()·\-]"
_OPENING, _CLOSING = r"[〔\[［(（【﹝〖{｛<＜《「]", r"[〕\]］)）】﹞〗}｝>＞》」]"
_SERIAL = r"第?0*(?P<serial>[1-9]\d{0,4})"
_PREFIX = re.compile(r"^(?:发文字号|公文字号|文件字号|发文号|文件编号|文号|字号|编号)[:：]")
_WIDE = str.maketrans({chr(0xFF10 + digit): str(digit) for digit in range(10)})
_DOCUMENT = re.compile(rf"(?P<letters>{_LETTERS}{{1,24}}?){_OPENING}(?P<year>(?:19|20)\d{{2}})年?{_CLOSING}{_SERIAL}号")
_ANNOUNCEMENT = re.compile(
    rf"(?P<letters>{_LETTERS}{{0,60}}?(?:公告|通告|通报))[（(]?(?P<year>(?:19|20)\d{{2}})年?[）)]?"
    r"第0*(?P<serial>[1-9]\d{0,4})号[）)]?"
)
_ORDER = re.compile(
    rf"(?P<letters>{_LETTERS}{{0,60}}?令)[（(]?(?:第(?P<serial>\d{{1,5}}|[一二三四五六七八九十百千〇零○两]+)|"
    r"(?P<plain>\d{1,5}))号[）)]?"
)
_STRICT = re.compile(r"[一-鿿A-Za-z（）]{1,24}?〔(?:19|20)\d{2}〕[1-9]\d{0,4}号")
_ENDS = re.compile(r"\s*(?:签发人|签发|签批人)\s*[:：]?")
_COUNTRY = "中华人民共和国"
_TELEGRAM = re.compile(r"(?:电|电传|明传)$")
_LONGEST = 160


def _undress(text: str) -> str:
    plain = _PREFIX.sub("", bare(text).translate(_WIDE))
    inner = re.fullmatch(r"[（(【\[](.+号)[）)】\]]", plain)
    return inner[1] if inner else plain


def _document(text: str) -> Number | None:
    if not (found := _DOCUMENT.fullmatch(text)):
        return None
    letters = found["letters"].replace("(", "（").replace(")", "）")
    series = Series.TELEGRAM if _TELEGRAM.search(letters) else Series.DOCUMENT
    return Number(letters, int(found["year"]), int(found["serial"]), series)


def _announcement(text: str) -> Number | None:
    if not (found := _ANNOUNCEMENT.fullmatch(text)):
        return None
    letters = found["letters"].removeprefix(_COUNTRY)
    return Number(letters, int(found["year"]), int(found["serial"]), Series.ANNOUNCEMENT)


def _order(text: str) -> Number | None:
    found = _ORDER.fullmatch(text)
    serial = dates.numeral(found["serial"] or found["plain"]) if found else None
    if not found or not serial:
        return None
    letters = found["letters"].removeprefix(_COUNTRY)
    # The State Council's own catalogue writes 国令第707号 for 中华人民共和国国务院令第707号.
    return Number("国令" if letters == "国务院令" else letters, None, serial, Series.ORDER)


def parse(text: str) -> Number | None:
    """Return the number that the text is after normalising (spaces, brackets, prefix, 第, zeros), or None."""
    if len(text) > _LONGEST:
        return None
    plain = _undress(text)
    return _document(plain) or _announcement(plain) or _order(plain)


def parse_strict(text: str) -> Number:
    """Return the number when the text is written exactly as the standard demands.

    :raises NumberUnreadable: it is not 代字〔年份〕序号号, an order or an announcement as str() writes it.
    """
    number = parse(text)
    if number is None or str(number) != text:
        raise NumberUnreadable
    return number


def is_strict(text: str) -> bool:
    """Test if the text is a number in the strict form 代字〔2017〕3号."""
    return bool(_STRICT.fullmatch(text))


def find(line: str) -> tuple[Number, str] | None:
    """Return the number that a line consists of, and as found; a 签发人 may follow it on the line."""
    as_found = _ENDS.split(line, maxsplit=1)[0].strip()
    number = parse(as_found)
    return (number, as_found) if number else None
