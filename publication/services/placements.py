"""登载: the manners that no machine serves, recorded with the release, later with date and place (R40)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from audit import services as audit
from common.clock import office_date
from documents.models import Document
from interpretation.choices import Channel
from publication.errors import ChannelUnknown, NothingReleased, PlacementRefused, ReceiptInTheFuture
from publication.facts import PlacementFacts
from publication.models import Placement
from publication.rules import placement_says_where_and_when
from publication.selectors import live_release

BY_HAND = frozenset(Channel.values) - {Channel.PORTAL.value}


@transaction.atomic
def plan_placement(*, document: Document, channel: str, by: User, at: datetime) -> Placement:
    """Record that the live release is also made public in this manner. Raises NothingReleased, PlacementRefused."""
    release = live_release(document.pk)
    if release is None:
        raise NothingReleased
    if channel not in BY_HAND:
        raise ChannelUnknown
    try:
        with transaction.atomic():
            placement = Placement.objects.create(release=release, channel=channel, planned_by=by, planned_at=at)
    except IntegrityError:
        raise PlacementRefused from None
    _note("publication.placement_planned", placement, document, by, at)
    return placement


@transaction.atomic
def note_placement(
    *, document: Document, placement_id: int, appeared_on: date, place: str, by: User, at: datetime
) -> Placement:
    """Record once where and when it appeared. Raises PlacementRefused, ReceiptInTheFuture."""
    rows = Placement.objects.select_for_update(of=("self",)).select_related("release")
    placement = rows.filter(pk=placement_id, release__document=document, appeared_on__isnull=True).first()
    if placement is None:
        raise PlacementRefused
    released, today = placement.release.published_on, office_date(at)
    if not placement_says_where_and_when(PlacementFacts(placement.channel, appeared_on, place, released, today)):
        raise ReceiptInTheFuture
    placement.appeared_on, placement.place, placement.noted_by, placement.noted_at = appeared_on, place.strip(), by, at
    placement.save()
    _note("publication.placement_noted", placement, document, by, at)
    return placement


def _note(verb: str, placement: Placement, document: Document, by: User, at: datetime) -> None:
    appeared = placement.appeared_on.isoformat() if placement.appeared_on else ""
    facts = {"channel": placement.channel, "release": placement.release.serial, "on": appeared}
    audit.record(chain=f"document:{document.pk}", verb=verb, facts=facts, by=by, at=at)
