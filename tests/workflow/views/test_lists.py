from datetime import timedelta

import pytest
from django.db import connection, transaction

from accounts import services as accounts
from accounts.models import Membership, User
from documents import selectors as documents_of
from documents import services as documents
from documents.models import DocumentNumber, NumberSeries
from outbox.models import Entry
from review.choices import Desk
from tests.counting import queries
from workflow import services as workflow
from workflow.context import IN_BAR
from workflow.models import DeskTask


def rows(response):
    return list(response.context["page"])


def test_what_may_be_claimed_becomes_a_to_do_by_claiming(road, browser):
    document = road.draft()
    road.submit(document)
    task = road.task(document, Desk.DIVISION_CHECK)
    head = browser("chuzhang1")

    before = rows(head.get("/desk/?tab=claimable"))
    answer = head.post(f"/tasks/{task.pk}/claim/", follow=True)

    assert [row["title"] for row in before] == [document.title]
    assert "已签收" in answer.content.decode()
    assert [row["mine"] for row in rows(head.get("/desk/?tab=todo"))] == [True]
    assert rows(head.get("/desk/?tab=claimable")) == []


def test_a_to_do_put_back_can_be_claimed_by_others(road, browser):
    document = road.draft()
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    task = road.task(document, Desk.DISCLOSURE_CHECK)
    browser("gongkai1").post(f"/tasks/{task.pk}/claim/")

    assert rows(browser("gongkai2").get("/desk/?tab=claimable")) == []
    browser("gongkai1").post(f"/tasks/{task.pk}/unclaim/")

    assert len(rows(browser("gongkai2").get("/desk/?tab=claimable"))) == 1


def test_the_number_in_the_navigation_is_the_number_of_to_dos(road, browser):
    for _ in range(3):
        document = road.draft()
        road.submit(document)
        workflow.claim(task_id=road.task(document, Desk.DIVISION_CHECK).pk, by=road.who["chuzhang1"], at=road.tick())

    answer = browser("chuzhang1").get("/desk/?tab=todo")

    (count,) = [count for label, _url, _active, count in answer.context["nav_items"] if label == "我的待办"]
    assert count == len(rows(answer)) == 3


def test_places_that_one_line_does_not_hold_are_folded_and_the_open_one_is_named(road, browser):
    board = browser("mishu1").get("/board/").context
    listings = browser("mishu1").get("/listings/")

    assert len(board["nav"]["shown"]) == IN_BAR and board["nav"]["here"] == ""
    assert [*board["nav"]["shown"], *board["nav"]["folded"]] == list(board["nav_items"])
    assert listings.context["nav"]["here"] == "门户条目" and "更多：门户条目" in listings.content.decode()
    assert not browser("chuzhang1").get("/desk/").context["nav"]["folded"]


def test_whoever_has_no_to_do_is_shown_what_may_be_claimed(road, browser):
    road.submit(road.draft())

    assert browser("chuzhang1").get("/desk/").context["tab"] == "claimable"
    assert browser("chuzhang5").get("/desk/").context["tab"] == "todo"


def test_the_least_time_left_stands_first(road, browser):
    late, soon = road.draft(), road.draft()
    for document in (late, soon):
        road.submit(document)
    day = road.at.date()
    DeskTask.objects.filter(document=late, desk=Desk.DIVISION_CHECK).update(due_on=day + timedelta(days=9))
    DeskTask.objects.filter(document=soon, desk=Desk.DIVISION_CHECK).update(due_on=day - timedelta(days=9))

    found = rows(browser("chuzhang1").get("/desk/?tab=claimable"))

    assert [row["light"].colour for row in found] == ["red", "green"]


def test_a_substitute_sees_for_whom_a_row_is_asked(road, browser):
    day = road.at.date()
    absent, substitute = road.who["chuzhang1"], road.who["chuzhang5"]
    accounts.delegate(to=substitute, starts_on=day, ends_on=day, reason="出差", by=absent, at=road.tick())
    road.submit(road.draft())

    found = rows(browser("chuzhang5").get("/desk/?tab=claimable"))

    assert [row["on_behalf_of"] for row in found] == [road.who["chuzhang1"].full_name]


def test_nobody_is_offered_their_own_work(road, browser):
    Membership.objects.create(user=road.who["nigao1"], group_id=group_of(road.who["gongkai1"]))
    document = road.draft()
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)

    assert rows(browser("nigao1").get("/desk/?tab=claimable")) == []


def group_of(user):
    return user.memberships.get().group_id


def test_a_closed_task_stands_among_what_was_handled(road, browser):
    document = road.draft()
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK, by="chuzhang1")

    found = rows(browser("chuzhang1").get("/desk/?tab=handled"))

    assert [(row["desk"], row["status"]) for row in found] == [("核稿", "in_review")]


def test_a_drafter_finds_the_drafts_and_where_each_lies_now(road, browser):
    road.draft()
    document = road.draft()
    road.submit(document)

    found = rows(browser("nigao1").get("/desk/?tab=drafted"))

    assert [row["desk"] for row in found] == ["核稿", ""]
    assert rows(browser("nigao2").get("/desk/?tab=drafted")) == []


@pytest.mark.parametrize(
    "query",
    [
        "page=99999999999999999999",
        "page=-1",
        "page=x",
        "desk=nowhere",
        "q=%00",
        "q=%27%3B--",
        "tab=%3Cscript%3E",
        "urgency=x",
    ],
)
@pytest.mark.parametrize("address", ["/desk/", "/board/", "/register/"])
def test_a_hostile_address_is_taken_for_no_filter(road, browser, address, query):
    assert browser("mishu1").get(f"{address}?{query}").status_code == 200


