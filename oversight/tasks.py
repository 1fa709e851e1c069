"""What the clock wakes; the rows say what is to be done."""

from celery import shared_task

from common import clock
from oversight.selfcheck import telling
from oversight.supervision import services as supervision


@shared_task(acks_late=True)
def remind_of_selfchecks(**_: object) -> None:
    """Tell who still has to judge or confirm in a self-check that is due soon or overdue, each thing once."""
    telling.remind(clock.now())


@shared_task(acks_late=True)
def sweep(**_: object) -> None:
    """Find breaches and near misses, each once."""
    supervision.sweep(at=clock.now())
