"""Reading the outbox."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Random

from common.prepared import Slot
from outbox.models import OPEN, Entry

LATE = timedelta(minutes=10)


def due(at: datetime) -> QuerySet[Entry]:
    """Return the open entries that may be tried at that moment."""
    return Entry.objects.filter(OPEN, Q(next_at__isnull=True) | Q(next_at__lte=at))


def batch(at: datetime, limit: int) -> list[int]:
    """Return the ids of at most `limit` due entries in random order.

    Random, because an entry whose handler kills its worker leaves no trace of the attempt: in a fixed order
    it would be met first each time and everything behind it would wait for ever.
    """
    return list(due(at).order_by(Random()).values_list("pk", flat=True)[:limit])


def stuck() -> QuerySet[Entry]:
    """Return what is no longer tried by itself, the newest first."""
    return Entry.objects.filter(stuck=True).order_by("-pk")


def troubled(at: datetime | Slot) -> QuerySet[Entry]:
    """Return what the General Office must look at: no longer retried, or open for more than ten minutes.

    What was put for a later moment is open since that moment.
    """
    awaited = Q(attempts=0, next_at__isnull=False, next_at__gte=at - LATE)
    late = OPEN & Q(created_at__lt=at - LATE) & ~awaited
    return Entry.objects.filter(Q(stuck=True) | late).order_by("pk")
