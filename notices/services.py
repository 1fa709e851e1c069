"""Telling people, and what they have read."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from notices.models import Notice


@transaction.atomic
def tell(*, to: Iterable[int], kind: str, key: str, text: str, url: str, at: datetime, colour: str = "") -> int:
    """Tell each of the people (ids) the thing that `kind` and `key` name, in the caller's transaction.

    Whoever was told it already is not told again. Returns how many were told now. `colour` is that of the light
    (deadlines.lights.Colour) when it is about a time limit.
    """
    rows = [
        Notice(person_id=person, kind=kind, key=key, text=text, url=url, colour=colour, at=at)
        for person in sorted(set(to))
    ]
    before = Notice.objects.filter(kind=kind, key=key).count()
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return Notice.objects.filter(kind=kind, key=key).count() - before
