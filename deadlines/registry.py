"""Who knows which clocks run, who counts stored deadlines again, and who acts on a crossing.

The apps that own the subjects register here, so that the clocks need to know none of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from deadlines.calendar import Calendar
from deadlines.choices import RED_RUNGS, ClockKind, Rung
from deadlines.facts import Due
from deadlines.lights import Colour, HourLight, Light

if TYPE_CHECKING:
    from deadlines.models import Crossing

CalendarOf = Callable[[str], Calendar]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reached:
    """A running clock that has come to a rung: whose, which, when it is due; its own name where it has one."""

    kind: ClockKind
    subject_id: int
    document_id: int | None
    rung: Rung
    due: Due
    label: str = ""

    @property
    def colour(self) -> Colour:
        """Return the colour of the rung."""
        return Colour.RED if self.rung in RED_RUNGS else Colour.YELLOW


@dataclass(frozen=True, slots=True)
class Recount:
    """Which stored deadlines to count again: those of a document, or a batch of what another version counted; `save`
    False: only to see what would move. `calendar` gives the calendar of an office by its path."""

    calendar: CalendarOf
    document_id: int | None = None
    after: int = 0
    limit: int = 200
    save: bool = True


@dataclass(frozen=True, slots=True)
class Moved:
    """A stored deadline that was counted again, and moved when `before` is not `after`."""

    kind: ClockKind
    subject_id: int
    document_id: int
    before: date | None
    after: date
    label: str = ""


def rung_of(colour: Colour) -> Rung | None:
    """Return the rung to which a light of the colour has come, None while it is green."""
    return {Colour.YELLOW: Rung.NEAR, Colour.RED: Rung.DUE}.get(colour)


def rungs_of(light: Light | HourLight, today: date, *, calendar: Calendar, late_after: int) -> tuple[Rung, ...]:
    """Return the rungs to which a light has come on the office day: near, or over and, after so many working days,
    over for days. Both red ones are events that concern different people; a yellow one that has passed concerns nobody.
    """
    rung = rung_of(light.colour)
    if rung is not Rung.DUE:
        return (rung,) if rung else ()
    late = calendar.working_days_between(light.due, today) >= late_after
    return (Rung.DUE, Rung.LATE) if late else (Rung.DUE,)


@dataclass(frozen=True, slots=True)
class Look:
    """One sweep: its moment, and what those who react to its crossings have asked already."""

    at: datetime
    known: dict[Callable[[datetime], Any], Any] = field(default_factory=dict)

    def once(self, ask: Callable[[datetime], T]) -> T:
        """Return what is known at the moment, asked for once in the sweep."""
        if ask not in self.known:
            self.known[ask] = ask(self.at)
        found: T = self.known[ask]
        return found


Watch = Callable[[datetime], Iterable[Reached]]
Recounts = Callable[[Recount], list[Moved]]
React = Callable[["Crossing", Look], None]

_watches: dict[ClockKind, Watch] = {}
_recounts: dict[ClockKind, Recounts] = {}
_reactions: list[React] = []


def watches(kind: ClockKind) -> Callable[[Watch], Watch]:
    """Register the function that yields the running clocks of the kind that have come to a rung at the moment."""

    def register(watch: Watch) -> Watch:
        if _watches.setdefault(kind, watch) is not watch:
            raise ValueError(f"clock {kind} is watched twice")
        return watch

    return register


def recounts(kind: ClockKind) -> Callable[[Recounts], Recounts]:
    """Register the function that counts the stored, open deadlines of the kind again, in the order of their keys."""

    def register(again: Recounts) -> Recounts:
        if _recounts.setdefault(kind, again) is not again:
            raise ValueError(f"clock {kind} is counted again twice")
        return again

    return register


def reacts(react: React) -> React:
    """Register a function that is called once for every crossing, in the transaction that writes its row.

    What it does in the database happens exactly once; effects outside go through the outbox. When it raises, the row
    is not written either, and the next sweep tries again.
    """
    if react not in _reactions:
        _reactions.append(react)
    return react


def all_watches() -> dict[ClockKind, Watch]:
    """Return who watches which kind of clock."""
    return dict(_watches)


def all_recounts() -> dict[ClockKind, Recounts]:
    """Return who counts which kind of stored deadline again; desks wait for the others, so they come last."""
    return dict(sorted(_recounts.items(), key=lambda item: (item[0] == ClockKind.DESK, item[0])))


def reactions() -> list[React]:
    """Return who acts on a crossing."""
    return list(_reactions)
