"""What visitors of the portal wait for: pages prepared as a release does it, while documents are published.

Every kind of page stands beside the best single query over an index, asked at the same moment of the same run.
"""

import random
import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import RequestFactory

from common import clock
from portal import generations, preparing, shelves, words
from portal import services as portal
from portal.bundles.documents import read
from portal.choices import Origin
from portal.models import PublishedDocument
from portal.views import PER_PAGE

SAMPLE = 2_000  # documents that are visited: few often, most seldom (Zipf)
CHANGE = 500  # visits between two publications
KINDS = {"首页": 10, "列表第 1 页": 10, "列表深处": 5, "公文页": 60, "搜索": 15}  # 列表深处: page 200, or the last one
COLUMNS = "id, index, title, number_text, generated_on, published_at, issuing_body, genre, validity"
NEWEST = f"select {COLUMNS} from portal_publisheddocument where state = 'live' order by published_at desc, id desc"  # noqa: S608
DOCUMENT = """
select d.*, f.data from portal_publisheddocument d left join portal_publishedfile f on f.document_id = d.id
 where index = %s
"""
GIN = """
select document_id from portal_searchentry where vector @@ %s::tsquery
 order by published_at desc, document_id desc limit 20
"""
SCANS = "set enable_seqscan = {0}; set enable_indexscan = {0}"


def visits(many: int = 6000) -> dict[str, object]:
    """Return for each kind of page what its visitors wait for, and what the best query took; and the preparing."""
    chance, handler = random.Random(2019), WSGIHandler()
    indexes = list(PublishedDocument.objects.order_by("?").values_list("index", flat=True)[:SAMPLE])
    for name in (shelves.STATE, shelves.DOCUMENTS, shelves.LISTS):
        caches[name].clear()  # of another database
    generations.follow()
    prepared = _prepare(indexes)
    kinds = chance.choices(list(KINDS), list(KINDS.values()), k=many)
    ranks = chance.choices(range(len(indexes)), [1 / (n + 1) for n in range(len(indexes))], k=many)
    texts = list(PublishedDocument.objects.order_by("?").values_list("text", flat=True)[:many])
    deep = min(200, PublishedDocument.objects.live().count() // PER_PAGE)
    seen: dict[str, list[tuple[float, float, int]]] = {kind: [] for kind in KINDS}
    for turn, (kind, rank) in enumerate(zip(kinds, ranks, strict=True)):
        if turn % CHANGE == 0:
            _publish(indexes[rank], turn)
        said = cut(chance, texts[turn % len(texts)], 4)
        url, best = _asked(kind, indexes[rank], said, deep)
        seen[kind].append((*_visit(handler, url), best()))
    return {"kinds": {kind: _figures(found) for kind, found in seen.items()}, **prepared}


def _prepare(indexes: list[str]) -> dict[str, float]:
    """Build the pages that are visited, as manage.py prepare_portal does."""
    addresses = [*preparing.lists(), *preparing.pages_of(indexes)]
    begun = time.perf_counter()
    assert all(map(preparing.build, addresses))
    return {"prepared": len(addresses), "prepared_a_second": len(addresses) / (time.perf_counter() - begun)}


def _publish(like: str, turn: int) -> None:
    """Publish one more document, and let the worker build what it touches."""
    item, at, before = read(like), clock.now(), preparing.newest_change()
    number = {"number_text": f"测〔2026〕{turn}号", "code_letters": "测", "number_year": 2026, "number_serial": turn}
    later = at + timedelta(seconds=turn)
    new = replace(item, index=f"BENCH/{turn}", origin=Origin.REGISTER, published_at=later, relations=(), **number)
    portal.apply(item=new, at=at)
    preparing.prepare_changes(before + 1, preparing.newest_change())


def cut(chance: random.Random, text: str, length: int) -> str:
    """Return so many neighbouring characters of the text, without punctuation."""
    start = chance.randrange(len(text) - length)
    return re.sub(r"[，。、\s]", "的", text[start : start + length])


def _asked(kind: str, index: str, said: str, deep: int) -> tuple[str, Callable[[], float]]:
    """Return the address of a visit, and an act that returns what its best query takes."""
    if kind == "公文页":
        return f"/portal/documents/{index}", lambda: _timed(DOCUMENT, index)
    if kind == "搜索":
        return f"/portal/documents/?q={said}", lambda: _best(words.question(words.words_of(said)))
    if kind == "列表深处":
        rows = f"{NEWEST} offset {PER_PAGE * (deep - 1)} limit {PER_PAGE}"
        return f"/portal/documents/?page={deep}", lambda: _timed(rows)
    url = "/portal/" if kind == "首页" else "/portal/documents/"
    return url, lambda: _timed(f"{NEWEST} limit 20")


def _visit(handler: WSGIHandler, url: str) -> tuple[float, int]:
    """Return the milliseconds of the server for the whole answer, and the number of statements."""
    environ, statements = RequestFactory().get(url).environ, []

    def counted(execute: Callable[..., object], *rest: object) -> object:
        statements.append(rest[0])
        return execute(*rest)

    with connection.execute_wrapper(counted):
        begun = time.perf_counter()
        response = handler(environ, lambda *_: None)
        b"".join(response)
        taken = time.perf_counter() - begun
    assert response.status_code == 200, url
    return 1000 * taken, len(statements)


def _timed(statement: str, *values: object) -> float:
    with connection.cursor() as cursor:
        begun = time.perf_counter()
        cursor.execute(statement, values)
        cursor.fetchall()
        return 1000 * (time.perf_counter() - begun)


def _best(wanted: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute(SCANS.format("off"))
    try:
        return _timed(GIN, wanted)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(SCANS.format("on"))


def _figures(found: list[tuple[float, int, float]]) -> dict[str, float]:
    taken, best = sorted(each[0] for each in found), sorted(each[2] for each in found)
    p99 = len(found) * 99 // 100
    return {
        "visits": len(found),
        "p50_ms": taken[len(found) // 2],
        "p99_ms": taken[p99],
        "best_p50_ms": best[len(found) // 2],
        "best_p99_ms": best[p99],
        "ratio_p99": taken[p99] / best[p99],
        "statements": max(each[1] for each in found),
        "kept": sum(not each[1] for each in found) / len(found),
    }
