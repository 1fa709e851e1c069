"""A database of its own for a rehearsal, a concurrency test or a benchmark: made, used, dropped or kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg2
from django.db import connection

WHOLE = "filled to the end"
IS_WHOLE = f"select 1 from pg_database where datname = %s and shobj_description(oid, 'pg_database') = '{WHOLE}'"  # noqa: S608


def _maintain(statement: str, *values: object) -> bool:
    """Run one statement outside a transaction, connected to the maintenance database; say if it gave a row."""
    settings = connection.settings_dict
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    given = {name: settings[key] for name, key in names.items() if settings[key]}
    held = psycopg2.connect(dbname="postgres", **given)
    held.autocommit = True
    with held.cursor() as cursor:
        cursor.execute(statement, values or None)
        found = cursor.description is not None and cursor.fetchone() is not None
    held.close()
    return found


@contextmanager
def scratch_database(name: str, template: str | None = None) -> Iterator[str]:
    """Point the default connection to a fresh database `name` while the block runs, then drop it.

    `template` names a database to copy; nobody may be connected to it. The user of the default
    connection needs the right to create databases.
    """
    connection.close()
    _drop(name)
    _maintain(f'create database "{name}"' + (f' template "{template}"' if template else ""))
    try:
        with _pointed_to(name):
            yield name
    finally:
        _drop(name)


@contextmanager
def kept_database(name: str, fill: Callable[[], object]) -> Iterator[str]:
    """Point the default connection to the database `name` while the block runs; it stays there for the next time.

    `fill` fills it where no earlier call has filled it to the end. Its user needs the right to create databases.
    """
    connection.close()
    if not _maintain(IS_WHOLE, name):
        _drop(name)
        _maintain(f'create database "{name}"')
        with _pointed_to(name):
            fill()
        _maintain(f"comment on database \"{name}\" is '{WHOLE}'")
    with _pointed_to(name):
        yield name


@contextmanager
def _pointed_to(name: str) -> Iterator[None]:
    before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _drop(name: str) -> None:
    _maintain(f'drop database if exists "{name}" with (force)')
