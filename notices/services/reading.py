"""What a person has read, and when old notices go."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from common.errors import NotFound
from notices.models import UNSETTLED, Message, Notice

BATCH = 1000


@transaction.atomic
def open_notice(*, notice_id: int, by: User, at: datetime) -> Notice:
    """Return one of the person's notices and mark it as read. Raises NotFound for anybody else's."""
    notice = Notice.objects.filter(pk=notice_id, person=by).first()
    if notice is None:
        raise NotFound
    mark_read(notice_ids=[notice_id], by=by, at=at)
    return notice


def mark_read(*, notice_ids: Collection[int], by: User, at: datetime) -> int:
    """Mark those of the notices that are the person's own as read; return how many were unread."""
    return Notice.objects.filter(pk__in=notice_ids, person=by, read_at__isnull=True).update(read_at=at)


def erase_typed(*, about: int, keys: Collection[str]) -> None:
    """Empty what was typed in urging about a document, alone or with others under these keys (R12)."""
    Notice.objects.filter(Q(about=about) | Q(key__in=keys)).exclude(typed="").update(typed="")


def purge(*, days: int, at: datetime) -> int:
    """Remove what was read or sent more than so many days ago, a batch at a time; return how many notices went."""
    Message.objects.filter(~UNSETTLED, send_at__lt=at - timedelta(days=days)).delete()
    old = Notice.objects.filter(read_at__lt=at - timedelta(days=days)).order_by("read_at")
    gone = 0
    while ids := list(old.values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            Notice.objects.filter(pk__in=ids).delete()
        gone += len(ids)
    return gone
