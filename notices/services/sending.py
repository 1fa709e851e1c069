"""Sending messages outside every lock: tried again, settled, or given up and on the General Office's board.

The same message bears the same number at each attempt. A channel whose receiver does not know numbers (a robot) is
not asked again when a worker died between the question and the answer: once at most, since the page has the notice.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from audit import services as audit
from common.turns import turn
from notices.channels import ONCE, SENDERS, NotSent
from notices.choices import Failure, State
from notices.errors import NotStopped
from notices.models import UNSETTLED, Message
from notices.services.gathering import SEND
from outbox.registry import handles

WAITS = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60, 180))
FINAL = frozenset({Failure.NO_ADDRESS, Failure.NOT_ALLOWED, Failure.UNKNOWN})

logger = logging.getLogger(__name__)


@handles(SEND, "外发提醒")
def deliver(payload: dict[str, Any], at: datetime) -> None:
    """Send a message after the outbox's transaction; what is left is `send_due`'s, not the outbox's."""
    transaction.on_commit(lambda: send(payload["message"], at), robust=True)


def _due(at: datetime) -> QuerySet[Message]:
    return Message.objects.filter(UNSETTLED, Q(next_at__isnull=True) | Q(next_at__lte=at), send_at__lte=at)


def send_due(at: datetime, limit: int = 12) -> int:
    """Send what is due and was not sent by its own entry; return how many."""
    return sum(send(each, at) for each in list(_due(at).order_by("send_at").values_list("pk", flat=True)[:limit]))


def send(message_id: int, at: datetime) -> bool:
    """Send one message if it is unsettled, due and its turn; return whether it went."""
    with turn(f"notices.turn:{message_id}") as is_ours:
        message = _begun(message_id, at) if is_ours else None
        return message is not None and _recorded(message_id, _attempt(message, at), at)


@transaction.atomic
def _begun(message_id: int, at: datetime) -> Message | None:
    """Close the message and take note that an attempt begins; None when there is nothing to do."""
    message = _due(at).select_for_update(of=("self",)).filter(pk=message_id).select_related("person__office").first()
    if message is None:
        return None
    unknown = message.is_begun and message.channel in ONCE
    if unknown or not message.person.is_active:  # nothing follows whoever has left
        _fail(message, Failure.UNKNOWN if unknown else Failure.NO_ADDRESS, at)
        message.save()
        return None
    message.is_closed = message.is_begun = True
    message.save(update_fields=["is_closed", "is_begun"])
    return message


def _attempt(message: Message, at: datetime) -> Failure | None:
    try:
        SENDERS[message.channel](message, at)
    except NotSent as refusal:
        return refusal.failure
    except Exception as error:  # noqa: BLE001  # one message must not hold up the others
        logger.error("message %s failed: %s", message.pk, type(error).__name__)
        return Failure.UNEXPECTED
    return None


@transaction.atomic
def _recorded(message_id: int, failure: Failure | None, at: datetime) -> bool:
    message = Message.objects.select_for_update().get(pk=message_id)
    if failure is None:
        message.state, message.sent_at, message.next_at, message.failure = State.SENT, at, None, ""
        message.attempts += 1
    else:
        _fail(message, failure, at)
    message.is_begun = False
    message.save()
    return failure is None


def _fail(message: Message, failure: Failure, at: datetime) -> None:
    message.attempts, message.failure = message.attempts + 1, failure
    over = failure in FINAL or message.attempts > len(WAITS)
    message.state = State.GIVEN_UP if over else State.FAILED
    message.next_at = None if over else at + WAITS[message.attempts - 1]


@transaction.atomic
def send_again(*, message_id: int, by: User, at: datetime) -> None:
    """Let a message that stopped be tried anew, with a new count of attempts, by the next `send_due`; journalled.

    Whoever asks takes it upon themselves that a robot may say it twice (`Failure.UNKNOWN`). Raises NotStopped.
    """
    message = Message.objects.select_for_update().filter(pk=message_id, state=State.GIVEN_UP).first()
    if message is None:
        raise NotStopped
    facts = {"message": message.pk, "channel": message.channel, "failure": message.failure}
    message.state, message.failure, message.attempts, message.next_at = State.WAITING, "", 0, None
    message.save(update_fields=["state", "failure", "attempts", "next_at"])
    audit.record(chain="system", verb="notices.sent_again", facts=facts, by=by, at=at)
