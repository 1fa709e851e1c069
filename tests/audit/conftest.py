"""A moment, two people and a superuser's hand."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import connection

from audit import services as audit


@dataclass(frozen=True)
class Somebody:
    pk: int
    full_name: str


@pytest.fixture
def noon():
    """12:00 in Beijing on 24 November 2026."""
    return datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.fixture
def li():
    return Somebody(7, "李文")


@pytest.fixture
def wang():
    return Somebody(8, "王芳")


@pytest.fixture
def write(db, li, noon):
    """Append n entries to a chain."""

    def append(chain, n=1, **more):
        given = {"verb": "page.viewed", "facts": {"page": "保密审查工作台"}, "by": li, "at": noon} | more
        for _ in range(n):
            audit.record(chain=chain, **given)

    return append


@pytest.fixture
def tamper(db):
    """Run SQL as a superuser who switched the triggers off."""

    @contextmanager
    def triggers_off():
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate; set session_replication_role = replica")
            yield cursor
            cursor.execute("set session_replication_role = default")

    def run(sql, params=()):
        with triggers_off() as cursor:
            cursor.execute(sql, params)
            return cursor.rowcount

    return run


@pytest.fixture
def alter(tamper):
    """Set a column of a table to an SQL expression, as that superuser; both come from the test itself."""

    def run(table, column, value, where, *params):
        return tamper(f"update {table} set {column} = {value} where {where}", params)  # noqa: S608

    return run
