"""督办看板: columns by desk and office, lights, the filter in the address, filters under a name."""

from datetime import date, datetime, timedelta
from itertools import product

import pytest
from django.http import QueryDict

from accounts.models import Office
from common.clock import OFFICE_ZONE
from common.composed import Composed
from deadlines.lights import Colour, light_of
from deadlines.selectors import calendar
from review.choices import Desk
from workflow import boards, selectors
from workflow import services as workflow
from workflow.errors import TooManyFilters
from workflow.forms.lists import BoardFilter
from workflow.models import DeskTask, SavedFilter
from workflow.services.filters import MOST


@pytest.fixture
def lying(road):
    """A document at the division head's desk, one at two co-signing departments."""
    first = road.draft(by="nigao1")
    second = road.draft(by="nigao1", cosign_offices=(road.office("财务司"), road.office("发展规划司")))
    for each in (first, second):
        road.submit(each)
    road.act(second, Desk.DIVISION_CHECK)
    return first, second


def columns(answer):
    return {column["label"]: column["count"] for column in answer.context["desks"] if column["count"]}


def titles(answer):
    return [row["task"] for row in answer.context["page"]]


def test_the_board_goes_down_the_tree_of_the_offices_one_level_at_a_time(road, browser, lying):
    secretary, drafting = browser("mishu1"), road.who["nigao1"].office
    department = Office.objects.get(pk=drafting.parent_id)

    top = secretary.get("/board/?by=office")
    (column,) = top.context["desks"]
    below = secretary.get("/board/" + column["url"])
    deeper = secretary.get("/board/" + below.context["desks"][0]["url"])

    assert columns(top) == {department.label: 5} and columns(below) == {drafting.label: 5}
    assert [each["label"] for each in deeper.context["trail"]] == ["教育部", department.label]
    assert columns(deeper) == {f"{drafting.label}本级": 5} and deeper.context["desks"][0]["url"] == ""


def test_a_task_lies_with_the_office_that_is_asked_until_somebody_holds_it(road, browser, lying):
    secretary, finance = browser("mishu1"), road.office("财务司")
    address = f"/board/?by=holding&holding={finance.pk}"

    assert columns(secretary.get("/board/?by=holding"))[finance.label] == 1
    assert [row["desk"] for row in secretary.get(address).context["page"]] == ["会签（财务司）"]
    task = DeskTask.objects.get(office_path=finance.path, finished=None, desk=Desk.DEPARTMENT_COSIGN)
    workflow.claim(task_id=task.pk, by=road.someone(task), at=road.tick())

    assert titles(secretary.get(address)) == [task.pk]


def test_the_columns_count_what_fits_the_filter(road, browser, lying):
    secretary = browser("mishu1")
    DeskTask.objects.filter(document=lying[0], finished=None).update(due_on=road.at.date() - timedelta(days=7))

    overdue = secretary.get("/board/?state=overdue")
    desk = secretary.get("/board/?state=overdue&desk=department_cosign")

    assert columns(overdue) == columns(desk) == {"核稿": 1}
    assert (len(titles(overdue)), len(titles(desk))) == (1, 0)
    assert overdue.context["overdue_total"] == 1


def test_the_board_counts_the_lights_that_its_rows_show(db):
    days = [date(2026, 9, 28) + timedelta(days=ahead) for ahead in range(20)]  # with the long holiday

    for today, due in product(days, days):
        lights = boards.lights_at(datetime(today.year, today.month, today.day, 12, tzinfo=OFFICE_ZONE), calendar())
        colour = light_of(due, today, calendar=calendar()).colour
        assert (due < today, today <= due <= lights.yellow) == (colour == Colour.RED, colour == Colour.YELLOW)


def test_each_condition_is_a_chip_that_goes_alone(road, browser, lying):
    answer = browser("mishu1").get("/board/?desk=division_check&urgency=normal&by=office&page=2&q=通知")

    chips = {chip["label"]: QueryDict(chip["url"][1:]).dict() for chip in answer.context["chips"]}

    whole = {"desk": "division_check", "urgency": "normal", "by": "office", "q": "通知"}
    gone = {"环节": "desk", "紧急程度": "urgency", "查找": "q"}
    assert chips == {label: {k: v for k, v in whole.items() if k != name} for label, name in gone.items()}


def test_a_condition_that_means_nothing_is_named(road, browser):
    offices = boards.offices_of(road.who["mishu1"])

    for query in ("office=999999", "person=0", "desk=nowhere", "state=x", "holding=a"):
        form = BoardFilter(QueryDict(query), offices=offices)
        assert len(form.ignored()) == 1 and form.wanted() == {}
    answer = browser("mishu1").get("/board/?office=999999")

    assert "条件“拟稿单位”已失效" in answer.content.decode() and answer.context["chips"] == []


