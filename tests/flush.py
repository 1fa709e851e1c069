"""Pytest plugin: transactional tests on tables that refuse to be emptied; rows of the migrations are kept.

Django empties every table after a transactional test. Triggers of the product refuse that (journal, people),
and the rows that migrations brought (roles, calendar, negative list) would be gone for the next test. So the
tables are emptied with triggers off, and a copy made right after the migrations is put back.
"""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
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


@transaction.atomic
def restore_seed() -> None:
    """Empty every table and put the copies back, with triggers and foreign keys off."""
    emptied = [f'delete from public."{table}"' for table in filled("public")]  # noqa: S608
    filled_again = [f'insert into public."{table}" table {COPY}."{table}"' for table in filled(COPY)]
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(";".join(emptied + filled_again))
        cursor.execute("set local session_replication_role = origin")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """Let transactional tests end with the copy."""
    original = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda self: restore_seed()
    yield
    TransactionTestCase._fixture_teardown = original
