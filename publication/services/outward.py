"""What follows when something went out, was corrected or taken down; one call in the transaction that did it."""

from datetime import datetime

from publication.models import Release
from publication.outlets.choices import Event
from publication.services import proof, validity
from publication.services.deliveries import put_all


def went_out(*, release: Release, event: Event, at: datetime) -> None:
    """Tell the outlets, begin or carry on the validity, have the live page looked at."""
    if event != Event.RETRACT:
        validity.begin(release=release, at=at)
        proof.put(release)
    put_all(release=release, event=event, at=at)
