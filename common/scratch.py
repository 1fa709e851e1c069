"""A database of its own for a rehearsal, a concurrency test or a benchmark: made, used, dropped."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
from django.db import connection


def _maintain(statement: str) -> None:
    """Run one statement outside a transaction, connected to the maintenance database."""
    settings = connection.settings_dict
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    given = {name: settings[key] for name, key in names.items() if settings[key]}
    held = psycopg2.connect(dbname="postgres", **given)
    held.autocommit = True
    with held.cursor() as cursor:
        cursor.execute(statement)
    held.close()


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
