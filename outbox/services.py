"""Writing the outbox: put an effect beside the decision, deliver it once, however often a worker dies."""

import logging
import traceback
from datetime import datetime, timedelta
from typing import Any

from celery import current_app
from django.db import connection, transaction
from kombu.exceptions import OperationalError

from audit import services as audit
from common.digests import canonical
from common.errors import DomainError
from outbox.errors import NotStuck
from outbox.models import OPEN, Entry
from outbox.registry import handler_of
from outbox.selectors import batch, due

MOST_ATTEMPTS = 8
LONGEST_WAIT = 3600  # seconds
BATCH = 100
UNEXPECTED = "UNEXPECTED"
DELIVER = "outbox.tasks.deliver"

PUT = """
insert into outbox_entry (kind, key, payload, next_at, attempts, failed_code, stuck)
values (%s, %s, %s::jsonb, %s, 0, '', false)
on conflict (kind, key) do nothing
returning id
"""

logger = logging.getLogger(__name__)


def put(*, kind: str, key: str, payload: dict[str, Any], not_before: datetime | None = None) -> None:
    """Write the effect in the caller's transaction; a second one of the same kind and key is the first.

    `payload` holds ids and codes only. After the commit a worker is woken; without a broker the sweep
    finds the entry. What is not to happen before a moment wakes nobody: the first sweep after it does it.
    :raises UnknownKind: nobody handles the kind.
    """
    handler_of(kind)
    with connection.cursor() as cursor:
        cursor.execute(PUT, [kind, key, canonical(payload).decode(), not_before])
        row = cursor.fetchone()
    if row and not_before is None:
        transaction.on_commit(lambda: _wake(row[0]), robust=True)


def _wake(entry_id: int) -> None:
    try:
        current_app.send_task(DELIVER, kwargs={"entry_id": entry_id}, retry=False)
    except (OperationalError, OSError) as error:
        logger.warning("outbox entry %s: no broker (%s); the sweep will find it", entry_id, type(error).__name__)


def deliver(entry_id: int, at: datetime) -> bool:
    """Bring about the effect if it is open, due and in nobody else's hands; return whether it was done.

    The handler's database effects and the mark that it is done are one transaction, under a row lock.
    """
    with transaction.atomic():
        entry = Entry.objects.select_for_update(skip_locked=True).filter(OPEN, pk=entry_id).first()
        if entry is None or (entry.next_at and entry.next_at > at):
            return False
        entry.attempts += 1
        entry.failed_code = _run(entry, at)
        _settle(entry, at)
        entry.save(update_fields=["attempts", "failed_code", "done_at", "next_at", "stuck"])
    return not entry.failed_code


def _run(entry: Entry, at: datetime) -> str:
    """Call the handler inside a savepoint; return nothing, or the code of what went wrong."""
    try:
        with transaction.atomic():
            handler_of(entry.kind)(entry.payload, at)
    except DomainError as error:
        logger.warning("outbox entry %s (%s) refused: %s", entry.pk, entry.kind, error.code)
        return error.code
    except Exception as error:  # noqa: BLE001  # whatever it was, the entry must keep its count
        # The message of an unforeseen error may quote data: log where it came from, not what it says.
        where = "".join(traceback.format_tb(error.__traceback__))
        logger.error("outbox entry %s (%s) failed: %s\n%s", entry.pk, entry.kind, type(error).__name__, where)
        return UNEXPECTED
    return ""


def _settle(entry: Entry, at: datetime) -> None:
    if not entry.failed_code:
        entry.done_at = at
    elif entry.attempts >= MOST_ATTEMPTS:
        entry.stuck = True
    else:
        entry.next_at = at + timedelta(seconds=min(2**entry.attempts, LONGEST_WAIT))


def sweep(at: datetime, limit: int = BATCH) -> int:
    """Deliver at most `limit` due entries in this process; return how many were done.

    It finds what a lost message, a dead worker or a silent broker left behind.
    """
    return sum(deliver(entry_id, at) for entry_id in batch(at, limit))


def run_all(at: datetime) -> int:
    """Deliver all that is due, effects of effects included, in this process; return how many were done."""
    done, tried = 0, set[int]()
    while ids := list(due(at).exclude(pk__in=tried).order_by("pk").values_list("pk", flat=True)):
        done += sum(deliver(entry_id, at) for entry_id in ids)
        tried.update(ids)
    return done


@transaction.atomic
def redeliver(*, entry_id: int, by: audit.Person | None, at: datetime) -> None:
    """Release an effect that is no longer retried by itself, with a new count of attempts; journalled.

    :raises NotStuck: it is not stuck.
    """
    fresh = {"stuck": False, "attempts": 0, "next_at": None, "failed_code": ""}
    if not Entry.objects.filter(pk=entry_id, stuck=True).update(**fresh):
        raise NotStuck(id=entry_id)
    audit.record(chain="system", verb="outbox.redelivered", facts={"entry": entry_id}, by=by, at=at)
    transaction.on_commit(lambda: _wake(entry_id), robust=True)
