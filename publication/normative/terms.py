"""有效期: how long a normative document is in force, and what it is worth on a day; pure."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from portal.choices import Validity
from publication.facts import TermFacts
from publication.normative.choices import ValidityAct

LONGEST_TERM, LONGEST_ON_TRIAL = 5, 2  # years
NOTICE = 6  # months
ON_TRIAL = re.compile("试行|暂行")
ENDED = frozenset({Validity.LAPSED, Validity.REPEALED, Validity.VOID})
BY_ACT = (
    (ValidityAct.VOID, Validity.VOID),
    (ValidityAct.REPEAL, Validity.REPEALED),
    (ValidityAct.LAPSE, Validity.LAPSED),
)
ACTS = {validity: act for act, validity in BY_ACT} | {Validity.AMENDED: ValidityAct.AMEND}


class Ordered(Protocol):
    """What the words on a validity need of an approved change."""

    act: str
    effective_on: date
    instrument: str


def longest_years(title: str) -> int:
    """Return the most years that a document of this title may be in force: 5, on trial 2."""
    return LONGEST_ON_TRIAL if ON_TRIAL.search(title) else LONGEST_TERM


def moved(day: date, months: int) -> date:
    """Return the day so many months later (or earlier), the last of a shorter month where it lacks the day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(day)


def last_day(starts_on: date, years: int) -> date:
    """Return the last day in force of a term of so many years."""
    return moved(starts_on, 12 * years) - timedelta(days=1)


def notice_day(ends_on: date) -> date:
    """Return the day from which the end is announced: six months before."""
    return moved(ends_on, -NOTICE)


def validity_on(term: TermFacts) -> Validity:
    """Return what the document is worth on the day: 撤销 before 废止 before 失效 before 修改."""
    for act, validity in BY_ACT:
        if act in term.approved:
            return validity
    if term.ends_on is not None and term.ends_on < term.today:
        return Validity.LAPSED
    return Validity.AMENDED if ValidityAct.AMEND in term.approved else Validity.IN_FORCE


def words_of(validity: str, changes: Sequence[Ordered], ends_on: date | None) -> str:
    """Return since when and by what a document is worth this much; `changes` are those that count, oldest first."""
    act = ACTS.get(Validity(validity))
    found = [each for each in changes if each.act == act]
    if not found:
        return f"有效期至{_chinese(ends_on)}" if validity == Validity.LAPSED and ends_on else ""
    by = f"依据{found[-1].instrument}"
    return by if act == ValidityAct.VOID else f"自{_chinese(found[-1].effective_on)}起，{by}"


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
