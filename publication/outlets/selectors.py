"""Reads over outlets, deliveries and placements."""

from datetime import datetime

from django.db.models import Q, QuerySet

from publication.models import Delivery, Outlet, Placement
from publication.models.outlet import UNSETTLED
from publication.outlets.choices import DeliveryState, Failure, OutletKind

LOADED = ("outlet", "release__index", "release__copy__docx", "release__copy__pdf", "release__copy__html")


def outlets() -> list[Outlet]:
    """Return every outlet, those in use first."""
    return list(Outlet.objects.order_by("-is_active", "pk"))


def outlet_of(outlet_id: int) -> Outlet | None:
    """Return the outlet if a person may change it: not the portal, which the house serves itself."""
    return Outlet.objects.exclude(kind=OutletKind.PORTAL).filter(pk=outlet_id).first()


def delivery_for_update(delivery_id: int) -> Delivery | None:
    """Return the delivery locked, with release and outlet loaded."""
    held = Delivery.objects.select_for_update(of=("self",)).filter(pk=delivery_id)
    return held.select_related("outlet", "release__index").first()


def due_delivery(delivery_id: int, at: datetime) -> Delivery | None:
    """Return the delivery with release, files and outlet if it may be tried."""
    return _due(at).filter(pk=delivery_id).select_related(*LOADED).first()


def due_deliveries(at: datetime, limit: int) -> list[int]:
    """Return the ids of at most `limit` deliveries that may be tried, those that waited longest first."""
    return list(_due(at).order_by("next_at", "pk").values_list("pk", flat=True)[:limit])


def _due(at: datetime) -> QuerySet[Delivery]:
    return Delivery.objects.filter(UNSETTLED, Q(next_at__isnull=True) | Q(next_at__lte=at))


def deliveries_of(document_id: int) -> list[Delivery]:
    """Return every delivery of the document, the newest release first."""
    rows = Delivery.objects.filter(release__document_id=document_id).select_related("outlet", "release__index")
    return list(rows.order_by("-release__serial", "-pk"))


def delivery_of(document_id: int, delivery_id: int) -> Delivery | None:
    """Return a delivery of the document, None: it has no such one."""
    rows = Delivery.objects.filter(pk=delivery_id, release__document_id=document_id)
    return rows.select_related("outlet", "release").first()


def given_up() -> QuerySet[Delivery]:
    """Return the deliveries that somebody must look at: not tried any more, their text public still or withdrawn."""
    lost = Delivery.objects.filter(state=DeliveryState.GIVEN_UP, outlet__is_active=True)
    return lost.exclude(failure=Failure.OVERTAKEN).select_related("outlet", "release").order_by("-pk")


def placements_of(document_id: int) -> list[Placement]:
    """Return what was or will be printed and said elsewhere, the newest release first."""
    rows = Placement.objects.filter(release__document_id=document_id)
    return list(rows.select_related("release", "planned_by", "noted_by").order_by("-release__serial", "pk"))
