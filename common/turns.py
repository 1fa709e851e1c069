"""Whose turn it is: one worker at a time does a thing whose row must not be locked meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

KEY = "hashtextextended(%s, 0)"
TAKE = f"select pg_try_advisory_lock({KEY})"
GIVE_BACK = f"select pg_advisory_unlock({KEY})"


@contextmanager
def turn(name: str) -> Iterator[bool]:
    """Say whether nobody else is at the thing of this name; if so, nobody will be within the block.

    The lock belongs to the session and to no row; with a dead worker's session it ends.
    """
    if not _asked(TAKE, name):
        yield False
        return
    try:
        yield True
    finally:
        _asked(GIVE_BACK, name)


def _asked(sql: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, [name])
        return bool(cursor.fetchone()[0])
