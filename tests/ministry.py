"""The demonstration ministry is built once (tests/copies.py), and put into the tables of each test that asks for it.

Building it takes a quarter of a second, putting it there a hundredth. Triggers and foreign keys are off meanwhile: the
rows were judged when they were built.
"""

from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from accounts import demo as people
from documents import demo as numbering
from tests.flush import COPY as SEED
from tests.flush import restore_seed, tables

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
MINISTRY = "ministry"


def build(at: datetime) -> None:
    """Build the ministry in the tables themselves."""
    numbering.build()
    people.build(at=at)


def keep() -> None:
    """Build the ministry, copy every table that it changed, and leave the tables as they were."""
    build(NOON)
    run(f"drop schema if exists {MINISTRY} cascade; create schema {MINISTRY}")
    for table in tables("public"):
        changed = f'select count(*) from (table public."{table}" except table {SEED}."{table}") changed'  # noqa: S608
        if run(changed)[0][0]:
            run(f'create table {MINISTRY}."{table}" as table public."{table}"')
    restore_seed()


@transaction.atomic
def put(at: datetime) -> None:
    """Put the ministry into the tables, its keys as they were when it was built; where no copy was kept, build it."""
    names = tables(MINISTRY)
    if not names:
        build(at)
        return
    run("set local session_replication_role = replica")
    for table in names:
        run(f'delete from public."{table}"; insert into public."{table}" table {MINISTRY}."{table}"')  # noqa: S608
    run("set local session_replication_role = origin")
    for table, column in run(NUMBERED, names):
        sequence = f"pg_get_serial_sequence('public.{table}', '{column}')"
        run(f"select setval({sequence}, max({column})) from {table}")  # noqa: S608


def run(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall() if cursor.description else []


NUMBERED = """
select table_name::text, column_name::text from information_schema.columns
 where table_schema = 'public' and table_name = any(%s)
   and pg_get_serial_sequence('public.' || quote_ident(table_name), column_name) is not null
"""
