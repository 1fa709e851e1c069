"""What the clock wakes for open work."""

from celery import shared_task

from common import clock
from workflow.services import lapsing
from workflow.watching import digest, others, troubles


@shared_task(acks_late=True)
def watch_others(**_: object) -> None:
    """Tell what has no clock of its own, and what has stopped."""
    for each in (others, troubles):
        each.watch(clock.now())


@shared_task(acks_late=True)
def tell_mornings(**_: object) -> None:
    """Tell the daily digest to whoever was not asked about yet today."""
    digest.watch(clock.now())


@shared_task(acks_late=True)
def release_idle_claims(**_: object) -> None:
    """Give claims without an act back to their queues."""
    lapsing.release_idle_claims(at=clock.now())
