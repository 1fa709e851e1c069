"""How many statements a page takes."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

VISITS = 3


def queries(client, address, asked=None):
    """Return the least number of statements in three visits.

    Once a minute a process asks anew for what it keeps, and a session is prolonged.
    """
    return min(_visit(client, address, asked) for _ in range(VISITS))


def _visit(client, address, asked):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address, asked).status_code == 200
    return len(seen)
