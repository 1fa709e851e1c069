"""What the clock wakes."""

from celery import shared_task

from common import clock
from oversight.statistics import services


@shared_task(acks_late=True)
def freeze_last_month(**_: object) -> None:
    """Freeze the reports of the past month that are not there yet."""
    services.freeze_last_month(at=clock.now())
