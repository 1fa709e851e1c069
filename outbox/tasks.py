"""Celery entries of the outbox: a message only wakes; the row says what is to be done."""

from celery import shared_task

from common import clock
from outbox import services


@shared_task(acks_late=True)
def deliver(*, entry_id: int, **_: object) -> None:
    """Deliver one entry if it is still open and due."""
    services.deliver(entry_id, clock.now())


@shared_task(acks_late=True)
def sweep(**_: object) -> None:
    """Deliver what is due and was not delivered by its own message."""
    services.sweep(clock.now())