def test_a_filter_narrows_the_list(road, browser):
    for title_flags in ({"urgency": "urgent"}, {}):
        road.submit(road.draft(**title_flags))
    head = browser("chuzhang1")

    assert len(rows(head.get("/desk/?tab=claimable"))) == 2
    assert [row["urgency"] for row in rows(head.get("/desk/?tab=claimable&urgency=urgent"))] == ["加急"]
    assert rows(head.get("/desk/?tab=claimable&q=没有这样的标题")) == []


def test_the_board_counts_what_lies_at_each_desk(road, browser):
    for _ in range(2):
        road.submit(road.draft())
    DeskTask.objects.filter(desk=Desk.DIVISION_CHECK).update(due_on=road.at.date() - timedelta(days=7))

    answer = browser("mishu1").get("/board/")

    (column,) = [desk for desk in answer.context["desks"] if desk["count"]]
    assert (column["label"], column["count"], column["overdue"], column["orphan"]) == ("核稿", 2, 2, 0)
    assert answer.context["total"] == len(rows(answer)) == 2


def test_the_board_says_which_office_a_cosign_asks(road, browser):
    document = road.draft(cosign_offices=(road.office("财务司"), road.office("发展规划司")))
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)

    page = browser("mishu1").get("/board/?desk=department_cosign")

    assert {row["desk"] for row in page.context["page"]} == {"会签（财务司）", "会签（规划司）"}


def test_what_nobody_can_take_is_marked_on_the_board(road, browser):
    road.submit(road.draft())
    User.objects.filter(username="chuzhang1").update(is_active=False)

    answer = browser("mishu1").get("/board/?state=stranded")

    assert [row["orphan"] for row in rows(answer)] == [True]
    assert "无人可办" in answer.content.decode()


@pytest.mark.parametrize("how", ["deactivated", "role withdrawn"])
def test_a_task_whose_holder_may_not_act_any_more_is_marked_on_the_board(road, browser, how):
    document = road.draft()
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    task = road.task(document, Desk.DISCLOSURE_CHECK)
    browser("gongkai1").post(f"/tasks/{task.pk}/claim/")
    before = {row["desk"]: row["lost"] for row in browser("mishu1").get("/board/").context["page"]}
    if how == "deactivated":
        User.objects.filter(username="gongkai1").update(is_active=False)
    else:
        Membership.objects.filter(user__username="gongkai1").delete()

    page = browser("mishu1").get("/board/?state=stranded")

    assert not any(before.values())
    assert [(row["desk"], row["lost"]) for row in page.context["page"]] == [("公开属性审核", True)]
    assert "温以宁已不能办理" in page.content.decode()


def test_the_board_shows_what_is_stuck_behind_the_scenes_by_its_code(road, browser):
    Entry.objects.create(kind="workflow.job", key="task:0", payload={"task": 0}, stuck=True, failed_code="PUB-101")

    answer = browser("mishu1").get("/board/")

    assert [each["code"] for each in answer.context["troubles"]] == ["PUB-101"]


def test_the_general_office_gives_a_task_to_an_eligible_person_only(road, browser):
    document = road.draft()
    road.submit(document)
    task = road.task(document, Desk.DIVISION_CHECK)
    secretary = browser("mishu1")

    stranger = secretary.post(f"/tasks/{task.pk}/reassign/", {"person": road.who["chuzhang4"].pk})
    fitting = secretary.post(f"/tasks/{task.pk}/reassign/", {"person": road.who["chuzhang1"].pk})

    assert (stranger.status_code, fitting.status_code) == (422, 302)
    assert DeskTask.objects.get(pk=task.pk).owner == road.who["chuzhang1"]


def test_the_register_shows_void_numbers_with_their_reason_and_names_gaps(road, browser):
    document = issued(road)
    renumber(road, document)

    answer = browser("mishu1").get("/register/")

    assert [row["number"] for row in rows(answer)] == ["教办厅〔2026〕2号", "教办厅〔2026〕1号"]
    assert [row["void_reason"] for row in rows(answer)] == ["", "用错代字"]
    assert answer.context["gaps"] == []


def test_a_missing_number_is_named(road, browser):
    document = issued(road)
    with connection.cursor() as cursor:  # as only a superuser of the database can
        cursor.execute("set constraints all immediate; set session_replication_role = replica")
        DocumentNumber.objects.filter(document=document).update(serial=3)
        cursor.execute("set session_replication_role = default")

    answer = browser("mishu1").get("/register/?year=2026")

    assert answer.context["gaps"] == ["教办厅〔2026〕1号", "教办厅〔2026〕2号"]


def issued(road):
    """Return a document that has its number and waits for its release."""
    document = road.draft()
    road.submit(document)
    return road.walk(document, until=Desk.RELEASE)


def renumber(road, document):
    with transaction.atomic():
        held = documents_of.locked(document.pk)
        series = NumberSeries.objects.get(code="教办厅")
        documents.renumber(document=held, series=series, reason="用错代字", by=road.who["mishu1"], at=road.tick())


def test_lists_of_tasks_take_the_same_queries_for_1_and_25_rows(road, browser):
    road.submit(road.draft())
    clients = {
        "/desk/?tab=claimable": browser("chuzhang1"),
        "/board/": browser("mishu1"),
        "/desk/?tab=drafted": browser("nigao1"),
    }

    def asked():
        return {address: queries(client, address) for address, client in clients.items()}

    before = asked()

    for _ in range(24):
        road.submit(road.draft())

    assert asked() == before
    assert [before[address] for address in clients] == [15, 27, 17]


def test_the_register_takes_the_same_queries_for_1_and_20_rows(road, browser):
    document = issued(road)
    secretary = browser("mishu1")
    before = queries(secretary, "/register/")

    for _ in range(19):
        renumber(road, document)

    assert queries(secretary, "/register/") == before == 15
