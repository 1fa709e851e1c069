"""红黄灯: how near a deadline is, in working days."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from deadlines.calendar import Calendar

NEAR = 1  # working days left at which the light turns yellow


class Colour(StrEnum):
    """Green: time enough; yellow: due today or soon; red: overdue."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Light:
    """A light: its colour, the working days left (negative: overdue by), the due day, its legal basis."""

    colour: Colour
    remaining: int
    due: date
    provisional: bool = False
    basis: str = ""

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
