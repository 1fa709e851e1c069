"""The clock of re-posting: 24 hours of real time from the publication by the higher body; pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from common.clock import office_date
from deadlines.lights import Colour

LIMIT = timedelta(hours=24)
NEAR = timedelta(hours=6)
BASIS = "教办厅〔2017〕3号（十八）即时充分转载；国务院办公厅政府网站抽查以24小时为准"
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class HourLight:
    """A light that counts hours; it has what templates/components/light.html asks of a light."""

    colour: Colour
    word: str
    due: date
    provisional: bool = False
    basis: str = BASIS


def due_at(published_at: datetime | None, found_at: datetime) -> datetime:
    """Return when a document must be re-posted: a moment after it was found counts from when it was found."""
    started = published_at if published_at and published_at <= found_at else found_at
    return started + LIMIT


def light_of(due: datetime, at: datetime) -> HourLight:
    """Return the light of a task that is due, as seen at the moment; yellow in the last six hours."""
    left = due - at
    if left < timedelta():
        return HourLight(Colour.RED, f"超期 {ceil(-left / HOUR)} 小时", office_date(due))
    colour = Colour.YELLOW if left <= NEAR else Colour.GREEN
    return HourLight(colour, f"剩 {left // HOUR} 小时" if left >= HOUR else "不足 1 小时", office_date(due))
