"""Celery entries of re-posting: poll the feeds, look at the sources again."""

from celery import shared_task

from common import clock
from publication.reposting import selectors
from publication.reposting.publishing import recheck
from publication.reposting.services import poll


@shared_task(acks_late=True)
def poll_feeds(**_: object) -> None:
    """Poll the active feeds that waited longest."""
    for source in selectors.feeds_to_poll():
        poll(source=source, at=clock.now())


@shared_task(acks_late=True)
def recheck_sources(**_: object) -> None:
    """Look again at the sources of those re-posted documents that were not looked at for a day."""
    for task in selectors.reposts_to_recheck(clock.now()):
        recheck(task=task, at=clock.now())
