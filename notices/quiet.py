"""安静时段: until when a message waits; pure functions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from common.clock import OFFICE_ZONE

EVENING, MORNING, MIDNIGHT = time(21), time(8), time(0)
LONGEST = 40  # days; no holiday is longer


@dataclass(frozen=True, slots=True)
class Quiet:
    """From when to when nothing is sent (the same twice: no such hours), and whether days of rest are quiet."""

    starts: time = EVENING
    ends: time = MORNING
    rest_days: bool = True

    def covers(self, hour: time) -> bool:
        """Test if the hour of a working day is quiet."""
        if self.starts <= self.ends:
            return self.starts <= hour < self.ends
        return hour >= self.starts or hour < self.ends

    def until(self, at: datetime, is_workday: Callable[[date], bool]) -> datetime | None:
        """Return the end of the quiet time in which the moment falls, None when it falls in none."""

        def is_quiet(moment: datetime) -> bool:
            return (self.rest_days and not is_workday(moment.date())) or self.covers(moment.time())

        local = at.astimezone(OFFICE_ZONE)
        if not is_quiet(local):
            return None
        days = (local.date() + timedelta(days=n) for n in range(LONGEST))
        ends = (datetime.combine(day, hour, OFFICE_ZONE) for day in days for hour in sorted({MIDNIGHT, self.ends}))
        return next((each for each in ends if each > local and not is_quiet(each)), None)
