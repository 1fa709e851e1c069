"""One process that visits every page of bench.office in a database that is there, and tells what it took."""

import json
import math
import os
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

from config import database, memory

database.ensure("postgres-bench")
django.setup()

from django.db import connection
from django.test import Client

from accounts.models import User
from bench.best import Who, who_is
from bench.office import PAGES, Page

ROUNDS, FEWEST, SECONDS = 100, 20, 60.0  # of a page: so many, or as many as fit into so long, but not fewer


def measured(page: Page, client: Any, who: Who) -> dict[str, Any]:
    """Return the times of page, its statements and the best ones in milliseconds, and the number of statements.

    `ratio` compares the slow answers: the page with all of its Python, and the best SQL. `database_ratio` compares the
    shortest time of each statement: other work on the machine only adds.
    """
    statements = page.best(who)
    status = client.get(page.url).status_code
    assert status == 200, f"{page.url}: {status}"
    whole, inside, best = [], [], []
    until = time.monotonic() + SECONDS
    for number in range(ROUNDS):
        if number >= FEWEST and time.monotonic() > until:
            break
        taken: list[float] = []
        begun = time.perf_counter()
        with timed(taken):
            client.get(page.url)
        whole.append(time.perf_counter() - begun)
        inside.append(taken)
        best.append([run(each) for each in statements])
    usual = statistics.mode(map(len, inside))  # a session that is prolonged asks once more
    inside = [each for each in inside if len(each) == usual]
    least = [sum(map(min, zip(*each, strict=True))) for each in (inside, best)]
    found = {"rounds": len(whole), "queries": usual, "best_queries": len(statements)}
    found |= {
        "database_ratio": least[0] / least[1],
        "database_ms": 1000 * least[0],
        "best_ms": 1000 * least[1],
        **_spread("page", whole),
    }
    found |= _spread("database", list(map(sum, inside))) | _spread("best", list(map(sum, best)))
    return found | {"ratio": found["page_p99_ms"] / found["best_p99_ms"]}


def timed(taken: list[float]) -> Any:
    """Return a context in which the time of every statement is noted."""

    def note(execute: Callable[..., object], *rest: object) -> object:
        begun = time.perf_counter()
        try:
            return execute(*rest)
        finally:
            taken.append(time.perf_counter() - begun)

    return connection.execute_wrapper(note)


def run(statement: str) -> float:
    """Return the seconds that the statement takes without Django's layers."""
    with connection.cursor() as cursor:
        begun = time.perf_counter()
        cursor.execute(statement)
        cursor.fetchall()
        return time.perf_counter() - begun


def _spread(name: str, seconds: list[float]) -> dict[str, float]:
    found = sorted(seconds)
    last = math.ceil(len(found) * 0.99) - 1
    return {f"{name}_p50_ms": 1000 * found[len(found) // 2], f"{name}_p99_ms": 1000 * found[last]}


def _peak() -> float:
    """Return the most memory (MiB) that this program held; what getrusage says is also that of whoever started it."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii", errors="replace"))
    return int(found[1]) / 1024 if found else 0.0


def main(name: str) -> None:
    """Print one JSON object: the pages with their times, and the peak memory of this process."""
    memory.settle()
    connection.settings_dict["NAME"] = name
    found = {}
    for page in PAGES:
        client, user = Client(), User.objects.select_related("office").get(username=page.user)
        client.force_login(user, backend="accounts.backends.PersonBackend")
        found[page.name] = measured(page, client, who_is(user))
    print(json.dumps({"pages": found, "peak_mib": _peak()}))


if __name__ == "__main__":
    main(sys.argv[1])
