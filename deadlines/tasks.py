"""Celery entries of the clocks: beat wakes, the rows say what was found."""

from celery import shared_task

from common import clock
from deadlines import services


@shared_task(acks_late=True)
def sweep(**_: object) -> None:
    """Write down what was crossed since the last look."""
    services.sweep(clock.now())
