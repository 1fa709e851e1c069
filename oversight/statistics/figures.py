"""The figures of a period as values; pure. A change of what one of them means makes a new DEFINITION."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

DEFINITION = 1


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many of how many."""

    part: int = 0
    whole: int = 0

    @property
    def percent(self) -> str:
        """Return the share in percent, a dash when there is nothing to be a part of."""
        return f"{100 * self.part / self.whole:.1f}%" if self.whole else "—"


@dataclass(frozen=True, slots=True)
class DeskTime:
    """Working days at a desk of the tasks that people closed there: how many, median, ninth tenth, in time."""

    count: int
    median: float
    p90: float
    in_time: Ratio


@dataclass(frozen=True, slots=True)
class Month:
    """What happened in one month."""

    submitted: int = 0
    issued: int = 0
    published: int = 0
    returned: int = 0
    in_time: Ratio = Ratio()


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a period and an office; codes are those of documents.choices and review.choices.

    `grounds` are counted by attribute and ground; `months` are the trend, in order.
    """

    submitted: int = 0
    issued: int = 0
    published: int = 0
    desks: Mapping[str, DeskTime] = field(default_factory=dict)
    returns: Mapping[str, int] = field(default_factory=dict)
    attributes: Mapping[str, int] = field(default_factory=dict)
    stages: Mapping[str, int] = field(default_factory=dict)
    grounds: Mapping[tuple[str, str], int] = field(default_factory=dict)
    in_time: Ratio = Ratio()
    emergencies: Ratio = Ratio()
    months: Mapping[date, Month] = field(default_factory=dict)
