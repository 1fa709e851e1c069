"""The automatic numbers of paragraphs, which a reader sees and the text of the file does not hold."""

from collections.abc import Callable
from dataclasses import dataclass, field

from documents.docx.ooxml import Element, children, is_on, val, w, whole_number
from documents.docx.opening.package import Package

LEVELS = 9
_HAN = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_TEN, _CIRCLED, _LETTERS = 10, 20, 26
_MOST = 9999


def in_han(number: int, digits: str = _HAN, units: str = "十百千") -> str:
    """Return 1..9999 in Chinese counting numerals (十二, 一百零七); plain digits beyond."""
    if not 0 < number <= _MOST:
        return str(number)
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // _TEN**power % _TEN
        if digit:
            zero = "零" if gap and text else ""
            text += zero + digits[digit] + (units[power - 1] if power else "")
        gap = not digit
    short = digits[1] + units[0]
    return text[1:] if text.startswith(short) and digits is _HAN else text


def _spelled(number: int) -> str:
    return "".join(_HAN[int(digit)] for digit in str(number))


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1) if 0 < number <= _MOST else ""


def _roman(number: int) -> str:
    text, left = "", min(number, _MOST)
    for value, letters in _ROMAN:
        text += letters * (left // value)
        left %= value
    return text


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= _CIRCLED else str(number)


def _wide(number: int) -> str:
    return "".join(chr(0xFF10 + int(digit)) for digit in str(number))


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "decimalFullWidth": _wide,
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": lambda n: f"{n}.",
    "decimalEnclosedParen": lambda n: f"({n})",
    "chineseCounting": in_han,
    "chineseCountingThousand": in_han,
    "japaneseCounting": in_han,
    "taiwaneseCounting": in_han,
    "taiwaneseCountingThousand": in_han,
    "koreanCounting": in_han,
    "ideographDigital": _spelled,
    "japaneseDigitalTenThousand": _spelled,
    "chineseLegalSimplified": lambda n: in_han(n, _FORMAL, "拾佰仟"),
    "ideographLegalTraditional": lambda n: in_han(n, _FORMAL, "拾佰仟"),
    "japaneseLegal": lambda n: in_han(n, _FORMAL, "拾佰仟"),
    "ideographTraditional": lambda n: _STEMS[(n - 1) % len(_STEMS)],
    "ideographZodiac": lambda n: _BRANCHES[(n - 1) % len(_BRANCHES)],
    "ideographEnclosedCircle": lambda n: chr(0x3280 + n - 1) if 0 < n <= _TEN else str(n),
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "none": lambda n: "",
}


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one file and where each stands; ask in the order of the paragraphs."""

    def __init__(self, package: Package) -> None:
        part = next(iter(package.related(package.main, "numbering")), None)
        root = package.xml(part) if part else None
        self._abstracts: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        for each in children(root, "abstractNum"):
            levels = {_index(level): _level_of(level) for level in children(each, "lvl")}
            self._abstracts[each.get(w("abstractNumId"), "")] = levels
        for each in children(root, "num"):
            self._lists[each.get(w("numId"), "")] = self._list_of(each)

    def _list_of(self, element: Element) -> _List:
        abstract = val(element.find(w("abstractNumId")))
        made = _List(abstract, dict(self._abstracts.get(abstract, {})))
        for override in children(element, "lvlOverride"):
            index = _index(override)
            if (level := override.find(w("lvl"))) is not None:
                made.levels[index] = _level_of(level)
            if (start := override.find(w("startOverride"))) is not None:
                made.restarts[index] = whole_number(val(start), 1)
        return made

    def label(self, number: str, level: int) -> str:
        """Return the number that the next paragraph of the list shows, "" for none, and count on."""
        found = self._lists.get(number)
        if found is None or level not in found.levels:
            return ""
        self._count(number, found, level)
        shown = found.levels[level]
        if shown.format == "bullet":
            return "• " if shown.text.strip() else ""
        text = self._filled(found, shown)
        return text + " " if text[-1:].isalnum() and shown.suffix != "nothing" else text

    def _count(self, number: str, found: _List, level: int) -> None:
        counts = self._counts.setdefault(found.abstract, [None] * LEVELS)
        restart = found.restarts.get(level)
        if restart is not None and (number, level) not in self._started:
            self._started.add((number, level))
            counts[level] = restart
        else:
            before = counts[level]
            counts[level] = found.levels[level].start if before is None else before + 1
        for deeper in range(level + 1, LEVELS):
            if (kept := found.levels.get(deeper)) is None or kept.restart is None or level < kept.restart:
                counts[deeper] = None

    def _filled(self, found: _List, shown: _Level) -> str:
        counts, text = self._counts[found.abstract], shown.text
        for index in range(LEVELS):
            if f"%{index + 1}" in text:
                level = found.levels.get(index, _Level())
                form = "decimal" if shown.legal else level.format
                value = counts[index]
                shape = _FORMATS.get(form, str)
                text = text.replace(f"%{index + 1}", shape(level.start if value is None else value))
        return text


def _index(element: Element) -> int:
    return whole_number(element.get(w("ilvl")), 0, most=LEVELS - 1)


def _level_of(element: Element) -> _Level:
    restart = element.find(w("lvlRestart"))
    return _Level(
        format=val(element.find(w("numFmt")), "decimal"),
        text=val(element.find(w("lvlText"))),
        start=whole_number(val(element.find(w("start")), "1"), 1),
        suffix=val(element.find(w("suff")), "tab"),
        legal=is_on(element.find(w("isLgl"))),
        restart=None if restart is None else whole_number(val(restart), 0, most=LEVELS),
    )
