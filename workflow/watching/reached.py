"""A clock came to a rung: whom that concerns is told in the transaction that writes it down, so once."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from common.clock import office_date
from deadlines.choices import ClockKind
from deadlines.models import Crossing
from deadlines.registry import Look, reacts
from notices import services as notices
from notices.facts import Telling
from workflow.roster import Roster, roster
from workflow.watching import desks, others, publications

Told = Callable[[Crossing, datetime, Roster], Iterable[Telling]]
TOLD: Mapping[str, Told] = MappingProxyType(
    {
        ClockKind.DESK: desks.tellings,
        ClockKind.PUBLICATION: publications.tellings,
        ClockKind.CONSULTATION: others.of_consultation,
        ClockKind.EMERGENCY: others.of_emergency,
        ClockKind.REPOST: others.of_repost,
    }
)


@reacts
def tell(crossing: Crossing, look: Look) -> None:
    """Tell the people whom the crossing concerns that day (the roster is read once in a sweep)."""
    notices.tell_all(tellings=TOLD[crossing.kind](crossing, look.at, look.once(_house)), at=look.at)


def _house(at: datetime) -> Roster:
    return roster(office_date(at))
