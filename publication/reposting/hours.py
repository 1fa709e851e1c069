"""The clock of re-posting: 24 hours of real time from the publication by the higher body; pure."""

from datetime import datetime, timedelta

from deadlines.clocks import CLOCKS
from deadlines.lights import HourLight, light_of_hours

CLOCK = CLOCKS["repost"]
LIMIT = timedelta(hours=CLOCK.budget.amount)
NEAR = timedelta(hours=6)


def due_at(published_at: datetime | None, found_at: datetime) -> datetime:
    """Return when a document must be re-posted: a moment after it was found counts from when it was found."""
    started = published_at if published_at and published_at <= found_at else found_at
    return started + LIMIT


def light_of(due: datetime, at: datetime) -> HourLight:
    """Return the light of a task that is due, as seen at the moment; yellow in the last six hours."""
    return light_of_hours(due, at, near=NEAR, basis=CLOCK.basis)
