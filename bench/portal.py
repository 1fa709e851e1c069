"""The portal over very many documents: each page against the best single query over an index, in one run.

A part of `python -m bench --portal 1000000`; the documents are those of manage.py populate, all of them public.
"""

import random
import statistics
import time
from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.filled import filled
from bench.visits import cut, visits
from common import clock
from portal import generations, keeping, words
from portal.models import PublishedDocument
from workflow.populating.filling import fill


def milliseconds(act: Callable[[], object], rounds: int = 10) -> float:
    """Return the shortest time of the act after one run to warm up: other work on the machine only adds."""
    act()
    found = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        found.append(1000 * (time.perf_counter() - begun))
    return min(found)


def run(statement: str, *values: object) -> Callable[[], object]:
    """Return an act that runs the statement on a connection without Django's layers."""

    def act() -> object:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall()

    return act


COLUMNS = "id, index, title, number_text, generated_on, published_at, issuing_body, genre, validity"
NEWEST = f"select {COLUMNS} from portal_publisheddocument where state = 'live'"  # noqa: S608
ORDER = "order by published_at desc, id desc"
GIN = """
select document_id from portal_searchentry where vector @@ %s::tsquery
 order by published_at desc, document_id desc limit 20
"""


def pages(index: str, count: int) -> dict[str, dict[str, float]]:
    """Return page and best single query, in milliseconds, with the number of queries of the page."""
    client, keeping.LONGEST = Client(), 0  # no page is kept; none looks for changes of other machines
    first, deep = run(f"{NEWEST} {ORDER} limit 20"), run(f"{NEWEST} {ORDER} offset 3980 limit 20")
    last = max(1, min(200, count // 22 // 21))
    topic = run(f"{NEWEST} and topic = '11' {ORDER} offset {20 * (last - 1)} limit 20")
    one = run("select d.*, f.data from portal_publisheddocument d left join portal_publishedfile f"
              " on f.document_id = d.id where index = %s", index)  # fmt: skip
    measured = {
        "首页": ("/portal/", first),
        "列表第 1 页": ("/portal/documents/", first),
        "列表第 200 页": ("/portal/documents/?page=200", deep),
        f"主题第 {last} 页": (f"/portal/documents/?topic=11&page={last}", topic),
        "公文页": (f"/portal/documents/{index}", one),
    }
    return {name: _page(client, url, best) for name, (url, best) in measured.items()}


def _page(client: Client, url: str, best: Callable[[], object]) -> dict[str, float]:
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
        made = len(queries)
    database = 1000 * _database_seconds(client, url)
    fastest = milliseconds(best)
    whole = milliseconds(lambda: client.get(url))
    spread = sorted(_seconds(client, url) for _ in range(100))
    return {"page_ms": whole, "p50_ms": spread[50], "p99_ms": spread[98], "database_ms": database,
            "best_ms": fastest, "queries": made, "ratio": database / fastest}  # fmt: skip


def _seconds(client: Client, url: str) -> float:
    begun = time.perf_counter()
    client.get(url)
    return 1000 * (time.perf_counter() - begun)


def _database_seconds(client: Client, url: str, rounds: int = 10) -> float:
    """Return the sum of the shortest times of each statement of the page: other work on the machine only adds."""
    taken = [_statements(client, url) for _ in range(rounds)]
    return sum(min(times) for times in zip(*taken, strict=True))


def _statements(client: Client, url: str) -> list[float]:
    found: list[float] = []

    def timed(execute: Callable[..., object], *rest: object) -> object:
        begun = time.perf_counter()
        try:
            return execute(*rest)
        finally:
            found.append(time.perf_counter() - begun)

    with connection.execute_wrapper(timed):
        client.get(url)
    return found


def searches(many: int) -> dict[str, dict[str, float]]:
    """Return p50 and p99 of searches by their length beside the best single look-up without any comparing."""
    chance = random.Random(2019)
    keeping.LONGEST, keeping.MINUTE = 400, -1  # no page is kept, but what all searches of the same filters share
    texts = list(PublishedDocument.objects.order_by("?").values_list("text", flat=True)[:many])
    asked = {length: [cut(chance, text, length) for text in texts] for length in (2, 4, 8)}
    found = {f"{length} 字": _search([f"q={each}" for each in said]) for length, said in asked.items()}
    filters = "&topic=11&genre=通知"
    return found | {"4 字加两个条件": _search([f"q={each}{filters}" for each in asked[4]])}


def _search(addresses: list[str]) -> dict[str, float]:
    client, ours, best = Client(), [], []
    for address in addresses:
        said, _, filters = address.removeprefix("q=").partition("&")
        tokens = [words.filter_token(*each.split("=")) for each in filters.split("&") if each]
        wanted = words.question(words.words_of(said), tokens)
        url = f"/portal/documents/?{address}"
        client.get(f"/portal/documents/?q=的&{filters}")
        ours.append(_database_seconds(client, url, 3) * 1000)
        best.append(_best(wanted))
    return {"p50_ms": statistics.median(ours), "p99_ms": max(ours), "best_p50_ms": statistics.median(best),
            "best_p99_ms": max(best), "ratio_p50": statistics.median(ours) / statistics.median(best),
            "ratio_p99": max(ours) / max(best)}  # fmt: skip


def _best(wanted: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute("set enable_seqscan = off")
        cursor.execute("set enable_indexscan = off")
    try:
        return milliseconds(run(GIN, wanted), 3)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("reset enable_seqscan")
            cursor.execute("reset enable_indexscan")


def portal(count: int, keep: bool) -> dict[str, object]:
    """Measure every page over a database of so many published documents; with `keep` it stays for the next run."""
    generations.LOOK_SECONDS = 86400
    with filled("bench_portal", count, fill_portal, keep):
        middle = PublishedDocument.objects.order_by("pk")[count // 2].index
        with connection.cursor() as cursor:
            cursor.execute("select pg_total_relation_size('portal_searchentry') / 1048576,"
                           " pg_relation_size('search_entry_tokens') / 1048576")  # fmt: skip
            table, index = cursor.fetchone()
        visited = visits()
        return {"documents": count, "visits": visited, "entries_mib": table, "index_mib": index,
                "pages": pages(middle, count), "searches": searches(30)}  # fmt: skip


def fill_portal(count: int) -> None:
    """Make so many published documents."""
    fill(count=count, only_public=True, at=clock.now())
