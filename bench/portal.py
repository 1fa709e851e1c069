"""The portal over very many documents: each page against the best single query over an index, in one run.

The last part of `python -m bench --portal 1000000`; the documents are made by PostgreSQL from invented phrases.
"""

import random
import statistics
import time
from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from common.scratch import scratch_database
from portal import keeping, words
from portal.models import PublishedDocument

BATCH = 20_000
PHRASES = [
    "为了做好有关工作", "现将有关事项通知如下", "请认真贯彻执行", "加强组织领导", "完善工作机制", "落实主体责任",
    "推进义务教育优质均衡发展", "规范招生入学工作", "做好学生体质健康管理", "加强校园食品安全", "深化职业教育改革",
    "支持高等学校科技创新", "提高教师队伍素质", "保障农村学校经费", "开展专项督导检查", "公布检查结果", "接受社会监督",
    "按照国务院部署", "结合本地实际", "制定实施方案", "明确时间进度", "报送工作总结", "建立长效机制", "优化营商环境",
    "简化办事程序", "推行网上办理", "公开服务指南", "加大财政投入", "强化资金监管", "严肃追责问责", "及时回应关切",
    "组织专家论证", "广泛听取意见", "开展风险评估", "依法履行职责", "维护公共利益", "促进就业创业", "扩大有效投资",
    "防范化解风险", "保护生态环境", "改善人居环境", "振兴乡村产业", "发展数字经济", "培育新质生产力", "健全社会保障",
    "完善应急预案", "提升治理能力", "加强队伍建设", "严格考核评价", "总结推广经验",
]  # fmt: skip
BODIES = ["教育部", "教育部办公厅", "财政部", "国家发展改革委", "人力资源社会保障部", "市场监管总局", "国务院办公厅"]
GENRES = ["通知", "通知", "通知", "意见", "函", "公告", "批复", "通报"]
STAGES = ["decision", "execution", "administration", "service", "result"]


