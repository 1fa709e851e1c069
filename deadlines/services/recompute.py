"""R88: what was counted by another calendar is counted again, in batches, by the outbox; twice is once."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from deadlines import selectors
from deadlines.choices import ClockKind
from deadlines.registry import CalendarOf, Moved, Recount, all_recounts
from deadlines.services.clocks import journal
from outbox import services as outbox
from outbox.registry import handles

RECOMPUTE = "deadlines.recompute"
BATCH = 200
LATE = timedelta(seconds=2 * selectors.FRESH)  # by then no process counts by the calendar that it still held


def begin(at: datetime) -> None:
    """Put the counting of everything that is open into the outbox, now and once more when every process knows."""
    for lap, moment in (("", None), ("late", at + LATE)):
        _put(selectors.version(), lap, 0, 0, moment)


def _put(version: int, lap: str, turn: int, after: int, moment: datetime | None = None) -> None:
    payload = {"version": version, "lap": lap, "turn": turn, "after": after}
    outbox.put(kind=RECOMPUTE, key=f"{version}{lap}:{turn}:{after}", payload=payload, not_before=moment)


@handles(RECOMPUTE, "按新日历重算期限")
def recompute(payload: Mapping[str, Any], at: datetime) -> None:
    """Count one batch of one kind again, journal what moved, and put the next batch, or the next kind."""
    selectors.look_again()
    turns = list(all_recounts())
    turn, after = payload["turn"], payload["after"]
    if turn >= len(turns):
        return
    counted = all_recounts()[turns[turn]](Recount(selectors.calendar, after=after, limit=BATCH))
    journal(counted, at)
    if len(counted) == BATCH:
        _put(payload["version"], payload["lap"], turn, counted[-1].subject_id)
    else:
        _put(payload["version"], payload["lap"], turn + 1, 0)


def moving(calendars: CalendarOf) -> dict[ClockKind, list[Moved]]:
    """Return what would move if these were the calendars, by kind; nothing is written."""
    return {kind: _moving(kind, calendars) for kind in all_recounts()}


def _moving(kind: ClockKind, calendars: CalendarOf) -> list[Moved]:
    found: list[Moved] = []
    after, again = 0, all_recounts()[kind]
    while counted := again(Recount(calendars, after=after, limit=BATCH, save=False)):
        found += [each for each in counted if each.before != each.after]
        after = counted[-1].subject_id
    return found
