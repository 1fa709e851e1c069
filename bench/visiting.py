"""One process that visits every page of bench.office in a database that is there, and tells what it took."""

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

from config import database

database.ensure("postgres-bench")
django.setup()

from django.db import connection
from django.test import Client

from accounts.models import User
from bench.office import PAGES, Page

ROUNDS = 40


def measured(page: Page, client: Any) -> dict[str, Any]:
    """Return the times of page, its statements and the best ones in milliseconds, and the number of statements.

    `ratio` compares the shortest time of each statement: other work on the machine only adds.
    """
    status = client.get(page.url).status_code
    assert status == 200, f"{page.url}: {status}"
    whole, inside, best = [], [], []
    for _ in range(ROUNDS):
        taken: list[float] = []
        begun = time.perf_counter()
        with timed(taken):
            client.get(page.url)
        whole.append(time.perf_counter() - begun)
        inside.append(taken)
        best.append([run(each) for each in page.best])
    usual = statistics.mode(map(len, inside))  # a session that is prolonged asks once more
    inside = [each for each in inside if len(each) == usual]
    least = [sum(map(min, zip(*each, strict=True))) for each in (inside, best)]
    found = {"queries": usual, "ratio": least[0] / least[1], "database_ms": 1000 * least[0]}
    found |= {"best_ms": 1000 * least[1], **_spread("page", whole)}
    return found | _spread("database", list(map(sum, inside))) | _spread("best", list(map(sum, best)))


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
    return {f"{name}_p50_ms": 1000 * found[len(found) // 2], f"{name}_p99_ms": 1000 * found[int(len(found) * 0.99)]}


def main(name: str) -> None:
    """Print one JSON object: the pages with their times, and the peak memory of this process."""
    connection.settings_dict["NAME"] = name
    found = {}
    for page in PAGES:
        client = Client()
        client.force_login(User.objects.get(username=page.user), backend="accounts.backends.PersonBackend")
        found[page.name] = measured(page, client)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"pages": found, "peak_mib": peak}))


if __name__ == "__main__":
    main(sys.argv[1])