def documents(count: int) -> None:
    """Fill the tables with so many documents over twenty years; the index of the search is built afterwards."""
    unguard()
    with connection.cursor() as cursor:
        cursor.execute("drop index search_entry_tokens")
    for start in range(0, count, BATCH):
        make(start, min(BATCH, count - start), count)
        print(f"  已造 {min(start + BATCH, count):,} 件", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("set maintenance_work_mem = '512MB'")
        cursor.execute(
            "create index search_entry_tokens on portal_searchentry using gin (vector) with (fastupdate=off)"
        )
        cursor.execute("vacuum analyze portal_publisheddocument")
        cursor.execute("vacuum analyze portal_searchentry")
        cursor.execute("vacuum analyze portal_monthcount")


def unguard() -> None:
    """Let documents be there that no release stands behind."""
    with connection.cursor() as cursor:
        cursor.execute("alter table portal_publisheddocument disable trigger zz_shown_is_released")
        cursor.execute("alter table portal_publisheddocument disable trigger portal_tombstone")


def make(start: int, many: int, count: int) -> None:
    """Make the documents after `start`, with what the search compares; `count` spreads them over the years."""
    with connection.cursor() as cursor:
        cursor.execute(PUBLISHED, {"start": start, "many": many, "all": count} | _lists())
        cursor.execute(ENTRIES, {"start": start, "many": many})


def _lists() -> dict[str, list[str]]:
    return {"phrases": PHRASES, "bodies": BODIES, "genres": GENRES, "stages": STAGES}


PICK = "(%(phrases)s::text[])[1 + (hashtext(k || '.' || {seed}) & 1073741823) %% 50]"
PUBLISHED = f"""
insert into portal_publisheddocument (index, origin, state, title, number_text, code_letters, number_year,
    number_serial, issuing_body, topic, genre, stages, summary, keywords, generated_on, published_on, published_at,
    validity, validity_note, content_sm3, text, corrections, ended_kind, explanation, successor_index,
    successor_url, source_name, source_url, change, changed_at)
select 'B/' || k, 'release', 'live', body || '关于' || one || '、' || two || '的' || genre,
    '教〔' || y || '〕' || k || '号', '教', y, k, body,
    lpad((1 + (hashtext('t' || k) & 1073741823) %% 22)::text, 2, '0'), genre,
    array[(%(stages)s::text[])[1 + k %% 5]], one || '，' || two || '。', '{{}}', at::date, at::date, at,
    case when k %% 20 = 0 then 'repealed' else 'in_force' end, '', '', body_text, '[]', '', '', '', '', '', '', k, at
  from (select k, timestamptz '2006-01-01' + k * interval '20 years' / %(all)s as at,
               extract(year from timestamptz '2006-01-01' + k * interval '20 years' / %(all)s)::int as y,
               (%(bodies)s::text[])[1 + (hashtext('b' || k) & 1073741823) %% 7] as body,
               (%(genres)s::text[])[1 + (hashtext('g' || k) & 1073741823) %% 8] as genre,
               {PICK.format(seed="'one'")} as one, {PICK.format(seed="'two'")} as two,
               (select string_agg({PICK.format(seed="n")} || chr(19968 + (hashtext(k || '-' || n) & 1073741823) %% 3000)
                                  || '，', '') from generate_series(1, 25) n) as body_text
          from generate_series(%(start)s + 1, %(start)s + %(many)s) k) made
"""  # noqa: S608
ENTRIES = """
insert into portal_searchentry (document_id, published_at, text_starts, text_ends, oversized, folded, vector)
select id, published_at, length(title) + length(number_text) + 2,
       length(title) + length(number_text) + 2 + length(text), false, said,
       array_to_tsvector((select array_agg(distinct token) from (
           select substr(line || chr(31), n, 2) as token
             from unnest(string_to_array(said, chr(10))) line, generate_series(1, length(line)) n
           union all select chr(2) || substr(folded_title || chr(31), n, 2)
                       from generate_series(1, length(folded_title)) n
           union all select chr(4) || to_char(published_at at time zone 'Asia/Shanghai', 'YYYYMM')
           union all select chr(4) || to_char(published_at at time zone 'Asia/Shanghai', 'YYYY')
           union all select chr(3) || f.name || ':' || f.value
                       from portal_publisheddocument d, portal_facets(d) f where d.id = made.id and f.name <> 'total'
       ) each))
  from (select id, title, number_text, text, published_at, translate(title, '〔〕', '()') as folded_title,
               translate(concat_ws(chr(10), title, number_text, text, summary), '〔〕，', '(),') as said
          from portal_publisheddocument where change > %(start)s and change <= %(start)s + %(many)s) made
"""


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
    client, keeping.LONGEST = Client(), 0  # no page is kept
    first, deep = run(f"{NEWEST} {ORDER} limit 20"), run(f"{NEWEST} {ORDER} offset 3980 limit 20")
    last = min(200, count // 22 // 21)
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
    return {"page_ms": whole, "database_ms": database, "best_ms": fastest, "queries": made,
            "ratio": database / fastest}  # fmt: skip


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
    texts = list(PublishedDocument.objects.order_by("?").values_list("text", flat=True)[:many])
    asked = {length: [_cut(chance, text, length) for text in texts] for length in (2, 4, 8)}
    found = {f"{length} 字": _search([f"q={each}" for each in said]) for length, said in asked.items()}
    filters = "&topic=11&genre=通知"
    return found | {"4 字加两个条件": _search([f"q={each}{filters}" for each in asked[4]])}


def _cut(chance: random.Random, text: str, length: int) -> str:
    start = chance.randrange(len(text) - length)
    return text[start : start + length].replace("，", "的")


def _search(addresses: list[str]) -> dict[str, float]:
    client, ours, best = Client(), [], []
    for address in addresses:
        said, _, filters = address.removeprefix("q=").partition("&")
        tokens = [words.filter_token(*each.split("=")) for each in filters.split("&") if each]
        wanted = words.question(words.words_of(said), tokens)
        url = f"/portal/documents/?{address}"
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


def portal(count: int) -> dict[str, object]:
    """Make a database of so many published documents and measure every page of the portal over it."""
    with scratch_database("bench_portal"):
        call_command("migrate", verbosity=0)
        print(f"正在造 {count:,} 件已公开公文……", flush=True)
        documents(count)
        with connection.cursor() as cursor:
            cursor.execute("select pg_total_relation_size('portal_searchentry') / 1048576,"
                           " pg_relation_size('search_entry_tokens') / 1048576")  # fmt: skip
            table, index = cursor.fetchone()
        return {"documents": count, "entries_mib": table, "index_mib": index, "pages": pages(f"B/{count // 2}", count),
                "searches": searches(30)}  # fmt: skip
