"""What the clock wakes; the rows say what is to be done."""

from celery import shared_task

from common import clock
from workflow.services import lapsing


@shared_task(acks_late=True)
def release_idle_claims(**_: object) -> None:
    """Give claims without an act back to their queues."""
    lapsing.release_idle_claims(at=clock.now())
