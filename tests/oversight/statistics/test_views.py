"""统计 and 月报 on screen: who sees which figures, what is behind them, and that a frozen report stays."""

from datetime import date, timedelta
from io import BytesIO

import docx
import pytest
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from audit.models import Entry
from oversight.models import MonthlyReport
from oversight.statistics import services
from oversight.statistics.errors import MonthNotOver
from oversight.statistics.tasks import freeze_last_month
from review.choices import Desk
from tests.counting import queries
from tests.ministry import NOON, run

PAGE, LIST, REPORTS = "/oversight/statistics/", "/oversight/statistics/list/", "/oversight/reports/"
NEXT_MONTH = {"days": 14}
SECRETARY, HEAD = "mishu1", "chuzhang1"


def figures(answer):
    """Return the first number of each line of the page's tables, by table and line."""
    shown = answer.context["tables"]
    return {table["code"]: {line[0]["value"]: line[1]["value"] for line in table["lines"]} for table in shown}


def test_what_was_handed_in_and_done_is_counted_with_the_list_behind_it(road, browser):
    document = road.draft()
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    client = browser(SECRETARY)
    answer = client.get(PAGE)

    assert figures(answer)["totals"]["首次送审"] == 1
    assert figures(answer)["desks"] == {"核稿": 1}
    assert '<th scope="row">核稿</th>' in answer.content.decode()
    assert "months" in answer.context["charts"] and "attributes" not in answer.context["charts"]  # noughts
    address = next(each["url"] for table in answer.context["tables"] for line in table["lines"]
                   for each in line if table["code"] == "desks" and each["url"])  # fmt: skip
    (row,) = client.get(address).context["page"]
    assert (row["document"].pk, row["detail"]) == (document.pk, 0)
    assert document.title in client.get(f"{LIST}?figure=submitted").content.decode()


@pytest.mark.parametrize("month", ["0001-01", "9999-12", "2026-13", "x", "1899-01"])
def test_a_month_outside_the_calendar_is_ignored(road, browser, month):
    address = {"figure": "due", "month": month, "year": "2026", "part": "11"}

    assert browser(SECRETARY).get(LIST, address).context["period"] == "2026年11月"


def test_the_page_costs_the_same_however_much_there_is(road, browser):
    client = browser(SECRETARY)
    document = road.draft()
    road.submit(document)
    few = queries(client, PAGE), queries(client, f"{LIST}?figure=submitted")
    for _ in range(2):
        road.submit(road.draft())

    assert (queries(client, PAGE), queries(client, f"{LIST}?figure=submitted")) == few
    assert few[0] <= 25


def test_a_head_sees_the_own_office_only(road, browser):
    road.submit(road.draft())
    head = browser(HEAD)
    own = road.who["nigao1"].office
    elsewhere = road.office("财务司")

    assert figures(head.get(PAGE))["totals"]["首次送审"] == 1
    assert head.get(PAGE, {"office": elsewhere.pk}).context["filter_form"].office_path() == own.path
    assert head.get(REPORTS).status_code == 404
    assert figures(browser(SECRETARY).get(PAGE, {"office": elsewhere.pk}))["totals"]["首次送审"] == 0


@pytest.mark.parametrize(
    "asked",
    [
        "year=0", "year=99999999999999999999", "part=q9", "begin=2026-13-01&end=x", "begin=2026-12-01&end=2026-01-01",
        "office=0", "office=x'", "trend=7", "begin=0001-01-01&end=9999-12-31", "year=2099&part=12",
    ],
)  # fmt: skip
def test_a_wrong_value_is_ignored(road, browser, asked):
    client = browser(SECRETARY)

    assert client.get(f"{PAGE}?{asked}").status_code == 200
    assert client.get(f"{LIST}?figure=issued&month=2026-99&page=x&{asked}").status_code == 200


@pytest.mark.parametrize("asked", ["", "figure=x", "figure=returned&value=x", "figure=issued&value=1", "figure=desk"])
def test_a_figure_that_is_not_has_no_list(road, browser, asked):
    assert browser(SECRETARY).get(f"{LIST}?{asked}").status_code == 404


