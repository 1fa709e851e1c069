"""Rows as written to documents as the portal shows them, or to why a row cannot be one; pure."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from common.clock import OFFICE_ZONE
from documents.docx import dates, genres, numbers
from documents.docx.examining.marktext import has_mark
from documents.docx.numbercauses import cause
from documents.docx.numbers import Number
from documents.docx.text import clean
from portal.choices import Origin
from portal.facts import PublicItem
from publication.historic.sheet import Row

LONGEST_TITLE, LONGEST_NUMBER, LONGEST_BODY = 500, 60, 100
KEY_LENGTH = 16  # hexadecimal characters: 64 bits
UNKNOWN_VALIDITY = "历史登记未载明有效性，以发文机关公布的清理结果为准"
UNKNOWN_DATE = "历史登记未载明日期，按发文字号的年份列出；"
_CUT = re.compile(
    r"(?:关于|印发|批转|转发|公布|发布|任免|办理|召开|(?<=[院厅委])[对给]|(?<=[府院部委办厅局])(?:令|公告))"
)
_BODY = re.compile(
    r"[一-鿿（）、]*?(?:国务院|中央军委|政府|委员会|领导小组|指挥部|机制|[一-鿿](?:厅|部|局|署|院|委|办|会|室|银行))"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one line; `left_out`: it is not imported, otherwise somebody should look at it."""

    line: int
    cause: str
    left_out: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that is sound: its line, its number where it parses, and its two days.

    `is_dated`: the row names a day; without one the last day of the number's year stands for it.
    """

    line: int
    row: Row
    number: Number | None
    issued_on: date | None
    published_on: date
    is_dated: bool = True

    @property
    def title(self) -> str:
        """Return the title."""
        return self.row.title

    @property
    def number_text(self) -> str:
        """Return the number in the form of the standard, or as it was found."""
        return str(self.number) if self.number else self.row.number


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file comes to: the documents with their lines, and what is to be said of the others."""

    items: list[tuple[int, PublicItem]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(rows: Iterable[Row], *, body: str, pattern: str, today: date) -> Reading:
    """Return the documents of the rows; `body` issues what neither title nor code letters assign to somebody."""
    sound: list[Entry] = []
    problems: list[Problem] = []
    for written in rows:
        found = _entry(replace(written, title=clean(written.title), number=clean(written.number)), today)
        (problems if isinstance(found, Problem) else sound).append(found)  # type: ignore[arg-type]  # one of the two
    kept = _without_repeats(sound, problems)
    shared = Counter(entry.number for entry in kept if entry.number)
    letters = _letters(kept)
    items = [(e.line, _item(e, shared[e.number] > 1 if e.number else False, letters, body, pattern)) for e in kept]
    return Reading(items, sorted(problems, key=lambda each: each.line))


def _entry(row: Row, today: date) -> Entry | Problem:
    if why := _unfit(row):
        return Problem(row.line, why)
    days: list[date | None] = []
    for label, text in (("成文日期", row.issued_on), ("发布日期", row.published_on)):
        day = dates.whole(text) if text else None
        if text and (day is None or day > today):
            return Problem(row.line, f"{label}无法识别，或者晚于今天")
        days.append(day)
    issued, published = days
    number = numbers.parse(row.number) if row.number else None
    shown = published or issued or _last_day(number, today)
    if shown is None:
        return Problem(row.line, "成文日期、发布日期和字号中的年份都没有")
    return Entry(row.line, row, number, issued, shown, bool(published or issued))


def _last_day(number: Number | None, today: date) -> date | None:
    year = number.year if number else None
    return date(year, 12, 31) if year and year < today.year else None


def _unfit(row: Row) -> str:
    if not row.title:
        return "没有标题"
    if len(row.title) > LONGEST_TITLE:
        return f"标题超过 {LONGEST_TITLE} 字"
    if len(row.number) > LONGEST_NUMBER:
        return f"发文字号超过 {LONGEST_NUMBER} 字"
    return "带有密级标志，不得录入本系统" if has_mark(row.title) or has_mark(row.number) else ""


def _without_repeats(sound: Sequence[Entry], problems: list[Problem]) -> list[Entry]:
    """Return the entries each once; what comes again, or shares a number with another title, is a problem."""
    first: dict[tuple[object, ...], int] = {}
    numbered: dict[Number, Entry] = {}
    kept = []
    for entry in sound:
        same = (entry.number, entry.title) if entry.number else _unnumbered(entry)
        if same in first:
            problems.append(Problem(entry.line, f"与第 {first[same]} 行重复"))
            continue
        first[same] = entry.line
        kept.append(entry)
        problems += _doubts(entry, numbered)
    return kept


def _unnumbered(entry: Entry) -> tuple[object, ...]:
    return entry.row.number, entry.title, entry.issued_on, entry.published_on


def _doubts(entry: Entry, numbered: dict[Number, Entry]) -> list[Problem]:
    if not entry.is_dated:
        return [Problem(entry.line, "没有日期，按字号的年份登记", left_out=False)]
    if entry.number is None:
        why = cause(entry.row.number) if entry.row.number else ""
        return [Problem(entry.line, f"发文字号照录，未能解析：{why}", left_out=False)] if why else []
    other = numbered.setdefault(entry.number, entry)
    if other is entry:
        return []
    return [Problem(entry.line, f"发文字号与第 {other.line} 行相同而标题不同，请核对", left_out=False)]


def _letters(kept: Iterable[Entry]) -> dict[str, str]:
    """Return who issues by which code letters, as most titles of this file say."""
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in kept:
        if entry.number and (body := body_of(entry.title)):
            said[entry.number.code_letters][body] += 1
    return {letters: bodies.most_common(1)[0][0] for letters, bodies in said.items()}


def body_of(title: str) -> str:
    """Return the body that a title begins with (国务院办公厅关于… → 国务院办公厅), "" when it names none."""
    found = _CUT.search(title)
    head = title[: found.start()].strip() if found else ""
    head = re.sub(r"\s+", "、", head)
    return head if head and len(head) <= LONGEST_BODY and _BODY.fullmatch(head) else ""


def _item(entry: Entry, is_shared: bool, letters: dict[str, str], body: str, pattern: str) -> PublicItem:
    number, title = entry.number, entry.title
    issuer = body_of(title) or (letters.get(number.code_letters, "") if number else "") or body
    genre = genres.genre_of(title)
    return PublicItem(
        index=pattern.format(year=entry.published_on.year, key=_key(entry, is_shared)),
        origin=Origin.REGISTER,
        title=title,
        number_text=entry.number_text,
        code_letters=number.code_letters if number else "",
        number_year=(number.year or 0) if number else None,
        number_serial=number.serial if number else None,
        issuing_body=issuer,
        genre=genre.value if genre else "",
        generated_on=entry.issued_on,
        published_on=entry.published_on,
        published_at=datetime.combine(entry.published_on, time(), OFFICE_ZONE),
        validity_note=UNKNOWN_VALIDITY if entry.is_dated else UNKNOWN_DATE + UNKNOWN_VALIDITY,
    )


def _key(entry: Entry, is_shared: bool) -> str:
    """Return what tells the document from all others, the same in every run and in any order of the lines."""
    named = [str(entry.number)] if entry.number and not is_shared else [str(part) for part in _whole(entry)]
    return hashlib.sha256("\x1f".join(named).encode()).hexdigest()[:KEY_LENGTH]


def _whole(entry: Entry) -> tuple[object, ...]:
    return (entry.number_text, entry.title, entry.issued_on, entry.published_on)