def test_a_filter_is_kept_under_a_name_and_shared_by_its_owner(road, browser):
    mine, other = browser("mishu1"), browser("mishu2")
    mine.post("/board/filters/", {"name": "超期", "query": "state=overdue&page=3&junk=1"})
    (saved,) = SavedFilter.objects.all()

    assert saved.query == "state=overdue" and not saved.shared
    assert [row["name"] for row in mine.get("/board/?state=overdue").context["saved"] if row["active"]] == ["超期"]
    assert other.get("/board/").context["saved"] == []
    mine.post(f"/board/filters/{saved.pk}/", {"name": "红灯", "shared": "on"})
    (seen,) = other.get("/board/").context["saved"]

    assert (seen["name"], seen["owner"], seen["edit_url"]) == ("红灯", road.who["mishu1"].full_name, "")
    assert other.get(f"/board/filters/{saved.pk}/").status_code == 404
    assert other.post(f"/board/filters/{saved.pk}/delete/").status_code == 404
    mine.post(f"/board/filters/{saved.pk}/delete/")
    assert not SavedFilter.objects.exists()


def test_a_filter_of_the_same_name_gets_the_new_conditions_and_an_empty_one_is_refused(road, browser):
    secretary = browser("mishu1")
    for query in ("state=overdue", "state=near", "junk=1"):
        secretary.post("/board/filters/", {"name": "我的", "query": query})
    answer = secretary.get("/board/")

    assert list(SavedFilter.objects.values_list("name", "query")) == [("我的", "state=near")]
    assert "没有任何筛选条件" in answer.content.decode()


@pytest.mark.rule(12)
def test_words_that_bear_a_mark_are_kept_in_no_filter_however_an_address_writes_them(road, browser):
    query = QueryDict(mutable=True)
    query.update({"q": "机密★1年关于某事", "state": "near"})

    answer = browser("mishu1").post("/board/filters/", {"name": "查", "query": query.urlencode()}, follow=True)

    assert "密级" in "".join(str(each) for each in answer.context["messages"])
    assert not SavedFilter.objects.exists()


def test_a_saved_filter_of_which_a_condition_is_lost_says_so(road, browser):
    secretary = browser("mishu1")
    for name, query in (("单位", "office=99999"), ("环节", "desk=gone"), ("人", "person=99999"), ("好", "state=near")):
        owner = road.who["mishu1"]
        SavedFilter.objects.create(owner=owner, name=name, query=query, changed_at=road.tick())

    broken = {row["name"]: row["broken"] for row in secretary.get("/board/").context["saved"]}
    page = secretary.get(f"/board/filters/{SavedFilter.objects.get(name='单位').pk}/").content.decode()

    assert broken == {"单位": "拟稿单位", "环节": "环节", "人": "办理人", "好": ""}
    assert "条件“拟稿单位”已失效" in page


def test_nobody_keeps_more_filters_than_one_finds_again(road):
    owner = road.who["mishu1"]
    SavedFilter.objects.bulk_create(
        SavedFilter(owner=owner, name=str(n), query="state=near", changed_at=road.at) for n in range(MOST)
    )

    with pytest.raises(TooManyFilters):
        workflow.save_filter(name="又一个", query="state=near", shared=False, by=owner, at=road.at)
    workflow.save_filter(name="0", query="state=overdue", shared=False, by=owner, at=road.at)


def test_every_state_of_the_filter_can_be_asked(road, lying):
    lights, overseen = boards.lights_at(road.at, calendar()), selectors.overseen(road.who["mishu1"])

    found = {state: boards.on_board(overseen, {"state": state}, lights).count() for state, _ in BoardFilter.STATES}

    assert found["unheld"] == overseen.count() > 0
    assert found["stranded"] == found["stuck"] == found["no_limit"] == 0


def test_the_composed_board_gives_what_its_queryset_gives(road, lying):
    who, office = road.who["mishu1"], Office.objects.first()
    lights = boards.lights_at(road.at + timedelta(days=40), calendar())
    composed = Composed(selectors.tasks_issued_by, selectors.organ_to_ask(who))

    for wanted in ({}, {"state": "overdue"}, {"state": "near"}, {"state": "stuck"}, {"holding": office}, {"q": "通知"}):
        plain = boards.on_board(selectors.overseen(who), wanted, lights)
        asked = composed.then(boards.on_board, wanted, boards.LIGHTS, **lights.values)
        assert asked.rows() == list(plain), wanted
    assert composed.then(boards.on_board, {"state": "overdue"}, boards.LIGHTS, **lights.values).rows()


def test_the_longest_conditions_can_be_kept(road, browser):
    query = QueryDict(mutable=True)
    query.update({"q": "字" * 100, "holder": "名" * 50, "state": "stuck", "urgency": "most_urgent"})

    browser("mishu1").post("/board/filters/", {"name": "长" * 40, "query": query.urlencode()})

    assert QueryDict(SavedFilter.objects.get().query).dict() == query.dict()
