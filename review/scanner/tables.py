"""Tables: what the head of a column, or the cell before, says of a cell; also lists set as lines with spaces."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from review.scanner import masks, people
from review.scanner.findings import Claim, Kind
from review.scanner.plain import plain
from review.scanner.words import PRIVATE_PERSONS

_CELL = re.compile(r"(?P<table>.*table \d+)/row (?P<row>\d+)/cell (?P<cell>\d+)/")
_IN_CELL = "/cell "
_PERSON = "|".join(sorted((each for each in PRIVATE_PERSONS if each != "姓名"), key=len, reverse=True))
_NAME_HEAD = re.compile(rf"(?:(?:{_PERSON})(?:\(?签[字名章]\)?)?|(?:{_PERSON})?(?:姓名|名字)(?:\([^)]*\))?)")
_VALUE_HEAD = re.compile(
    r".{0,8}(?:学号|学籍[主辅]?号|准考证号?|考生号|报名号|资格证书?(?:号码?|编号)|证书编号|账号|帐号|账户|卡号|一卡通"
    r"|住址|地址|住所|户籍(?:地|所在地)|电话|手机|座机|联系方式|护照|通行证|台胞证|证件号码?|身份证|微信|QQ|邮箱|车牌|IP)"
    r"(?:号码?)?(?:\([^)]*\))?"
)
_OFFICIAL_HEAD = re.compile(
    r"(?:现任?|工作单位及|单位及|所任)?(?:职务|职位|职级)(?:/?职称)?|警号|执法证件?(?:号码?|编号)?|[党内行政]{2}职务|分管工作|职责分工?"
)
_PUPILS = re.compile(r"学生|幼儿|儿童|未成年|班级|年级|监护|家长|学号|学籍")
_SPACES = re.compile(r"\s+")
_BETWEEN_NAMES = re.compile(r"[^、,;/]+")
_WORD = re.compile(r"[^\s|]+")
_HEAD_WITHIN, _FEWEST_HEADS, _LONGEST_LIST = 3, 2, 1000

Cells = dict[tuple[int, int], list[tuple[int, str]]]  # the lines of each cell: index and plain text


def bare(text: str) -> str:
    """Return a cell's text without its spaces and its colon."""
    return _SPACES.sub("", text).rstrip(":")


def read(places: Sequence[str], texts: Sequence[str]) -> "list[Table]":
    """Return the tables among the lines."""
    found: dict[str, Cells] = {}
    cells = [index for index, place in enumerate(places) if _IN_CELL in place] if _IN_CELL in "".join(places) else ()
    for index in cells:
        if match := _CELL.match(places[index]):
            where = (int(match["row"]), int(match["cell"]))
            found.setdefault(match["table"], {}).setdefault(where, []).append((index, plain(texts[index])))
    return [Table(cells) for cells in found.values()]


@dataclass(frozen=True, slots=True)
class Head:
    """The row of heads, -1 in a form that has none, and the head of each column."""

    row: int
    words: Mapping[int, str]


class Table:
    """One table: its cells and the words over them or before them."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.words = {where: bare("".join(text for _, text in lines)) for where, lines in cells.items()}
        self.head = self._head()
        above = self.head.row if self.head.row >= 0 else max(row for row, _ in cells)
        self.heads = [word for (row, _), word in self.words.items() if row <= above and _is_label(word)]
        over = [word for (row, _), word in self.words.items() if row <= self.head.row]
        self.context = " ".join(over or self.heads)
        self.official = any(map(_OFFICIAL_HEAD.fullmatch, self.heads)) and not _PUPILS.search(self.context)
        self.kind = Kind.MINOR if _PUPILS.search(self.context) else people.kind_of(self.context)

    def labels(self) -> Iterator[tuple[int, str]]:
        """Yield the index of each line whose cell has a label that says what its value is, with the label.

        Beside the names of private persons a telephone is theirs (本人), no office's.
        """
        owner = "本人" if any(_NAME_HEAD.fullmatch(word) and not self._is_public(word) for word in self.heads) else ""
        for where, lines in self.cells.items():
            label = self._label(where)
            if _VALUE_HEAD.fullmatch(label) and not _is_head(self.words[where]):
                yield from ((index, f"{owner}{label}:") for index, _ in lines)

    def names(self) -> Iterator[tuple[int, Claim]]:
        """Yield the names that stand below or behind a label such as 姓名, with the index of their line."""
        for where, lines in self.cells.items():
            label = self._label(where)
            if _NAME_HEAD.fullmatch(label) and not self._is_public(label):
                kind = self._kind(label)
                for index, text in lines:
                    yield from ((index, named) for named in _names(text, kind))

    def _head(self) -> Head:
        for row in range(_HEAD_WITHIN):
            heads = {column: word for (at, column), word in self.words.items() if at == row and word}
            if len(heads) >= _FEWEST_HEADS and any(map(_is_head, heads.values())) and not self._is_form(row):
                return Head(row, heads)
        return Head(-1, {})

    def _is_form(self, row: int) -> bool:
        """Test if a label of the row stands before its value: 姓名 | 张三."""
        return any(
            at == row and _is_head(word) and _is_value(self.words.get((row, column + 1), ""))
            for (at, column), word in self.words.items()
        )

    def _label(self, where: tuple[int, int]) -> str:
        row, column = where
        if row > self.head.row >= 0 and column in self.head.words:
            return self.head.words[column]
        return self.words.get((row, column - 1), "") if self.head.row < 0 else ""

    def _is_public(self, label: str) -> bool:
        """Test if offices stand beside the names; a pupil has none."""
        return self.official and not _PUPILS.search(label)

    def _kind(self, label: str) -> Kind:
        return self.kind if not _PUPILS.search(label) else Kind.MINOR


def _is_head(word: str) -> bool:
    return bool(_NAME_HEAD.fullmatch(word) or _VALUE_HEAD.fullmatch(word))


def _is_label(word: str) -> bool:
    return _is_head(word) or bool(_OFFICIAL_HEAD.fullmatch(word))


def _is_value(word: str) -> bool:
    return bool(re.search(r"\d{5}", word)) or people.is_name(word)


def _names(text: str, kind: Kind) -> Iterator[Claim]:
    for part in _BETWEEN_NAMES.finditer(text):
        value = part[0].strip()
        if people.is_name(value):
            start = part.start() + len(part[0]) - len(part[0].lstrip())
            yield start, start + len(value), kind, "block", masks.name(value)


def is_list_head(text: str) -> bool:
    """Test if a plain line is the head of a list: words with spaces between, one of them 姓名."""
    words = text.replace("|", " ").split()
    return len(words) > _FEWEST_HEADS and any(map(_NAME_HEAD.fullmatch, words)) and not any(map(_is_value, words))


def in_list(head: str, texts: Sequence[str], first: int) -> Iterator[tuple[int, Claim]]:
    """Yield the names of the list whose head was found, from the line with the index `first` on."""
    heads = head.replace("|", " ").split()
    official = any(map(_OFFICIAL_HEAD.fullmatch, heads)) and not _PUPILS.search(head)
    columns = [] if official else [at for at, word in enumerate(heads) if _NAME_HEAD.fullmatch(word)]
    kind = Kind.MINOR if _PUPILS.search(head) else people.kind_of(head)
    for index in range(first, min(first + _LONGEST_LIST, len(texts))):
        words = list(_WORD.finditer(plain(texts[index])))
        if len(words) != len(heads) or is_list_head(texts[index]):
            return
        for column in columns:
            if people.is_name(words[column][0]):
                start, end = words[column].span()
                yield index, (start, end, kind, "block", masks.name(words[column][0]))
