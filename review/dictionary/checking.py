"""What makes a row of the dictionary unfit, and a set of rows contradictory; pure. No sentence repeats a word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from unicodedata import normalize

from common.digests import of_json
from common.sheets import FORMULA
from review.dictionary.choices import KINDS, SEVERITIES
from review.dictionary.sheet import HEADINGS, Row
from review.errors import RowsRefused
from review.scanner.terms import Term, TermKind, refusal_of

KIND_OF = {label: kind for kind, label in KINDS}
SEVERITY_OF = {label: severity for severity, label in SEVERITIES}
LONGEST = {"依据": 300, "处理建议": 300, "负面清单编号": 20, "词语": 50}
MOST_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Dated:
    """A term with the days between which it is looked for; None is open."""

    term: Term
    valid_from: date | None = None
    valid_to: date | None = None

    def covers(self, day: date) -> bool:
        """Test if the term is looked for on the day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)

    def as_row(self, number: int) -> Row:
        """Return the term as a row of the sheet."""
        term, days = self.term, (self.valid_from, self.valid_to)
        first, last = (day.isoformat() if day else "" for day in days)
        kind, severity = dict(KINDS)[term.kind], dict(SEVERITIES)[term.severity]
        return Row(number, term.text, kind, severity, term.code, term.basis, term.advice, first, last)


def digest_of(terms: Iterable[Dated]) -> str:
    """Return the SM3 over the terms, whatever their order."""
    rows = []
    for each in terms:
        term, days = each.term, (each.valid_from, each.valid_to)
        dates = [day.isoformat() if day else "" for day in days]
        rows.append([term.text, term.kind, term.severity, term.code, term.basis, term.advice, *dates])
    return of_json(sorted(rows)).sm3


def key_of(text: str) -> str:
    """Return what two spellings of one term have in common: width, blanks and case do not count."""
    return "".join(normalize("NFKC", text).split()).casefold()


def terms_of(rows: Iterable[Row], entries: Mapping[str, str]) -> tuple[Dated, ...]:
    """Return the terms of the rows; `entries` has the basis of each present entry of the negative list by code.

    Raises RowsRefused with every row that is unfit, told apart by its number.
    """
    found: list[Dated] = []
    problems: list[tuple[int, str]] = []
    seen: dict[str, Row] = {}
    for row in rows:
        reasons = [*_reasons(row, entries), *_against(row, seen)]
        problems += [(row.number, reason) for reason in reasons]
        if not reasons:
            found.append(_term(row, entries))
    if not found and not problems:
        problems.append((1, "表头以下没有词条"))
    if problems:
        raise RowsRefused(tuple(problems[:MOST_PROBLEMS]))
    return tuple(found)


def _reasons(row: Row, entries: Mapping[str, str]) -> list[str]:
    if FORMULA in row.values:
        return ["有单元格是公式，请改为文字"]
    columns = dict(zip(HEADINGS, row.values, strict=True))
    reasons = [f"“{name}”超过{most}字" for name, most in LONGEST.items() if len(columns[name]) > most]
    if not all(value.isprintable() for value in row.values):
        reasons.append("含换行、制表符或不可见字符")
    if refusal := refusal_of(row.text):
        reasons.append(f"词语不能使用：{refusal.rstrip('。')}")
    for label, known, value in (("类别", KIND_OF, row.kind), ("级别", SEVERITY_OF, row.severity)):
        if value not in known:
            reasons.append(f"“{label}”须是：{'、'.join(known)}")
    if row.code and row.code not in entries:
        reasons.append("负面清单没有这个编号的现行条目")
    if not row.basis and not row.code:
        reasons.append("须写明依据，或者填负面清单编号")
    if not row.advice:
        reasons.append("须写明处理建议")
    return reasons + _day_reasons(row)


def _day_reasons(row: Row) -> list[str]:
    first, last = _day(row.valid_from), _day(row.valid_to)
    given = (("生效日期", row.valid_from, first), ("失效日期", row.valid_to, last))
    wrong = [f"“{label}”须写成 2026-12-01 的样子" for label, value, day in given if value and day is None]
    return [*wrong, "失效日期早于生效日期"] if first and last and last < first else wrong


def _against(row: Row, seen: dict[str, Row]) -> list[str]:
    """Note the row and return how it repeats or contradicts an earlier one."""
    key = key_of(row.text)
    if not key:
        return []
    earlier = seen.setdefault(key, row)
    if earlier is row:
        return []
    what = "重复" if earlier.severity == row.severity else "是同一词语而级别不同"
    return [f"与第{earlier.number}行{what}"]


def _day(value: str) -> date | None:
    try:
        return date(*map(int, value.replace("/", "-").split("-")))
    except (ValueError, TypeError, OverflowError):
        return None


def _term(row: Row, entries: Mapping[str, str]) -> Dated:
    severity: Any = SEVERITY_OF[row.severity]
    basis = row.basis or entries[row.code]
    term = Term(row.text, TermKind(KIND_OF[row.kind]), severity, basis, row.advice, row.code)
    return Dated(term, _day(row.valid_from), _day(row.valid_to))


def changed(
    terms: Iterable[Dated], *, add: Iterable[Row], drop: Iterable[str], entries: Mapping[str, str]
) -> tuple[Dated, ...]:
    """Return the terms without those to drop and with those to add; a term added again replaces the one there.

    Raises RowsRefused: a row is unfit (numbers count the added rows from 1), or a term to drop is not there.
    """
    wanted, dropped = list(add), list(drop)
    added = terms_of(wanted, entries) if wanted else ()
    kept = {key_of(each.term.text): each for each in terms}
    unknown = [number for number, text in enumerate(dropped, 1) if key_of(text) not in kept]
    if unknown:
        raise RowsRefused(tuple((number, "要删去的词语不在现行版中") for number in unknown))
    for text in dropped:
        kept.pop(key_of(text), None)
    return tuple((kept | {key_of(each.term.text): each for each in added}).values())
