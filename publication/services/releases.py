"""公开发布: a verified copy becomes the text that the public reads, once."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from audit import services as audit
from common.clock import office_date
from documents import services as documents
from documents.choices import Action
from documents.errors import ActionRefused
from documents.models import Document
from interpretation import selectors as interpretation
from interpretation.choices import Channel
from publication.errors import ChannelUnknown, CopyNotVerified, PublisherMissing
from publication.models import PublicCopy, Release
from publication.selectors import live_release, present_catalogue, verified_copy
from publication.services.index import index_number_of
from publication.services.showing import show


@transaction.atomic
def publish(
    *,
    document: Document,
    channels: Collection[str],
    by: User | None,
    on_behalf_of: User | None = None,
    at: datetime,
) -> Release:
    """Release the verified copy of a locked document and move it to 已公开; asked again, return that release.

    Raises PublisherMissing (by is None), CopyNotVerified, ChannelUnknown, GateClosed, ActionRefused.
    """
    if by is None:
        raise PublisherMissing
    copy, live = verified_copy(document), live_release(document.pk)
    if live is not None and copy is not None and live.copy_id == copy.pk:
        return live
    if live is not None:
        raise ActionRefused(status=document.get_status_display(), action=Action.PUBLISH.label)
    if copy is None:
        raise CopyNotVerified
    release = create_release(document=document, copy=copy, channels=channels, by=by, on_behalf_of=on_behalf_of, at=at)
    documents.move(document=document, action=Action.PUBLISH, by=by, on_behalf_of=on_behalf_of, at=at)
    show(release, at)
    note("publication.release", release, by, on_behalf_of, at)
    return release


def create_release(
    *,
    document: Document,
    copy: PublicCopy,
    channels: Collection[str],
    by: User,
    on_behalf_of: User | None,
    at: datetime,
) -> Release:
    """Insert the live release of the copy with the catalogue columns of now; the caller moves the status."""
    if not channels or not set(channels) <= set(Channel.values):
        raise ChannelUnknown
    today = office_date(at)
    last = Release.objects.filter(document=document).aggregate(last=Max("serial"))["last"]
    return Release.objects.create(
        document=document,
        serial=(last or 0) + 1,
        copy=copy,
        plan=interpretation.current_plan(document.pk) if interpretation.is_due(document) else None,
        index=index_number_of(document, today),
        channels=sorted(set(channels)),
        published_at=at,
        published_by=by,
        published_for=on_behalf_of,
        published_on=today,
        **asdict(present_catalogue(document)),
    )


def note(verb: str, release: Release, by: User, on_behalf_of: User | None, at: datetime, **more: str) -> None:
    """Write into the journal what was done with a release."""
    facts = {
        "index": release.index.text,
        "release": release.serial,
        "docx_sm3": release.copy.docx_sm3,
        "html_sm3": release.copy.html_sm3,
        "channels": release.channels,
        "reason_kind": release.reason_kind,
        **more,
    }
    chain = f"document:{release.document_id}"
    audit.record(chain=chain, verb=verb, facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
