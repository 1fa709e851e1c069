"""The office over very many documents: each page against the best SQL for the same answer, in one run.

`python -m bench --office 100000`; the documents are those of manage.py populate. The pages are asked in a process of
their own, so that its memory is that of a web process. A page of the table is one line of PAGES.
"""

import json
import subprocess
import sys
from typing import Any, NamedTuple

from django.core.management import call_command

from accounts import demo as people
from bench.crowd import crowd
from common import clock
from common.scratch import scratch_database
from documents import demo as numbering
from portal import words

OPEN = "t.finished is null and t.desk <> ''"
ROW = "t.id, t.desk, t.due_on, t.created, d.title, d.number_text, d.urgency, o.name, u.full_name"
JOINED = (
    "workflow_desktask t join documents_document d on d.id = t.document_id"
    " join accounts_office o on o.id = d.office_id join accounts_user u on u.id = d.drafter_id"
)
SOONEST = "order by t.due_on nulls last, t.id limit 25"
LATE = "(t.due_at is null and t.due_on < current_date or t.due_at < now())"
BY_DESK = (
    f"select desk, count(*), min(created), count(*) filter (where {LATE}) from workflow_desktask t"  # noqa: S608
    f" where {OPEN} group by desk"
)
NUMBERED = (
    "select n.id, n.serial, n.year, s.code, d.title, d.issued_on, o.name from documents_documentnumber n"
    " join documents_numberseries s on s.id = n.series_id join documents_document d on d.id = n.document_id"
    " join accounts_office o on o.id = d.office_id"
)
GAPS = (
    "select series_id, year, max(serial), count(*) from documents_documentnumber where year in (0, 2026) group by 1, 2"
)


FIGURES = (
    "select desk, count(*), percentile_cont(0.5) within group (order by finished - created),"
    " percentile_cont(0.9) within group (order by finished - created), count(*) filter (where finished::date <= due_on)"
    " from workflow_desktask where finished >= date_trunc('month', now()) and closed_by_id is not null and desk <> ''"
    " group by 1",
    "select reason, count(*) from review_return where at >= date_trunc('month', now()) group by 1",
    "select c.attribute, c.ground, c.stages, count(*) from documents_documentnumber n join documents_document d on"
    " d.id = n.document_id join documents_disclosuredecision c on c.id = d.decision_id"
    " where n.given_at >= date_trunc('month', now()) group by 1, 2, 3",
    "select date_trunc('month', given_at), count(*) from documents_documentnumber"
    " where given_at >= date_trunc('month', now()) - interval '11 months' group by 1",
    "select date_trunc('month', created), count(*) from workflow_dispatchprocess"
    " where created >= date_trunc('month', now()) - interval '11 months' group by 1",
    "select date_trunc('month', published_at), count(*), count(*) filter (where published_on - d.issued_on <= 28)"
    " from publication_release r join documents_document d on d.id = r.document_id"
    " where published_at >= date_trunc('month', now()) - interval '11 months' and serial = 1 group by 1",
)


def found(word: str) -> str:
    """Return the statement for the newest documents that bear the word."""
    return (
        "select distinct document_id from oversight_searchpassage"  # noqa: S608
        f" where vector @@ $q${words.question([word])}$q$::tsquery"
        f" and strpos(folded, '{word}') > 0 order by 1 desc limit 26"
    )


class Page(NamedTuple):
    """One line of the table: name, address, who asks, and the best statements for the same answer."""

    name: str
    url: str
    user: str
    best: tuple[str, ...]


def tasks(where: str, order: str = SOONEST) -> str:
    """Return the statement for one page of tasks."""
    return f"select {ROW} from {JOINED} where {where} {order}"  # noqa: S608


def mine(user: str) -> str:
    """Return the condition on the open tasks that the person holds."""
    return f"t.owner_id = (select id from accounts_user where username = '{user}') and t.finished is null"  # noqa: S608


ASKED = f"t.role = 'office_secretary' and t.office_path = '/1/' and {OPEN} and t.owner_id is null"
CLOSED = "t.closed_by_id = (select id from accounts_user where username = 'mishu1') and t.desk <> ''"
DRAFTED = "d.drafter_id = (select id from accounts_user where username = 'nigao1')"
PAGES = (
    Page("我的待办", "/desk/?tab=todo", "mishu1", (tasks(mine("mishu1")),)),
    Page("可签收", "/desk/?tab=claimable", "mishu1", (tasks(ASKED),)),
    Page("我经办的", "/desk/?tab=handled", "mishu1", (tasks(CLOSED, "order by t.finished desc limit 25"),)),
    Page("我经办的第 200 页", "/desk/?tab=handled&page=200", "mishu1",
         (tasks(CLOSED, "order by t.finished desc limit 25 offset 4975"),)),
    Page("我起草的", "/desk/?tab=drafted", "nigao1",
         (f"select d.id, d.title, d.status from documents_document d where {DRAFTED} order by d.id desc limit 25",)),  # noqa: S608
    Page("督办看板", "/board/", "mishu1", (tasks(OPEN), BY_DESK)),
    Page("督办看板第 200 页", "/board/?page=200", "mishu1",
         (tasks(OPEN, f"{SOONEST} offset 4975"), BY_DESK)),
    Page("督办看板，一个环节已超期", "/board/?desk=legality_review&state=overdue", "mishu1",
         (tasks(f"t.desk = 'legality_review' and {LATE} and {OPEN}"), BY_DESK)),
    Page("发文登记簿", "/register/", "mishu1", (f"{NUMBERED} order by n.id desc limit 25", GAPS)),
    Page("发文登记簿第 200 页", "/register/?page=200", "mishu1",
         (f"{NUMBERED} order by n.id desc limit 25 offset 4975", GAPS)),
    Page("发文登记簿，代字和年份", "/register/?series=1&year=2020", "mishu1",
         (f"{NUMBERED} where n.series_id = 1 and n.year = 2020 order by n.serial desc limit 25", GAPS)),
    Page("检索，常见的词", "/oversight/search/?q=通知", "mishu1", (found("通知"),)),
    Page("检索，四个字", "/oversight/search/?q=教师队伍", "mishu1", (found("教师队伍"),)),
    Page("检索，拟稿人", "/oversight/search/?q=教师队伍", "nigao1", (found("教师队伍"),)),
    Page("统计，本月", "/oversight/statistics/", "mishu1", FIGURES),
)  # fmt: skip


def office(count: int) -> dict[str, Any]:
    """Make a database of so many documents and measure every page over it."""
    with scratch_database("bench_office") as name:
        call_command("migrate", verbosity=0)
        people.build(at=clock.now())
        numbering.build()
        call_command("populate", documents=count)
        call_command("index_documents")
        command = [sys.executable, "-m", "bench.visiting", name]
        out = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        return {"documents": count, "crowd": crowd(), **json.loads(out.stdout.splitlines()[-1])}
