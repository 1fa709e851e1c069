"""Celery entries of the journal."""

from celery import shared_task

from audit import services
from common import clock


@shared_task(acks_late=True)
def seal_journal(**_: object) -> None:
    """Seal every chain that has grown since the last seal."""
    services.seal(at=clock.now())
