"""What the calendar answers and what its rules look at."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from common.clock import OFFICE_ZONE, office_date


class Unit(StrEnum):
    """What a limit counts."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    WORKING_MINUTE = "working_minute"
    HOUR = "hour"


UNIT_NAMES = {
    Unit.WORKING_DAY: "个工作日",
    Unit.CALENDAR_DAY: "日",
    Unit.WORKING_MINUTE: "分钟（办公时间）",
    Unit.HOUR: "小时（自然时间）",
}
BY_MINUTES = frozenset({Unit.WORKING_MINUTE, Unit.HOUR})  # of each day it is said how much of it counts


@dataclass(frozen=True, slots=True)
class Budget:
    """How much time there is."""

    amount: int
    unit: Unit = Unit.WORKING_DAY

    def plus(self, amount: int) -> "Budget":
        """Return the budget with so much more of its own unit."""
        return Budget(self.amount + amount, self.unit)

    @property
    def words(self) -> str:
        """Return the budget as people say it; whole hours are not said in minutes."""
        if self.unit is Unit.WORKING_MINUTE and self.amount % 60 == 0:
            return f"{self.amount // 60}个工作小时"
        return f"{self.amount}{UNIT_NAMES[self.unit]}"


@dataclass(frozen=True, slots=True)
class Stop:
    """A time that does not count: from `start` until `end`, and why. In days: after the day of the start, up to
    and including the day of the end, as every limit is counted (regulations §9)."""

    start: datetime
    end: datetime
    why: str
    basis: str = ""

    def covers(self, day: date) -> bool:
        """Test if the whole office day does not count."""
        return office_date(self.start) < day <= office_date(self.end)


@dataclass(frozen=True, slots=True)
class Due:
    """A day on which something is due, by which version of the calendar; provisional when it reaches into a
    year whose holidays are not announced. `at` is the moment where hours or minutes are counted."""

    on: date
    provisional: bool
    version: int
    at: datetime | None = None

    @property
    def moment(self) -> datetime:
        """Return when the time is over: `at`, else the end of the office day."""
        return self.at or end_of(self.on)


def end_of(day: date) -> datetime:
    """Return the moment at which an office day is over."""
    return datetime.combine(day + timedelta(days=1), time(), OFFICE_ZONE)


@dataclass(frozen=True, slots=True)
class HoursFacts:
    """When a limit in hours of real time is over, and the moment at which it was kept (or now)."""

    due: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class SuggestionFacts:
    """When the answer to a suggestion from the public is due, and the day on which it was given (or today)."""

    due_on: date
    day: date


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
