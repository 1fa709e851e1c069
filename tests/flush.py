"""Pytest plugin: transactional tests on tables that refuse to be emptied; rows of the migrations are kept.

Django empties every table after a transactional test. Triggers of the product refuse that (journal, people),
and the rows that migrations brought (roles, calendar, negative list) would be gone for the next test. So the
tables are emptied with triggers off, and a copy made right after the migrations is put back.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

COPY = "seed"


def tables(schema: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = %s order by 1", [schema])
        return [name for (name,) in cursor.fetchall() if name != "django_migrations"]


def keep_seed() -> None:
    """Copy every table; most are empty."""
    with connection.cursor() as cursor:
        cursor.execute(f"drop schema if exists {COPY} cascade; create schema {COPY}")
        for table in tables("public"):
            cursor.execute(f'create table {COPY}."{table}" as table public."{table}"')


def filled(schema: str) -> list[str]:
    """Return the tables that have rows; few have, and to truncate the others, too, takes ten times as long."""
    some = [f"select '{table}' where exists (select from {schema}.\"{table}\")" for table in tables(schema)]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(some))
        return [name for (name,) in cursor.fetchall()]


def restore_seed() -> None:
    """Empty every table and put the copies back, with triggers and foreign keys off."""
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        try:
            for table in filled("public"):
                cursor.execute(f'delete from public."{table}"')  # noqa: S608
            for table in filled(COPY):
                cursor.execute(f'insert into public."{table}" table {COPY}."{table}"')
        finally:
            cursor.execute("set session_replication_role = default")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Make the copy once, and let transactional tests end with it."""
    with django_db_blocker.unblock():
        keep_seed()
    original = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda self: restore_seed()
    yield
    TransactionTestCase._fixture_teardown = original
