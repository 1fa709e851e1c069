"""工作量, absent people, handing over: figures lead to their list, rows say what became of them."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from accounts import services as accounts
from accounts.models import Absence, User
from common.clock import OFFICE_ZONE
from review.choices import Desk
from tests.counting import queries
from tests.people import make_office
from workflow import services as workflow
from workflow.models import BulkRow, DeskTask


def submitted(road, count=1):
    for _ in range(count):
        road.submit(road.draft())
    return list(DeskTask.objects.filter(desk=Desk.DIVISION_CHECK, finished=None).order_by("pk"))


def figures(answer, name):
    return next(row for row in answer.context.get("rows") or answer.context["page"] if row["name"] == name)


def absent(road, person):
    day = road.at.date()
    Absence.objects.create(
        person=person, kind="trip", starts_on=day, ends_on=day + timedelta(days=2), made_by=person, made_at=road.at
    )


def test_the_figures_of_a_person_lead_to_the_list_behind_them(road, browser):
    head, secretary = road.who["chuzhang1"], browser("mishu1")
    first, second, third = submitted(road, 3)
    road.act(first.document, Desk.DIVISION_CHECK, by="chuzhang1")
    workflow.claim(task_id=second.pk, by=head, at=road.tick())
    DeskTask.objects.filter(pk=second.pk).update(due_on=road.at.date() - timedelta(days=7))

    row = figures(secretary.get("/board/workload/"), head.full_name)

    assert (row["held"], row["asked"], row["overdue"], row["done_short"], row["done_long"]) == (1, 1, 1, 1, 1)
    assert [each["task"] for each in secretary.get(row["url"]).context["page"]] == [second.pk]
    assert third.owner is None
    DeskTask.objects.filter(pk=second.pk).update(due_on=road.at.date(), due_at=road.at)  # 特急
    assert figures(secretary.get("/board/workload/"), head.full_name)["overdue"] == 1
    assert [each["task"] for each in secretary.get(row["url"] + "&state=overdue").context["page"]] == [second.pk]


def test_what_was_done_long_ago_is_not_counted(road, browser):
    (task,) = submitted(road)
    road.act(task.document, Desk.DIVISION_CHECK, by="chuzhang1")
    name, seen = road.who["chuzhang1"].full_name, []
    for days in (0, 7, 30):  # 5 and 20 working days
        road.tick(days=days)
        row = figures(browser("mishu1").get("/board/workload/"), name)
        seen.append((row["done_short"], row["done_long"]))

    assert seen == [(1, 1), (0, 1), (0, 0)]


@pytest.mark.parametrize(
    ("arrived", "said"),
    [
        ("2026-11-20 17:00", "1.0 小时"),  # a Friday; half an hour on it, half an hour on Monday
        ("2026-11-20 08:30", "1.1 个工作日"),
        ("2026-11-21 10:00", "0.5 小时"),
    ],
)
def test_the_average_counts_the_hours_in_which_the_office_works(road, browser, arrived, said):
    (task,) = submitted(road)
    road.act(task.document, Desk.DIVISION_CHECK, by="chuzhang1")
    moments = [datetime.fromisoformat(each).replace(tzinfo=OFFICE_ZONE) for each in (arrived, "2026-11-23 09:00")]
    DeskTask.objects.filter(pk=task.pk).update(created=moments[0], finished=moments[1])

    row = figures(browser("mishu1").get("/board/workload/"), road.who["chuzhang1"].full_name)

    assert row["average"] == said


def test_an_office_has_the_sum_of_its_people_and_counts_a_queue_once(road, browser):
    head, secretary = road.who["chuzhang1"], browser("mishu1")
    submitted(road, 2)
    department = head.office.path.strip("/").split("/")[1]

    below = secretary.get(f"/board/workload/?by=office&office={department}")
    row = figures(below, head.office.label)

    assert row["asked"] == 2
    assert figures(secretary.get("/board/workload/?by=office"), "教育部本级")["url"] == ""
    assert [each["name"] for each in secretary.get(f"/board/workload/{row['people_url']}").context["page"]]


def test_the_workload_takes_the_same_queries_however_much_there_is(road, browser):
    secretary = browser("mishu1")

    addresses = ("/board/workload/", "/board/workload/?by=office", "/board/")
    submitted(road)
    before = [queries(secretary, address) for address in addresses]
    for task in submitted(road, 5):
        workflow.claim(task_id=task.pk, by=road.someone(task), at=road.tick())
    absent(road, road.who["chuzhang1"])

    assert [queries(secretary, address) for address in addresses] == before


def test_who_is_away_is_shown_and_given_work_only_knowingly(road, browser):
    head, secretary = road.who["chuzhang1"], browser("mishu1")
    task, other = submitted(road, 2)
    workflow.claim(task_id=other.pk, by=head, at=road.tick())
    absent(road, head)
    address = f"/tasks/{task.pk}/reassign/"

    page = secretary.get(address).content.decode()
    refused = secretary.post(address, {"person": head.pk})
    done = secretary.post(address, {"person": head.pk, "away_known": "on"})

    assert "【出差至11月25日，未设代办】" in page
    assert (refused.status_code, done.status_code) == (422, 302)
    assert "目前外出" in refused.content.decode() and DeskTask.objects.get(pk=task.pk).owner == head
    assert [row["away"] for row in secretary.get("/board/").context["page"]] == ["出差至11月25日，未设代办"] * 2


def test_a_bulk_act_gives_nobody_work_who_is_away_unless_that_is_known(road, browser):
    head, secretary = road.who["chuzhang1"], browser("mishu1")
    (task,) = submitted(road)
    absent(road, head)
    sent = {"act": "reassign", "task": [task.pk], "person": head.pk}

    secretary.post("/board/act/", sent | {"nonce": uuid4()})
    secretary.post("/board/act/", sent | {"nonce": uuid4(), "away_known": "on"})

    assert list(BulkRow.objects.order_by("pk").values_list("code", flat=True)) == ["WFL-138", ""]


@pytest.fixture
def leaver(road):
    """A disclosure officer who holds two documents and is deactivated; a draft of another."""
    officer = road.who["gongkai1"]
    for _ in range(2):
        document = road.draft()
        road.submit(document)
        road.act(document, Desk.DIVISION_CHECK)
        workflow.claim(task_id=road.task(document, Desk.DISCLOSURE_CHECK).pk, by=officer, at=road.tick())
    accounts.deactivate(user=officer, by=road.who["xitong1"], at=road.tick())
    return officer


def test_what_a_leaver_holds_goes_to_others_row_by_row(road, browser, leaver):
    secretary, heir = browser("mishu1"), road.who["gongkai2"]
    page = secretary.get(f"/board/handover/{leaver.pk}/")
    tasks = [row["task"] for row in page.context["rows"]]

    empty = secretary.post(f"/board/handover/{leaver.pk}/", {"people": [heir.pk], "nonce": uuid4()})
    sent = {"people": [heir.pk], "task": tasks[:1], "nonce": uuid4()}
    answer = secretary.post(f"/board/handover/{leaver.pk}/", sent, follow=True)

    assert len(tasks) == 2 and "已停用" in page.content.decode()
    assert {row["able"] for row in page.context["rows"]} == {heir.full_name}
    assert empty.status_code == 422 and "还没有勾选公文" in empty.content.decode()
    assert [(row["state"], row["to"]) for row in answer.context["rows"]] == [("done", heir.full_name)]
    assert DeskTask.objects.get(pk=tasks[0]).owner == heir and DeskTask.objects.get(pk=tasks[1]).owner == leaver


def test_what_is_bound_to_the_drafter_stays_and_says_why(road, browser):
    document = road.draft()
    road.submit(document)
    workflow.withdraw(document_id=document.pk, reason="改正", by=document.drafter, at=road.tick())

    page = browser("mishu1").get(f"/board/handover/{document.drafter_id}/")

    assert [row["desk"] for row in page.context["bound"]] == ["修改"] and page.context["rows"] == []
    assert len(page.context["drafts"]) == 1 and "规则87" in page.content.decode()


def test_nobody_of_another_organ_is_handed_over(road, browser):
    stranger = User.objects.create_user("waiji", full_name="外机", office=make_office("财政部"))

    assert browser("mishu1").get(f"/board/handover/{stranger.pk}/").status_code == 404
