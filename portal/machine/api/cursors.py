"""Keyset pages: a cursor names the last row that was read, so that new documents move nothing (pure)."""

from datetime import UTC, datetime, timedelta

from django.db.models import Q

from portal.models import PublishedDocument

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def cursor_of(document: PublishedDocument) -> str:
    """Return the cursor behind a document."""
    return f"{(document.published_at - EPOCH) // MICROSECOND}.{document.pk}"


def behind(cursor: str) -> Q:
    """Return which documents follow a cursor, the newest first; it fits schemas.CURSOR."""
    moment, pk = cursor.split(".")
    at = EPOCH + int(moment) * MICROSECOND
    return Q(published_at__lt=at) | Q(published_at=at, pk__lt=int(pk))
