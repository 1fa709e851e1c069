"""What follows when something went out, was corrected or taken down; one call in the transaction that did it."""

from datetime import datetime

from publication.models import Release
from publication.outlets.choices import Event
from publication.services import proof, validity
from publication.services.deliveries import put_all
from publication.services.showing import show


def went_out(*, release: Release, event: Event, at: datetime) -> None:
    """Begin or carry on the validity, put it on the portal, have the live page looked at, tell the outlets."""
    if event != Event.RETRACT:
        validity.begin(release=release, at=at)
    show(release, at)
    if event != Event.RETRACT:
        proof.put(release)
    put_all(release=release, event=event, at=at)
