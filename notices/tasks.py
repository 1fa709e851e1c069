"""What the clock wakes for notices."""

from celery import shared_task
from django.conf import settings

from common import clock
from notices import services


@shared_task(acks_late=True)
def purge(**_: object) -> None:
    """Remove notices that were read long ago."""
    services.purge(days=settings.NOTICE_KEEP_DAYS, at=clock.now())


@shared_task(acks_late=True)
def send_due(**_: object) -> None:
    """Send what waits and was not sent by its own entry, or failed and is due again."""
    services.send_due(clock.now())
