"""红黄灯: how near a deadline is: in working days, in hours of work, or in hours of real time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import ceil

from common.clock import office_date
from deadlines.calendar import Calendar
from deadlines.hours import MINUTE, OfficeHours, minutes_between

NEAR = 1  # working days left at which the light turns yellow
NEAR_WORK = 60  # minutes of work left at which it does
HOUR = 60  # minutes


class Colour(StrEnum):
    """Green: time enough; yellow: due today or soon; red: overdue."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Light:
    """A light: its colour, the working days left (negative: overdue by), the due day, its legal basis; where it is
    explained how it was counted."""

    colour: Colour
    remaining: int
    due: date
    provisional: bool = False
    basis: str = ""
    moment: datetime | None = None
    url: str = ""

    @property
    def overdue(self) -> int:
        """Return by how many working days it is overdue, 0 when it is not."""
        return max(0, -self.remaining)

    @property
    def word(self) -> str:
        """Return the state in words, for whoever does not see the colour."""
        if self.colour is Colour.RED:
            return f"超期 {self.overdue} 个工作日" if self.overdue else "已超期"
        return f"剩 {self.remaining} 个工作日" if self.remaining else "今日到期"


def light_of(
    due: date,
    today: date,
    *,
    calendar: Calendar,
    near: int = NEAR,
    provisional: bool = False,
    basis: str = "",
) -> Light:
    """Return the light of a due day as seen on the office day `today`; yellow from `near` working days on."""
    remaining = calendar.working_days_between(today, due)
    return Light(_colour(remaining, today > due, near), remaining, due, provisional, basis)


def _colour(remaining: int, is_past: bool, near: int) -> Colour:
    if is_past:
        return Colour.RED
    return Colour.YELLOW if remaining <= near else Colour.GREEN


@dataclass(frozen=True, slots=True)
class HourLight:
    """A light that counts hours; it has what templates/components/light.html asks of a light."""

    colour: Colour
    word: str
    due: date
    provisional: bool = False
    basis: str = ""
    moment: datetime | None = None
    url: str = ""


def light_of_hours(due: datetime, at: datetime, *, near: timedelta, basis: str = "") -> HourLight:
    """Return the light of a moment in real time, nights and holidays counted; yellow from `near` before it on."""
    left = (due - at) // MINUTE if due >= at else -ceil((at - due) / MINUTE)
    colour = _colour(left, due < at, near // MINUTE)
    return HourLight(colour, _word(left, "小时"), office_date(due), basis=basis, moment=due)


def light_of_work(
    due: datetime,
    at: datetime,
    *,
    calendar: Calendar,
    hours: OfficeHours,
    provisional: bool = False,
    basis: str = "",
) -> HourLight:
    """Return the light of a moment in hours of work; yellow from an hour of work before it on."""
    left = minutes_between(at, due, calendar=calendar, hours=hours)
    word = "已超期" if due < at and not left else _word(left, "个工作小时")
    return HourLight(_colour(left, due < at, NEAR_WORK), word, office_date(due), provisional, basis, due)


def _word(minutes: int, unit: str) -> str:
    if minutes < 0:
        return f"超期 {ceil(-minutes / HOUR)} {unit}"
    return f"剩 {minutes // HOUR} {unit}" if minutes >= HOUR else f"不足 1 {unit}"
