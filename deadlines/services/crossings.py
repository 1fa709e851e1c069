"""The sweep: a clock that came to a rung is written down once, whoever finds it, and however many look."""

import logging
import traceback
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.db import connection, transaction

from audit import services as audit
from common.clock import office_text
from deadlines.choices import ClockKind, Rung
from deadlines.models import Crossing
from deadlines.registry import Look, Reached, Watch, all_watches, reactions

CHUNK = 500
ONCE = """
insert into deadlines_crossing (kind, subject_id, document_id, rung, colour, due, due_on, at)
values (%s, %s, %s, %s, %s, %s, %s, %s)
on conflict (kind, subject_id, rung, due) do nothing
returning id
"""

logger = logging.getLogger(__name__)


def sweep(at: datetime) -> int:
    """Write down every clock that came to a rung by the moment and is not on record yet; return how many.

    Each is a transaction of its own together with everything that reacts to it: one that fails is logged by its kind
    and tried again by the next sweep, and keeps nobody else waiting.
    """
    look = Look(at)
    return sum(_sweep(kind, watch, look) for kind, watch in all_watches().items())


def _sweep(kind: ClockKind, watch: Watch, look: Look) -> int:
    try:
        return sum(_tried(each, look) for some in _chunks(watch(look.at)) for each in _unknown(kind, some))
    except Exception as error:  # noqa: BLE001  # the other clocks must be looked at whatever one kind does
        _log(f"clocks of kind {kind}", error)
        return 0


def _chunks(found: Iterable[Reached]) -> Iterator[list[Reached]]:
    rest = iter(found)
    while some := list(islice(rest, CHUNK)):
        yield some


def _unknown(kind: ClockKind, found: list[Reached]) -> list[Reached]:
    """Leave out what is on record already (one query); the row itself decides about the rest."""
    rows = Crossing.objects.filter(kind=kind, subject_id__in=[each.subject_id for each in found])
    known = set(rows.values_list("subject_id", "rung", "due"))
    return [each for each in found if (each.subject_id, each.rung.value, each.due.moment) not in known]


def _tried(reached: Reached, look: Look) -> bool:
    try:
        return _cross(reached, look)
    except Exception as error:  # noqa: BLE001  # a reaction that fails must not stop the others
        _log(f"crossing of {reached.kind} {reached.subject_id}", error)
        return False


def _log(what: str, error: Exception) -> None:
    # The message of an unforeseen error may quote data: log where it came from, not what it says.
    where = "".join(traceback.format_tb(error.__traceback__))
    logger.error("%s failed: %s\n%s", what, type(error).__name__, where)


@transaction.atomic
def _cross(reached: Reached, look: Look) -> bool:
    """Write the row unless somebody else did; only who wrote it tells the journal and whoever reacts."""
    due, at = reached.due, look.at
    subject = (reached.kind.value, reached.subject_id, reached.document_id)
    row = [*subject, reached.rung.value, reached.colour.value, due.moment, due.on, at]
    with connection.cursor() as cursor:
        cursor.execute(ONCE, row)
        made = cursor.fetchone()
    if made is None:
        return False
    if reached.rung is Rung.DUE and reached.document_id is not None:
        facts = {
            "kind": reached.kind.value,
            "subject": reached.subject_id,
            "what": reached.label or reached.kind.label,
            "due": office_text(due.moment),
        }
        chain = f"document:{reached.document_id}"
        audit.record(chain=chain, verb="deadline.overdue", facts=facts, by=None, at=at)
    crossing = Crossing.objects.get(pk=made[0])
    for react in reactions():
        react(crossing, look)
    return True
