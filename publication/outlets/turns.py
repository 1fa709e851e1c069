"""Whose turn it is: of one document an outlet is told by one worker at a time, so that nothing overtakes anything."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from publication.models import Delivery

KEY = "hashtextextended('publication.turn:' || %s || ':' || %s, 0)"
TAKE = f"select pg_try_advisory_lock({KEY})"
GIVE_BACK = f"select pg_advisory_unlock({KEY})"


@contextmanager
def turn_of(delivery_id: int) -> Iterator[bool]:
    """Say whether nobody else is at this delivery's outlet with its document; if so, nobody will be within the block.

    The lock belongs to the session and to no row: whoever retracts the document need not wait for a receiver.
    """
    about = Delivery.objects.filter(pk=delivery_id).values_list("outlet_id", "release__document_id").first()
    if about is None or not _asked(TAKE, about):
        yield False
        return
    try:
        yield True
    finally:
        _asked(GIVE_BACK, about)


def _asked(sql: str, about: tuple[int, int]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, [str(each) for each in about])
        return bool(cursor.fetchone()[0])
