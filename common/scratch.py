"""A database of its own for a rehearsal, a concurrency test or a benchmark: made, used, dropped."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper


def _maintain(statement: str) -> None:
    """Run one statement outside a transaction on a connection to the maintenance database."""
    settings = connection.settings_dict | {"NAME": "postgres"}
    wrapper: Any = type(connection)(settings, alias="maintenance")  # type: ignore[call-arg]
    cursor: CursorWrapper
    with wrapper.cursor() as cursor:
        cursor.execute(statement)
    wrapper.close()


@contextmanager
def scratch_database(name: str, template: str | None = None) -> Iterator[str]:
    """Point the default connection to a fresh database `name` while the block runs, then drop it.

    `template` names a database to copy; nobody may be connected to it. The user of the default
    connection needs the right to create databases.
    """
    before = connection.settings_dict["NAME"]
    connection.close()
    _maintain(f'drop database if exists "{name}" with (force)')
    _maintain(f'create database "{name}"' + (f' template "{template}"' if template else ""))
    connection.settings_dict["NAME"] = name
    try:
        yield name
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        _maintain(f'drop database if exists "{name}" with (force)')