def test_the_workbook_holds_the_figures_of_the_page(road, browser):
    road.submit(road.draft())
    client = browser(SECRETARY)
    book = load_workbook(BytesIO(client.get(f"{PAGE}export/").content))

    rows = list(book["办理总量"].iter_rows(values_only=True))
    assert rows[:2] == [("事项", "件数"), ("首次送审", 1)]
    assert book.sheetnames[1:] == [table["title"] for table in client.get(PAGE).context["tables"]]


def test_a_report_is_made_once_and_stays_as_it_was(road, browser):
    road.submit(road.draft())
    road.tick(**NEXT_MONTH)
    freeze_last_month()
    freeze_last_month()
    (report,) = MonthlyReport.objects.all()
    run("update workflow_dispatchprocess set created = created - interval '90 days'")  # what the figures were made of

    totals = next(table for table in report.tables if table["code"] == "totals")
    assert totals["lines"][0] == ["首次送审", 1]
    page = browser(SECRETARY).get(f"{REPORTS}{report.pk}/")
    assert page.context["tables"][0].lines[0].cells == ("首次送审", 1)
    for act in ("update oversight_monthlyreport set reason = 'x'", "delete from oversight_monthlyreport"):
        with pytest.raises(IntegrityError, match="不得修改或删除"), transaction.atomic():
            run(act)


def test_a_correction_is_another_edition_with_its_reason(road, browser):
    road.submit(road.draft())
    road.tick(**NEXT_MONTH)
    client = browser(SECRETARY)
    client.post(f"{REPORTS}freeze/")
    first = MonthlyReport.objects.get()
    address = f"{REPORTS}{first.pk}/correct/"

    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "补录"}).status_code == 302
    assert client.post(address, {"reason": "又补录"}).status_code == 409

    second = MonthlyReport.objects.get(edition=2)
    assert (second.reason, second.made_by.username, MonthlyReport.objects.count()) == ("补录", SECRETARY, 2)
    assert list(Entry.objects.filter(verb__startswith="report.").order_by("pk").values_list("verb", flat=True)) == [
        "report.made", "report.corrected",
    ]  # fmt: skip
    with pytest.raises(IntegrityError, match="逐版递增"), transaction.atomic():
        run("insert into oversight_monthlyreport (organ_id, month, edition, definition, tables, reason, made_by_id,"
            " made_at) select organ_id, month, 9, 1, tables, 'x', made_by_id, made_at from oversight_monthlyreport"
            " where edition = 2")  # fmt: skip


def test_the_files_of_a_report_hold_its_figures(road, browser):
    road.submit(road.draft())
    road.tick(**NEXT_MONTH)
    client = browser(SECRETARY)
    client.post(f"{REPORTS}freeze/")
    report = MonthlyReport.objects.get()

    paper = docx.Document(BytesIO(client.get(f"{REPORTS}{report.pk}/docx/").content))
    book = load_workbook(BytesIO(client.get(f"{REPORTS}{report.pk}/xlsx/").content))
    assert [cell.text for cell in paper.tables[0].rows[1].cells] == ["首次送审", "1"]
    assert any("2026年11月公文办理与公开情况月报" in each.text for each in paper.paragraphs)
    assert next(book["办理总量"].iter_rows(min_row=2, values_only=True)) == ("首次送审", 1)
    assert client.get(f"{REPORTS}{report.pk}/pdf/").status_code == 404


def test_a_month_that_is_not_over_is_not_frozen(road):
    with pytest.raises(MonthNotOver):
        services.freeze_month(organ_id=road.office("教育部").pk, month=date(2026, 11, 1), by=None, at=NOON)
    made, is_new = services.freeze_month(
        organ_id=road.office("教育部").pk, month=date(2026, 11, 1), by=None, at=NOON + timedelta(**NEXT_MONTH)
    )
    assert is_new and made.edition == 1
