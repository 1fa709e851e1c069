"""What the clock wakes; the rows say what is to be done."""

from celery import shared_task

from common import clock
from publication.services import deliveries, listings, proof, reports, validity


@shared_task(acks_late=True)
def send_due(**_: object) -> None:
    """Send what waits for an outlet and was not sent by its own message, or failed and is due again."""
    deliveries.send_due(clock.now())


@shared_task(acks_late=True)
def look_at_slice(**_: object) -> None:
    """Fetch the next slice of the live pages again."""
    proof.look_at_slice(clock.now())


@shared_task(acks_late=True)
def follow_the_day(**_: object) -> None:
    """Let lapses and changes that begin today show; give notice of terms that end soon, and of the annual report."""
    validity.follow_the_day(clock.now())
    listings.follow_the_day(clock.now())
    validity.remind(clock.now())
    reports.remind(clock.now())
