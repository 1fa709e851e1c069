"""延期: asked for before the limit is over, once, and decided by somebody else."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from common.clock import OFFICE_ZONE
from common.errors import NotFound
from deadlines import selectors
from deadlines import services as deadlines
from deadlines.choices import ClockKind, ExtensionState
from deadlines.errors import ExtensionDecided, ExtensionOwn, ExtensionUnfit
from deadlines.models import Extension
from review.choices import Desk, Verdict
from tests.workflow.services.test_consultations import RECEIVED, consult, record, sent
from workflow import services as workflow
from workflow.errors import TaskClosed
from workflow.pages.lights import deadline_url


@pytest.fixture
def task(road):
    """Return the task of the disclosure check (two working days), due on Wednesday."""
    return road.task(sent(road), Desk.DISCLOSURE_CHECK)


def ask(road, task, amount=2, by="gongkai1", at=None):
    given = {"task_id": task.pk, "amount": amount, "reason": "需核实附件", "by": road.who[by]}
    return workflow.ask_more_time(**given, at=at or road.tick())


def decide(road, task, row, *, grants=True, answer="", by="mishu1"):
    given = {"task_id": task.pk, "extension_id": row.pk, "grants": grants, "answer": answer, "by": road.who[by]}
    return workflow.decide_more_time(**given, at=road.tick())


def test_time_that_was_granted_moves_the_deadline_and_one_that_was_refused_does_not(road, task):
    assert task.due_on == date(2026, 11, 25)
    refused = decide(road, task, ask(road, task), grants=False, answer="请按期办理")
    task.refresh_from_db()
    assert (refused.state, task.due_on) == (ExtensionState.REFUSED, date(2026, 11, 25))

    decide(road, task, ask(road, task))
    task.refresh_from_db()

    assert task.due_on == date(2026, 11, 27)
    entries = Entry.objects.filter(chain=f"document:{task.document_id}", verb__startswith="deadline.")
    assert list(entries.order_by("serial").values_list("verb", flat=True)) == [
        "deadline.extension_asked", "deadline.extension_decided",
        "deadline.extension_asked", "deadline.extension_decided", "deadline.moved",
    ]  # fmt: skip


def test_more_time_is_kept_when_the_clock_stands_and_goes_on(road, task):
    decide(road, task, ask(road, task))
    record(road, consult(road, task.document), RECEIVED)
    task.refresh_from_db()

    assert selectors.calendar().working_days_between(date(2026, 11, 23), task.due_on) == 2 + 2 + 15


@pytest.mark.parametrize(("amount", "late"), [(3, False), (2, True), (0, False)])
def test_too_much_or_too_late_is_refused(road, task, amount, late):
    at = road.at + timedelta(days=3) if late else None

    with pytest.raises(ExtensionUnfit):
        ask(road, task, amount, at=at)


def test_it_is_granted_once(road, task):
    row = ask(road, task)
    with pytest.raises(ExtensionUnfit):
        ask(road, task)
    decide(road, task, row)

    with pytest.raises(ExtensionDecided):
        decide(road, task, row, grants=False, answer="不同意")
    with pytest.raises(ExtensionUnfit):
        ask(road, task)


def test_nobody_grants_the_own_request_not_even_by_raw_sql(road, task):
    row = ask(road, task)

    with pytest.raises(ExtensionOwn):
        deadlines.decide_extension(extension_id=row.pk, grants=True, answer="", by=road.who["gongkai1"], at=road.tick())
    for columns in (
        {"state": "granted", "decided_by": road.who["gongkai1"], "decided_at": road.at},
        {"amount": 9},
        {"state": "refused", "decided_by": road.who["mishu1"], "decided_at": road.at},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Extension.objects.filter(pk=row.pk).update(**columns)


def test_whoever_has_no_part_in_it_neither_asks_nor_decides(road, task):
    with pytest.raises(NotFound):
        ask(road, task, by="nigao2")
    row = ask(road, task)
    with pytest.raises(NotFound):
        decide(road, task, row, by="nigao1")


def test_a_task_that_is_done_gets_no_more_time(road, task):
    row = ask(road, task)
    road.act(task.document, Desk.DISCLOSURE_CHECK)

    with pytest.raises(TaskClosed):
        decide(road, task, row)


def test_hours_are_asked_for_where_hours_are_counted(road):
    document = road.draft(urgency="most_urgent")
    road.at = datetime(2026, 11, 27, 8, 29, tzinfo=OFFICE_ZONE)
    road.submit(document)
    task = road.task(document, Desk.DIVISION_CHECK)

    decide(road, task, ask(road, task, 2, by=road.someone(task).username))
    task.refresh_from_db()

    assert task.due_at == datetime(2026, 11, 27, 16, tzinfo=OFFICE_ZONE)


def test_after_the_limit_the_page_offers_no_request_and_says_why(client, road, task):
    client.force_login(road.who["gongkai1"])
    url = deadline_url(task.document_id, ClockKind.DESK, task.pk)
    before = client.get(url).context
    road.tick(days=3)

    after = client.get(url)

    assert before["ask_form"] and not before["too_late"]
    assert after.context["ask_form"] is None and "时限已届满，不能再申请延期" in after.content.decode()
    kept = client.post(url, {"act": "ask", "amount": "1", "reason": "需核实附件"})
    assert kept.status_code == 409 and "需核实附件" in kept.content.decode()


def test_the_page_asks_decides_and_keeps_what_was_typed(client, road, task):
    url = deadline_url(task.document_id, ClockKind.DESK, task.pk)
    client.force_login(road.who["gongkai1"])
    refused = client.post(url, {"act": "ask", "amount": "9", "reason": "需核实附件"})
    assert refused.status_code == 409 and "需核实附件" in refused.content.decode()
    asked = client.post(url, {"act": "ask", "amount": "1", "reason": "需核实附件"}, follow=True)
    assert "已申请延期" in asked.content.decode()
    assert client.post(url, {"act": "other"}).status_code == 404

    client.force_login(road.who["mishu1"])
    assert f"{url}#more" in client.get("/board/").content.decode()
    row = Extension.objects.get()
    silent = client.post(url, {"act": "refuse", "answer": "", "extension": row.pk})
    assert silent.status_code == 422 and "须写明理由" in silent.content.decode()
    page = client.post(url, {"act": "grant", "answer": "同意", "extension": row.pk}, follow=True).content.decode()

    assert "经批准延长1个工作日" in page and "需核实附件" in page
    assert client.post(url, {"act": "grant", "extension": "x"}).status_code == 404


@pytest.mark.rule(12)
def test_the_words_go_when_the_content_must_be_erased(road, task):
    document = task.document
    row = decide(road, task, ask(road, task), answer="同意")
    officer = road.draft()
    road.submit(officer)
    road.act(officer, Desk.DIVISION_CHECK)
    other = ask(road, road.task(officer, Desk.DISCLOSURE_CHECK))

    road.act(officer, Desk.CONFIDENTIALITY_OFFICER, verdict=Verdict.MUST_CLASSIFY, text="属于国家秘密")

    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.reason, row.document_id) == ("需核实附件", document.pk)
    assert (other.reason, other.answer) == ("（已按保密规定清除）", "")
