"""Several people at the same moment, each on a connection of their own; rows that the test holds meanwhile."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

from django.db import connection, connections

from common.errors import DomainError
from tests.polling import until

WAITING = """
select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
"""
OTHERS = """
select count(*) from pg_stat_activity
where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
"""
Act = Callable[[], Any]
Rows = tuple[Any, ...]  # a statement that locks them, and its values


def outcome(act: Act) -> Any:
    """Return what the act returns or the refusal that it meets; any other error is the test's end."""
    try:
        return act()
    except DomainError as refusal:
        return refusal
    finally:
        connections.close_all()


def at_once(*acts: Act) -> list[Any]:
    """Let all acts start at the same moment; return their outcomes in the order of the acts."""
    start = Barrier(len(acts))

    def begin(act: Act) -> Any:
        start.wait()
        return outcome(act)

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(begin, acts))


def in_turn(rows: Rows, *acts: Act) -> list[Any]:
    """Hold the rows until all acts wait in the order given, let them go, and return their outcomes."""
    with ThreadPoolExecutor(len(acts)) as pool:
        with held(*rows):
            running = []
            for act in acts:
                running.append(pool.submit(outcome, act))
                until(lambda: waiting() == len(running), "the act to meet the held rows")
        return [each.result() for each in running]


@contextmanager
def held(statement: str, *values: Any) -> Iterator[None]:
    """Hold the locks that the statement takes while the block runs."""
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute(statement, values)
        yield
    finally:
        other.rollback()
        other.close()


def waiting() -> int:
    """Return how many others wait for a lock."""
    return _count(WAITING)


def alone() -> bool:
    """Test if nobody else is connected: whoever died has lost all locks."""
    return _count(OTHERS) == 0


def _count(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0])
