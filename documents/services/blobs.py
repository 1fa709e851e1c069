"""Bytes at rest: one row per content, named by SHA-256."""

from common.digests import of_bytes
from documents.models import Blob


def store(data: bytes) -> Blob:
    """Return the row that holds these bytes, made when it is new."""
    blob, _ = Blob.objects.get_or_create(
        sha256=of_bytes(data).sha256, defaults={"data": data, "size": len(data)}
    )
    return blob
