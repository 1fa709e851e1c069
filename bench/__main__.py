"""make bench: the yardsticks that are built, side by side in one run; ratios hold, absolute figures drift."""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

from config import database

database.ensure("postgres-bench")
django.setup()

from django.core.management import call_command
from django.db import connection

from bench import populate
from bench.engines import HandWritten, Mingfa, Viewflow, statements_of
from bench.office import office
from bench.paper import pdf
from bench.portal import portal
from bench.reading import reading
from bench.report import report
from bench.reviewing import reviewing
from bench.scanning import scanning
from common.scratch import scratch_database

RESULTS = Path(__file__).parent / "results.json"
BYTES_A_DOCUMENT = 80_000  # of a finished one with all its rows and indexes: 63 kB measured, and some room


def use(name: str) -> None:
    """Point the default connection to another database."""
    connection.close()
    connection.settings_dict["NAME"] = name


def per_second(seconds: list[float]) -> float:
    """Return steps per second from the median step."""
    return 1 / statistics.median(seconds)


def steps(rounds: int, documents: int) -> dict[str, object]:
    """Measure one human step of the three engines in turn, round by round."""
    engines = [Mingfa(), Viewflow(), HandWritten()]
    found: dict[str, list[float]] = {engine.name: [] for engine in engines}
    for _ in range(rounds):
        for engine in engines:
            found[engine.name].append(per_second(engine.run(documents).seconds))
    ours = found[Mingfa.name]
    result: dict[str, object] = {
        name: {"steps_per_second": statistics.median(rates), "rounds": rates} for name, rates in found.items()
    }
    result["ratio_to_viewflow"] = _ratio(ours, found[Viewflow.name])
    result["ratio_to_psycopg2"] = _ratio(ours, found[HandWritten.name])
    connection.force_debug_cursor = True
    result["statements_a_step"] = {"明发": statements_of(engines[0]), "django-viewflow": statements_of(engines[1])}
    connection.force_debug_cursor = False
    return result


def _ratio(a: list[float], b: list[float]) -> dict[str, float]:
    pairs = [x / y for x, y in zip(a, b, strict=True)]
    return {"median": statistics.median(pairs), "min": min(pairs), "max": max(pairs)}


def growth(names: dict[int, str], rounds: int, documents: int) -> dict[str, object]:
    """Measure our step over tables of different sizes, the databases taking turns."""
    engines, times = {}, {size: [] for size in names}
    for size, name in names.items():
        use(name)
        engines[size] = Mingfa()
        engines[size].run(1)
    for _ in range(rounds):
        for size, name in names.items():
            use(name)
            times[size].append(statistics.median(engines[size].run(documents).seconds))
    base = times[0]
    return {
        str(size): {
            "milliseconds": 1000 * statistics.median(found),
            "ratio": statistics.median(x / y for x, y in zip(found, base, strict=True)),
        }
        for size, found in times.items()
    }


def check_room(size: int) -> None:
    """Stop in words where the disk has no room for so many finished documents."""
    needed, free = size * BYTES_A_DOCUMENT, shutil.disk_usage(RESULTS.parent).free
    if free < needed:
        sys.exit(f"磁盘空间不足：{size:,} 件已办结公文约需 {needed >> 30} GB，只剩 {free >> 30} GB。")


def prepare(stack: ExitStack, sizes: list[int]) -> dict[int, str]:
    """Make one database for each size; the finished documents are clones of a real one."""
    names = {}
    for size in sizes:
        name = f"bench_{size}"
        stack.enter_context(scratch_database(name))
        call_command("migrate", verbosity=0)
        engine = Mingfa()
        done = engine.road.draft()
        engine.road.submit(done)
        engine.road.walk(done)
        if size:
            check_room(size)
            print(f"正在造 {size} 件已办结公文……", flush=True)
            populate.finished(done, size)
        names[size] = name
    return names


def worker_memory(documents: int) -> dict[str, float]:
    """Return the peak resident memory (MiB) of a process that typesets, checks and releases documents."""
    out = subprocess.run(
        [sys.executable, "-m", "bench.worker", str(documents)], capture_output=True, text=True, check=True
    )
    return json.loads(out.stdout.splitlines()[-1])


def engines(rounds: int, documents: int, sizes: list[int]) -> dict[str, object]:
    """Measure the steps of the flow, on empty and on full tables, and what they need of memory."""
    with ExitStack() as stack:
        names = prepare(stack, sizes)
        use(names[0])
        result: dict[str, object] = {"step": steps(rounds, documents)}
        result["growth"] = growth(names, rounds, documents)
        use(names[0])
        result["worker_memory"] = worker_memory(20)
        result["reviewing"] = reviewing()
    return result


def asked() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--documents", type=int, default=8, help="每轮公文数")
    parser.add_argument("--portal", default="20000", help="门户上的公文数，逗号分隔；1000000 约需 15 GB 磁盘，0 为不测")
    parser.add_argument(
        "--office", default="20000", help="办公侧的公文数，逗号分隔；1000000 约需 33 GB 磁盘和一个多小时，0 为不测"
    )
    parser.add_argument("--keep", action="store_true", help="留下造好的数据库，下次直接测量")
    parser.add_argument(
        "--growth", default="0,100000", help="已办结公文数，逗号分隔；1000000 约需 80 GB 磁盘和半小时以上"
    )
    parser.add_argument("--lists", action="store_true", help="只测门户和办公侧的页面，其余保留上次的结果")
    return parser.parse_args()


def _counts(said: str) -> list[int]:
    return sorted({int(each) for each in said.split(",")} - {0})


def main() -> None:
    """Run, print a table, write bench/results.json."""
    options = asked()
    sizes = [0, *_counts(options.growth)]
    if options.lists:
        result = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    else:
        result = engines(options.rounds, options.documents, sizes)
        result |= {"reading": reading(), "paper": pdf(), "scanning": scanning()}
    result |= {"machine": platform.platform(), "cores": os.cpu_count()}
    for name, measure in (("portal", portal), ("office", office)):
        if counts := _counts(getattr(options, name)):
            result[name] = [measure(count, options.keep) for count in counts]
    RESULTS.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print("\n".join(report(result)))


if __name__ == "__main__":
    main()
