"""Which steps a clock has reached: pure functions over a due day, the office day and the calendar."""

from datetime import date
from enum import StrEnum

from deadlines.calendar import Calendar
from deadlines.lights import Colour, light_of
from deadlines.limits import publication_alert


class Rung(StrEnum):
    """A step: the light turned yellow or red; red goes to head and General Office at once, later to the leader."""

    YELLOW = "yellow"
    RED = "red"
    ESCALATED = "escalated"
    LEADER = "leader"

    @property
    def colour(self) -> Colour:
        """Return the light under which the step is told."""
        return Colour.YELLOW if self is Rung.YELLOW else Colour.RED


def rungs_of(colour: Colour, overdue: int, leader_after: int) -> tuple[Rung, ...]:
    """Return every step that is reached; a yellow one that nobody saw in time is passed over for the red one.

    `overdue` is in working days.
    """
    if colour is Colour.GREEN:
        return ()
    if colour is Colour.YELLOW:
        return (Rung.YELLOW,)
    high = (Rung.LEADER,) if overdue >= leader_after else ()
    return (Rung.RED, Rung.ESCALATED, *high)


def publication_rungs(
    due: date, formed_on: date | None, today: date, *, calendar: Calendar, leader_after: int
) -> tuple[tuple[Rung, str], ...]:
    """Return the steps on the way to publication, each with what names it: 10, 15, 18 or the step itself (R21).

    `formed_on` is None where a limit of its own counts (R22): it has a yellow light like any other.
    """
    light = light_of(due, today, calendar=calendar)
    if light.colour is not Colour.RED and formed_on is not None:
        alert = publication_alert(formed_on, today, calendar=calendar)
        return ((Rung.YELLOW, str(alert)),) if alert else ()
    return tuple((each, each.value) for each in rungs_of(light.colour, light.overdue, leader_after))
