"""Reads: a person's notices and how many are unread."""

from django.db.models import F, QuerySet

from accounts.models import User
from notices.choices import Group
from notices.kinds import KINDS
from notices.models import Notice

MOST_COUNTED = 100


def unread_count(user: User) -> int:
    """Return how many unread notices the person has, counting to a hundred (one read of an index)."""
    unread = Notice.objects.filter(person=user, read_at__isnull=True)
    return unread.order_by("-pk")[:MOST_COUNTED].count()


def notices_of(user: User, group: str = "") -> QuerySet[Notice]:
    """Return the person's notices, unread first, then the newest first; of one group when it is named."""
    found = Notice.objects.filter(person=user)
    if group in Group.values:
        found = found.filter(kind__in=[each.code for each in KINDS.values() if each.group == group])
    return found.order_by(F("read_at").desc(nulls_first=True), "-pk")
