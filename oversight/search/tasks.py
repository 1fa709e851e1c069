"""What the clock wakes."""

from celery import shared_task

from oversight.search import indexing


@shared_task(acks_late=True)
def refresh_passages(**_: object) -> None:
    """Write the passages of documents that changed and were not searched for since."""
    indexing.refresh_all()
