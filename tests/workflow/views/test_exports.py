"""Board and register as files: what the page shows, safe to open, on record."""

import csv
from io import BytesIO, StringIO

from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from audit.models import Entry
from common.sheets import EXCEL
from documents.models import Document
from review.choices import Desk


def lines(answer):
    """Return the rows of a CSV answer, each by its headings."""
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def workbook(answer):
    """Return the workbook of an answer that came piece by piece."""
    assert answer.streaming and answer["Content-Type"] == EXCEL
    return load_workbook(BytesIO(b"".join(answer.streaming_content)))


def test_the_board_is_given_out_as_it_is_filtered_and_that_is_on_record(road, browser):
    for urgency in ("urgent", "normal"):
        road.submit(road.draft(urgency=urgency))
    secretary = browser("mishu1")

    (row,) = lines(secretary.get("/board/export/csv/?urgency=urgent"))
    book = workbook(secretary.get("/board/export/xlsx/?urgency=urgent&q=通知"))

    sheet = list(book.active.values)
    assert (book.active.auto_filter.ref, book.active.print_title_rows) == ("A1:N2", "$1:$1")
    assert (row["紧急程度"], row["现环节"], row["停留（工作日）"]) == ("加急", "核稿", "0")
    assert [tuple(row), tuple(row.values())] == [
        tuple("" if cell is None else str(cell) for cell in line) for line in sheet
    ]
    notes = Entry.objects.filter(verb="list.exported").order_by("id")
    assert [(note.facts["form"], note.facts["query"]) for note in notes] == [
        ("csv", "urgency=urgent"),
        ("xlsx", "urgency=urgent&q=*"),  # not what was typed
    ]


def test_no_cell_is_a_formula(road, browser):
    document, secretary = road.draft(), browser("mishu1")
    road.submit(document)

    for title in ("=1+1", "+1", "-1", "@sum(a1)"):
        Document.objects.filter(pk=document.pk).update(title=title)
        (row,) = lines(secretary.get("/board/export/csv/"))
        cell = workbook(secretary.get("/board/export/xlsx/")).active["A2"]

        assert row["标题"] == f"'{title}"
        assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", title, True)


def test_the_register_is_given_out_with_what_it_shows(road, browser):
    document = road.draft()
    road.submit(document)
    document = road.walk(document, until=Desk.RELEASE)

    (row,) = lines(browser("qianfa1").get("/register/export/csv/"))

    assert (row["发文字号"], row["标题"], row["公开属性"]) == (document.number_text, document.title, "主动公开")
    assert browser("mishu1").get("/register/export/pdf/").status_code == 404


def test_an_export_takes_the_same_queries_for_1_and_6_rows(road, browser):
    secretary = browser("mishu1")

    def queries():
        with CaptureQueriesContext(connection) as seen:
            answer = secretary.get("/board/export/csv/")
            assert len(lines(answer)) == Document.objects.count()
        return len(seen)

    road.submit(road.draft())
    queries()
    before = queries()
    for _ in range(5):
        road.submit(road.draft())

    assert queries() == before
