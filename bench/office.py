"""The office over very many documents: each page against the best SQL for all that it shows, in one run.

`python -m bench --office 100000`; the documents are those of manage.py populate. The pages are asked in a process of
their own, so that its memory is that of a web process. A page of the table is one line of PAGES; its SQL is in
bench/best.py.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.management import call_command

from bench.best import (
    ASKED,
    LATE,
    LATEST,
    SOONEST,
    Best,
    Who,
    board,
    bounded,
    desk,
    drafts,
    figures,
    free,
    mine,
    register,
    search,
    tasks,
)
from bench.crowd import crowd
from bench.filled import filled


class Page(NamedTuple):
    """One line of the table: name, address, who asks, and the best statements for the same answer."""

    name: str
    url: str
    user: str
    best: Callable[[Who], Best]


def handled(who: Who, order: str = LATEST) -> Best:
    """Return the statements for 我经办的."""
    closed = f"t.closed_by_id = {who.key} and t.desk <> ''"
    return desk(who, bounded("workflow_desktask t", closed)), tasks(closed, order)


LEGAL = "t.desk = 'legality_review'"
OF_2020 = "n.series_id = 1 and n.year = 2020"
PAGES = (
    Page("我的待办", "/desk/?tab=todo", "mishu1", lambda who: (desk(who), tasks(mine(who), inside=ASKED))),
    Page("可签收", "/desk/?tab=claimable", "mishu1", lambda who: (desk(who), tasks(free(who), inside=ASKED))),
    Page("我经办的", "/desk/?tab=handled", "mishu1", handled),
    Page("我经办的第 200 页", "/desk/?tab=handled&page=200", "mishu1",
         lambda who: handled(who, f"{LATEST} offset 4975")),
    Page("我起草的", "/desk/?tab=drafted", "nigao1", drafts),
    Page("督办看板", "/board/", "mishu1", board),
    Page("督办看板第 200 页", "/board/?page=200", "mishu1", lambda who: board(who, order=f"{SOONEST} offset 4975")),
    Page("督办看板，一个环节已超期", "/board/?desk=legality_review&state=overdue", "mishu1",
         lambda who: board(who, LATE, LEGAL)),
    Page("发文登记簿", "/register/", "mishu1", lambda who: register(who, "order by n.id desc limit 25")),
    Page("发文登记簿第 200 页", "/register/?page=200", "mishu1",
         lambda who: register(who, "order by n.id desc limit 25 offset 4975")),
    Page("发文登记簿，代字和年份", "/register/?series=1&year=2020", "mishu1",
         lambda who: register(who, f"where {OF_2020} order by n.id desc limit 25", OF_2020.replace("n.", ""))),
    Page("检索，常见的词", "/oversight/search/?q=通知", "mishu1", lambda who: search(who, "通知")),
    Page("检索，四个字", "/oversight/search/?q=教师队伍", "mishu1", lambda who: search(who, "教师队伍")),
    Page("检索，拟稿人", "/oversight/search/?q=教师队伍", "nigao1", lambda who: search(who, "教师队伍")),
    Page("统计，本月", "/oversight/statistics/", "mishu1", figures),
)  # fmt: skip


def office(count: int, keep: bool) -> dict[str, Any]:
    """Measure every page over a database of so many documents; with `keep` it stays there for the next run."""
    with filled("bench_office", count, fill, keep) as name:
        command = [sys.executable, "-m", "bench.visiting", name]
        out = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        return {"documents": count, "crowd": crowd(), **json.loads(out.stdout.splitlines()[-1])}


def fill(count: int) -> None:
    """Make so many documents, and what the search compares of them."""
    call_command("populate", documents=count)
    call_command("index_documents")
