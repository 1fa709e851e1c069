"""What follows when something went out, was corrected or taken down; one call in the transaction that did it."""

from datetime import datetime

from publication.models import Release
from publication.outlets.choices import Event
from publication.selectors import newest_release
from publication.services import proof, validity
from publication.services.deliveries import put_all
from publication.services.showing import show


def went_out(*, release: Release, event: Event, at: datetime) -> None:
    """Begin or carry on the validity, put it on the portal, have the live page looked at, tell the outlets."""
    if event != Event.RETRACT:
        validity.begin(release=release, at=at)
    show(release, at)
    proof.put(release, at)
    put_all(release=release, event=event, at=at)


def reading_out(document_id: int, at: datetime) -> None:
    """Put a later interpretation of a public document on the portal and tell the outlets; the caller let it out."""
    release = newest_release(document_id)
    assert release is not None  # noqa: S101  # only what is public is interpreted later
    show(release, at)
    proof.put(release, at)
    put_all(release=release, event=Event.READING, at=at)
