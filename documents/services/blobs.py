"""Bytes at rest: one row per content, named by SHA-256."""

from collections.abc import Iterable

from django.db.models import ManyToOneRel

from common.digests import of_bytes
from documents.models import Blob


def store(data: bytes) -> Blob:
    """Return the row that holds these bytes, made when it is new."""
    blob, _ = Blob.objects.get_or_create(sha256=of_bytes(data).sha256, defaults={"data": data, "size": len(data)})
    return blob


def discard(names: Iterable[str]) -> None:
    """Delete those of the bytes, named by SHA-256, to which no row of any app refers any more (R12).

    The same file may stand in another document, or be attached to an opinion; there it stays.
    """
    left = set(names)
    for relation in Blob._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and left:
            column = relation.field.attname
            held = relation.field.model._default_manager.filter(**{f"{column}__in": left})
            left -= set(held.values_list(column, flat=True))
    Blob.objects.filter(pk__in=left).delete()
