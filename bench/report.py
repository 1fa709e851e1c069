"""The figures of a run in words, as the documents quote them."""

from collections.abc import Iterator
from typing import Any


def report(result: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of the table that `make bench` prints."""
    if "step" in result:
        yield from _engines(result)
    for portal in _each(result.get("portal", [])):
        yield from _portal(portal)
    for office in _each(result.get("office", [])):
        yield from _office(office)


def _each(found: Any) -> list[Any]:
    """Return the measurements, one for each size; an earlier version kept one."""
    return found if isinstance(found, list) else [found]


def _engines(result: dict[str, Any]) -> Iterator[str]:
    yield from _step(result["step"])
    yield from _growth(result["growth"])
    memory = result["worker_memory"]
    yield f"后台进程内存峰值：{memory['peak_mib']:.0f} MiB（发布 {memory['released']} 件后）"
    yield from _reading(result["reading"])
    if "reviewing" in result:  # not in the results of an earlier version
        yield from _reviewing(result["reviewing"])
    yield from _paper(result["paper"])
    yield from _scanning(result["scanning"])


def _step(step: dict[str, Any]) -> Iterator[str]:
    yield "\n一个人工环节（签收后办理，一次持久事务）"
    for name in ("明发", "django-viewflow", "psycopg2"):
        yield f"  {name:<16} {step[name]['steps_per_second']:8.0f} 步/秒"
    for name, label in (("ratio_to_viewflow", "与裸 viewflow 之比"), ("ratio_to_psycopg2", "与手写 psycopg2 之比")):
        yield f"  {label}：{_spread(step[name])}"
    counts = "，".join(f"{name} {count:.1f}" for name, count in step["statements_a_step"].items())
    yield f"  每步语句数：{counts}"


def _growth(growth: dict[str, Any]) -> Iterator[str]:
    yield "已办结公文数与每步耗时"
    for size, found in growth.items():
        yield f"  {int(size):>9,} 件  {found['milliseconds']:6.1f} 毫秒  ×{found['ratio']:.2f}"


def _reading(reading: dict[str, Any]) -> Iterator[str]:
    yield "把 30 页的 .docx 读成完整模型（处理器时间）"
    for name in ("明发", "python-docx", "lxml"):
        yield f"  {name:<16} {reading[f'{name}_ms']:8.1f} 毫秒"
    yield f"  与 python-docx 逐段读文本之比：{reading['ratio_to_python-docx']:.2f}"
    yield f"  读 300 页的内存峰值：{reading['peak_mib_300_pages']:.0f} MiB"


def _reviewing(reviewing: dict[str, Any]) -> Iterator[str]:
    pages, letters = reviewing["pages"], reviewing["characters"]
    yield f"{pages} 页（{letters:,} 字，每页一处疑点）的保密审查，服务器用时"
    yield f"  审查工作台 {reviewing['workbench_seconds']:.2f} 秒，办理页 {reviewing['desk_seconds']:.2f} 秒"


def _paper(paper: dict[str, Any]) -> Iterator[str]:
    if not paper:
        yield "PDF：没有安装 LibreOffice，未测"
        return
    warm, cold = paper["warm_seconds"], paper["cold_seconds"]
    yield f"PDF（10 页）：常驻 {warm:.2f} 秒，每件重启 {cold:.2f} 秒，{_spread(paper['ratio'])} 倍"


def _scanning(scanning: dict[str, Any]) -> Iterator[str]:
    yield f"扫描（{scanning['terms']:,} 个词条与全部规则，单核处理器时间；编译 {scanning['compile_seconds']:.2f} 秒）"
    for name, label in (("ordinary", "一般公文，每 2 kB 一处"), ("dense", "疑点密集的语料")):
        found = scanning[name]
        yield (
            f"  {label}：{found['mb_per_second']:.0f} MB/秒，hyperscan 单遍 "
            f"{found['hyperscan_mb_per_second']:.0f} MB/秒，比值 {found['ratio']:.2f}"
        )
    for name, label in (("quality", "第一套"), ("second_quality", "第二套")):
        yield f"  {label}语料"
        for kind, found in scanning[name].items():
            yield f"    {kind}：召回 {found['recall']:.3f}，准确 {found['precision']:.3f}"


def _spread(ratio: dict[str, float]) -> str:
    return f"{ratio['median']:.2f}（{ratio['min']:.2f}–{ratio['max']:.2f}）"


def _portal(portal: dict[str, Any]) -> Iterator[str]:
    yield f"公开门户（{portal['documents']:,} 件；检索表 {portal['entries_mib']} MiB，索引 {portal['index_mib']} MiB）"
    for name, found in portal["pages"].items():
        yield (
            f"  {name:<12} 数据库 {found['database_ms']:6.1f} 毫秒（{found['queries']} 条语句），"
            f"最好的单条索引查询 {found['best_ms']:6.1f} 毫秒，{found['ratio']:.1f} 倍；"
            f"整页 {found['page_ms']:.0f}（p50 {found['p50_ms']:.0f}、p99 {found['p99_ms']:.0f}）毫秒"
        )
    yield from _visits(portal["visits"])
    for name, found in portal["searches"].items():
        yield (
            f"  搜索 {name:<9} p50 {found['p50_ms']:6.1f}、p99 {found['p99_ms']:6.1f} 毫秒；"
            f"单次索引查找 p50 {found['best_p50_ms']:.1f}、p99 {found['best_p99_ms']:.1f} 毫秒，"
            f"{found['ratio_p99']:.1f} 倍"
        )


def _visits(visits: dict[str, Any]) -> Iterator[str]:
    yield f"  来访（网页事先生成，每秒 {visits['prepared_a_second']:.0f} 页；其间不断有新公文公开；服务器用时）"
    for name, found in visits["kinds"].items():
        yield (
            f"    {name:<12} p50 {found['p50_ms']:5.1f}、p99 {found['p99_ms']:5.1f} 毫秒；最好的单条索引查询 p50 "
            f"{found['best_p50_ms']:.1f}、p99 {found['best_p99_ms']:.1f}，p99 之比 {found['ratio_p99']:.1f} 倍；"
            f"{found['kept']:.0%} 不问数据库（{found['visits']} 次）"
        )


def _office(office: dict[str, Any]) -> Iterator[str]:
    yield f"办公侧（{office['documents']:,} 件；网页进程内存峰值 {office['peak_mib']:.0f} MiB）"
    for name, found in office["pages"].items():
        yield (
            f"  {name:<16} 整页 p50 {found['page_p50_ms']:.0f}、p99 {found['page_p99_ms']:.0f} 毫秒（{found['queries']}"
            f" 条语句），页面所示全部数据的手写 SQL p50 {found['best_p50_ms']:.1f}、p99 {found['best_p99_ms']:.1f} 毫秒"
            f"（{found['best_queries']} 条），p99 之比 {found['ratio']:.1f}；只比数据库 {found['database_ms']:.1f} 对"
            f" {found['best_ms']:.1f} 毫秒，{found['database_ratio']:.1f} 倍"
        )
    crowd = office["crowd"]
    yield (
        f"  {crowd['people']} 人同时使用：{crowd['requests']} 次请求，出错 {len(crowd['errors'])} 次，p95 "
        f"{crowd['p95_ms']:.0f} 毫秒，逐页时 {crowd['idle_p95_ms']:.0f} 毫秒，{crowd['ratio']:.1f} 倍；"
        f"网页进程内存峰值 {crowd['web_mib']:.0f} MiB"
    )
