"""What the calendar answers and what its rules look at."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Due:
    """A day on which something is due, by which version of the calendar; provisional when it reaches into a
    year whose holidays are not announced."""

    on: date
    provisional: bool
    version: int


@dataclass(frozen=True, slots=True)
class CalendarFacts:
    """The version of the calendar that a stored deadline names, and the present one."""

    stored: int
    present: int


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    """When the information was formed, when it is due, and the day it was published (or today)."""

    formed_on: date
    due_on: date
    day: date


@dataclass(frozen=True, slots=True)
class SpecialFacts:
    """When a limit of its own ends, None: there is none; and the day it was kept (or today)."""

    due_on: date | None
    day: date
