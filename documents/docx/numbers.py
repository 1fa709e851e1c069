"""发文字号: its grammar (公文处理工作条例 art. 9(5), GB/T 9704-2012 7.2.5), as a value that compares."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import total_ordering

from documents.docx import dates
from documents.docx.errors import NumberUnreadable
from documents.docx.text import bare


class Series(StrEnum):
    """How numbers run: by code letters and year, or (most orders) on and on across the years."""

    DOCUMENT = "document"
    TELEGRAM = "telegram"
    ANNOUNCEMENT = "announcement"
    ORDER = "order"


class Form(StrEnum):
    """How a number is written after its code letters; the standard knows the first, orders the others."""

    BRACKETED = "〔{year}〕{serial}号"
    BRACKETED_NTH = "〔{year}〕第{serial}号"
    OF_YEAR = "{year}年第{serial}号"
    NTH = "第{serial}号"


@total_ordering
@dataclass(frozen=True, slots=True)
class Number:
    """One document number; `year` is None where the serial runs on. The form does not tell numbers apart."""

    code_letters: str
    year: int | None
    serial: int
    series: Series = Series.DOCUMENT
    form: Form = field(default=Form.BRACKETED, compare=False)

    def __str__(self) -> str:
        form = Form.NTH if self.year is None else self.form
        return self.code_letters + form.format(year=self.year, serial=self.serial)

    def __lt__(self, other: "Number") -> bool:
        return self._key < other._key

    @property
    def _key(self) -> tuple[str, int, int, str]:
        return self.code_letters, self.year or 0, self.serial, self.series.value


_HAN_DIGITS = "一二三四五六七八九〇零○Ｏ"
_LETTERS = r"[一-鿿㐀-䶿A-Za-z（）()·\-]"
_OPENING, _CLOSING = r"[〔\[［(（【﹝〖{｛<＜《「]", r"[〕\]］)）】﹞〗}｝>＞》」]"
# Two digits of a year are those of the last century; the rule of four digits came in 1987.
_YEAR = rf"(?P<year>(?:19|20)[0-9]{{2}}|[一二][{_HAN_DIGITS}]{{3}}|[5-9][0-9]|49)"
_SERIAL = rf"0*(?P<serial>[1-9][0-9]{{0,4}}|[{_HAN_DIGITS}十百千两]{{1,9}})"
_PREFIX = re.compile(r"^(?:发文字号|公文字号|文件字号|发文号|文件编号|文号|字号|编号|令号)[:：]")
_WIDE = str.maketrans({chr(0xFF10 + digit): str(digit) for digit in range(10)} | {"號": "号"})
_DRESS = "。．.，,；;、“”\"'"
_WORDS = "令|公告|通告|通报"
_WORDED = rf"(?P<letters>(?:{_LETTERS}|[、，])*?(?:{_WORDS}))"
_DOCUMENT = re.compile(rf"(?P<letters>(?:{_LETTERS}|、){{1,60}}?){_OPENING}{_YEAR}年?{_CLOSING}(?P<nth>第?){_SERIAL}号")
_OLD = re.compile(rf"{_OPENING}{_YEAR}年?{_CLOSING}(?P<letters>(?!第)[一-鿿]{{1,12}}?)字?第?{_SERIAL}号")
_OF_YEAR = re.compile(rf"{_WORDED}[（(]?{_YEAR}年?[）)]?第{_SERIAL}号[）)]?")
_NTH = re.compile(rf"{_WORDED}[（(]?第?{_SERIAL}号[）)]?")
_BEFORE = re.compile(rf"(?P<letters>(?:{_LETTERS}|[、，])*?)(?:{_YEAR}年)?第{_SERIAL}号(?P<word>{_WORDS})")
_STRICT = re.compile(r"[一-鿿A-Za-z（）]{1,24}?〔(?:19|20)[0-9]{2}〕[1-9][0-9]{0,4}号")
_COUNTRY = "中华人民共和国"
_TELEGRAM = re.compile(r"(?:电|电传|明传)$")
_LONGEST, _LONGEST_LETTERS, _CENTURY = 160, 24, 1900


def undressed(text: str) -> str:
    """Return the text without white space, unseen characters, label, brackets and stops around it."""
    plain = _PREFIX.sub("", bare(text).translate(_WIDE)).strip(_DRESS)
    inner = re.fullmatch(r"[（(【\[《](.+号)[）)】\]》]", plain)
    return inner[1] if inner and not _OLD.fullmatch(plain) else plain


def _made(found: re.Match[str], letters: str, form: Form) -> Number | None:
    serial = dates.numeral(found["serial"])
    year = found.groupdict().get("year")
    value = dates.numeral(year) if year else None
    if not serial or (year and not value):
        return None
    if value is not None and value < _CENTURY:
        value += _CENTURY
    series = series_of(letters)
    if series in (Series.ORDER, Series.ANNOUNCEMENT):
        letters = re.sub("[、，]", "", letters).replace(_COUNTRY, "")
    elif "、" in letters or len(letters) > _LONGEST_LETTERS:
        return None
    else:
        form = Form.BRACKETED
    # The State Council's own catalogue writes 国令第707号 for 中华人民共和国国务院令第707号.
    return Number("国令" if letters == "国务院令" and not value else letters, value, serial, series, form)


def series_of(letters: str) -> Series:
    """Return the kind of series that code letters stand for."""
    if letters.endswith("令"):
        return Series.ORDER
    if letters.endswith(("公告", "通告", "通报")):
        return Series.ANNOUNCEMENT
    return Series.TELEGRAM if _TELEGRAM.search(letters) else Series.DOCUMENT


def _document(text: str) -> Number | None:
    found = _DOCUMENT.fullmatch(text) or _OLD.fullmatch(text)
    if not found:
        return None
    letters = found["letters"].replace("(", "（").replace(")", "）")
    return _made(found, letters, Form.BRACKETED_NTH if found.groupdict().get("nth") else Form.BRACKETED)


def _worded(text: str) -> Number | None:
    if found := _OF_YEAR.fullmatch(text):
        return _made(found, found["letters"], Form.OF_YEAR)
    if found := _NTH.fullmatch(text):
        return _made(found, found["letters"], Form.NTH)
    if found := _BEFORE.fullmatch(text):
        return _made(found, found["letters"] + found["word"], Form.OF_YEAR)
    return None


def parse(text: str) -> Number | None:
    """Return the number that the text is after normalising (spaces, brackets, prefix, 第, zeros), or None."""
    if len(text) > _LONGEST:
        return None
    plain = undressed(text)
    return _document(plain) or _worded(plain)


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


_SIGNED = re.compile(r"\s*(?:签\s*发\s*人|签\s*发|签\s*批\s*人)\s*[:：]?")
_WIRE = re.compile(
    r"^(?:等\s*级\s*[:：]?)?\s*(?:特\s*提|特\s*急|加\s*急|平\s*急)?\s*[·•.]?\s*(?:明\s*电|密\s*电)?\s*"
    r"(?P<number>\S.*?号)(?:\s+\S{0,4}机发\s*\d*\s*号)?$"
)


def find(line: str) -> tuple[Number, str] | None:
    """Return the number that a line consists of, and as found.

    A 签发人 may follow it on the line, and on a telegram its class stand before and a machine number after.
    """
    as_found = _SIGNED.split(line, maxsplit=1)[0].strip()
    wire = _WIRE.match(as_found)
    inner = wire["number"] if wire else as_found
    number = parse(inner)
    if inner != as_found and not (number and number.series is Series.TELEGRAM):
        inner, number = as_found, parse(as_found)
    return (number, inner) if number else None
