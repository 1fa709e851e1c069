"""A published document as it left portal.services.apply: the same PublicItem, read back from the rows."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any, get_args, get_type_hints

from django.db.models import Manager

from portal.bundles.codec import from_json
from portal.facts import PublicItem
from portal.models import PublishedDocument

Change = tuple[int, str, datetime]
HINTS = get_type_hints(PublicItem)


def changed(since: int, upto: int) -> Iterator[Change]:
    """Yield number, 索引号 and time of each document whose last change lies in the range, in order."""
    rows = PublishedDocument.objects.filter(change__gt=since, change__lte=upto).order_by("change")
    yield from rows.values_list("change", "index", "changed_at").iterator()


def read(index: str) -> PublicItem | None:
    """Return the document as one state of it, also when it is being changed at this moment."""
    while (row := PublishedDocument.objects.filter(index=index).first()) is not None:
        item = PublicItem(**{name: _value(hint, getattr(row, name)) for name, hint in HINTS.items()})
        if PublishedDocument.objects.filter(pk=row.pk, change=row.change).exists():
            return item
    return None


def _value(hint: Any, value: Any) -> Any:
    """Return a column, or the rows of another table that belong to it, as a field of PublicItem holds them."""
    if isinstance(value, Manager):
        return tuple(_part(get_args(hint)[0], each) for each in value.order_by("pk"))
    if isinstance(value, list):
        return tuple(_entry(get_args(hint)[0], each) for each in value)
    return bytes(value) if isinstance(value, memoryview) else value


def _part(kind: Any, row: Any) -> Any:
    return kind(**{each.name: _value(each.type, getattr(row, each.name)) for each in fields(kind)})


def _entry(kind: type[Any], value: Any) -> Any:
    return from_json(kind, value, bytes.fromhex) if is_dataclass(kind) else value
