"""公开缺口 on screen and as a workbook: what an outsider would count, and no title for whoever may not know it."""

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from accounts.models import User
from accounts.roles import Role
from documents.models import CatalogueItem
from documents.selectors import whole
from portal import services as portal
from portal.facts import PublicItem
from portal.models import PublishedDocument
from publication.gaps import selectors
from publication.gaps.computing import Kind
from publication.gaps.selectors import Scope
from tests.people import make_office, make_person
from tests.publication.build import NOON, OTHER, change

TITLE = "教育部办公厅关于内部事项的通知"
URL = "/publication/gaps/"


def item(serial, *, letters="国函", year=2020, origin="register", **fields):
    number = f"{letters}〔{year}〕{serial}号"
    named = {"index": f"R/{letters.encode().hex()}-{year}-{serial}", "title": f"关于{number}的批复", "origin": origin}
    parts = {"number_text": number, "code_letters": letters, "number_year": year, "number_serial": serial}
    return PublicItem(**(named | parts | {"published_on": NOON.date(), "published_at": NOON} | fields))


def register(*items):
    portal.apply_register(items=items, at=NOON)


def browser(role, office=None):
    client = Client()
    client.force_login(make_person(f"clerk{User.objects.count()}", role, office=office))
    return client


def withheld(world):
    """Return an issued document that is not to be public."""
    document = world.draft(title=TITLE)
    decision = document.decision
    decision.pk, decision.serial, decision.attribute, decision.ground = None, 2, "withheld", "internal_affairs"
    decision.reason, decision.sm3 = "内部事务", OTHER
    decision.save(force_insert=True)
    change(document, decision_id=decision.pk)
    return world.issue(whole(document.pk))


def outsider(letters, year):
    """Return what a researcher counts who reads only the numbers on the portal's lists, page by page."""
    seen, client, page = set(), Client(), 1
    while True:
        text = client.get(reverse("portal:list"), {"page": page}).content.decode()
        seen |= {int(each) for each in re.findall(rf"{letters}〔{year}〕(\d+)号", text)}
        if 'rel="next"' not in text:
            break
        page += 1
    return len(set(range(1, max(seen, default=0) + 1)) - seen)


@pytest.mark.rule(21)
def test_public_withheld_and_overdue_numbers_are_told_apart(world):
    world.published()
    withheld(world)
    late = world.issued()
    change(late, issued_on="2026-03-02")
    found = browser(Role.OFFICE_SECRETARY, office=world.general).get(URL, {"series": "教办厅", "year": 2026})

    assert [(row["number"], row["kind"].label) for row in found.context["page"]] == [
        ("教办厅〔2026〕2号", "不予公开"), ("教办厅〔2026〕3号", "超期未公开"),
    ]  # fmt: skip
    assert (found.context["single"]["public"], found.context["single"]["visible"]) == (1, 0)


@pytest.mark.rule(21)
@pytest.mark.rule(22)
def test_a_number_is_overdue_by_the_clock_of_its_own_document(world):
    again, budget = world.issued(), world.issued()
    change(again, issued_on="2026-03-02", next_review_on="2027-03-02", limit_from="2026-11-20")
    change(budget, limit_from="2026-11-01", catalogue_item_id=CatalogueItem.objects.get(code="budget").pk)

    (found,) = selectors.gaps(Scope(), NOON.date())

    assert [(gap.serial, gap.kind) for gap in found.gaps()] == [(1, Kind.PENDING), (2, Kind.OVERDUE)]


def test_the_visible_gap_is_what_an_outsider_counts_on_the_lists(world):
    world.published()
    register(*(item(serial) for serial in (1, 2, 5, 9)), *(item(serial, year=2019) for serial in (2, 3)))
    rows = browser(Role.DISCLOSURE_OFFICER, office=world.general).get(URL, {"year": "all"}).context["rows"]

    assert {(row["letters"], row["year"]): row["visible"] for row in rows} == {
        ("教办厅", 2026): 0, ("国函", 2020): outsider("国函", 2020), ("国函", 2019): outsider("国函", 2019),
    }  # fmt: skip
    assert outsider("国函", 2020) == 5 and outsider("国函", 2019) == 1


LETTERS = st.sampled_from(["国函", "教办厅"])
ROWS = st.dictionaries(
    st.tuples(LETTERS, st.sampled_from([2019, 2020]), st.integers(1, 9)),
    st.sampled_from(["live", "gone", "both"]),
    max_size=12,
)


@pytest.fixture
def tables(db):
    """The tables of one test, which each example empties."""


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_whatever_is_on_the_portal_the_visible_gap_is_the_outsiders_figure(tables, rows):
    PublishedDocument.objects.all().delete()
    items = []
    for number, (letters, year, serial) in enumerate(rows):
        state = rows[letters, year, serial]
        ended = {"state": "retracted", "ended_at": NOON, "ended_kind": "内容有误", "explanation": "撤下"}
        items += [item(serial, letters=letters, year=year, index=f"A/{number}")] * (state != "gone")
        items += [item(serial, letters=letters, year=year, index=f"B/{number}", **ended)] * (state != "live")
    register(*items)

    seen = {}
    for text in PublishedDocument.objects.live().values_list("number_text", flat=True):
        letters, year, serial = re.fullmatch(r"(.+)〔(\d+)〕(\d+)号", text).groups()
        seen.setdefault((letters, int(year)), set()).add(int(serial))
    reported = {(e.series.letters, e.series.year): e.visible for e in selectors.gaps(Scope(), NOON.date())}

    assert {key: reported[key] for key in seen} == {key: max(s) - len(s) for key, s in seen.items()}
    assert all(reported[key] == 0 for key in reported.keys() - seen.keys())


def test_a_series_of_which_nothing_but_re_posted_documents_is_held_is_left_out(db):
    source = {"source_name": "中国政府网", "source_url": "https://www.gov.cn/1"}
    portal.apply(item=item(5, letters="国办发", origin="repost", **source), at=NOON)

    assert selectors.gaps(Scope(), NOON.date()) == [] and selectors.series_known() == []


def test_the_title_of_a_withheld_document_is_shown_to_nobody_outside_its_circle(world):
    withheld(world)
    elsewhere = make_office("另一机关")
    asked = {"series": "教办厅", "year": 2026}
    near, far = browser(Role.OFFICE_SECRETARY, office=world.general), browser(Role.OFFICE_SECRETARY, office=elsewhere)

    assert TITLE in near.get(URL, asked).content.decode()
    page, book = far.get(URL, asked), far.get(URL + "export/", asked)
    assert TITLE not in page.content.decode() and "教办厅〔2026〕1号" in page.content.decode()
    cells = [cell for sheet in load_workbook(BytesIO(book.content)) for row in sheet.values for cell in row]
    assert "教办厅〔2026〕1号" in cells and "不予公开" in cells and TITLE not in cells


def test_the_workbook_has_the_figures_of_the_page(world):
    world.published()
    register(*(item(serial) for serial in (1, 4)))
    client = browser(Role.DISCLOSURE_OFFICER, office=world.general)
    rows = client.get(URL, {"year": "all"}).context["rows"]
    figures, numbers = load_workbook(BytesIO(client.get(URL + "export/", {"year": "all"}).content))

    assert [(row[0], row[1], row[2], row[3], row[-1]) for row in list(figures.values)[1:]] == [
        (row["letters"], row["year"], row["last"], row["public"], row["visible"]) for row in rows
    ]
    assert [row[0] for row in list(numbers.values)[1:]] == ["国函〔2020〕2号", "国函〔2020〕3号"]


def test_the_newest_year_is_shown_unless_another_is_asked_for(db):
    register(item(1, year=2019), item(1, year=2020))
    client = browser(Role.OFFICE_SECRETARY)

    assert [row["year"] for row in client.get(URL).context["rows"]] == [2020]
    assert [row["year"] for row in client.get(URL, {"year": "2019"}).context["rows"]] == [2019]


@pytest.mark.parametrize("query", ["year=x&series=%00&kind=none", "page=-1&series=国函&year=2020", "year=99999999999"])
def test_a_strange_address_is_mended(db, query):
    register(item(1), item(3))

    assert browser(Role.OFFICE_SECRETARY).get(f"{URL}?{query}").status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_numbers(world):
    client = browser(Role.OFFICE_SECRETARY, office=world.general)
    client.get(URL)

    def queries():
        with CaptureQueriesContext(connection) as counted:
            client.get(URL, {"series": "国函", "year": 2020})
        return len(counted)

    register(item(3))
    few = queries()
    register(*(item(serial) for serial in range(4, 90, 2)))
    assert queries() == few


def test_the_series_of_a_body_that_leads_is_not_taken_for_an_own_one(world):
    world.published()
    lead = {"letters": "财教", "origin": "joint", "source_url": "https://www.mof.gov.cn/x"}
    portal.apply(item=item(9, **lead), at=NOON)

    letters = {entry.series.letters for entry in selectors.gaps(Scope(), NOON.date())}

    assert letters == {series.letters for series in selectors.series_known()} == {"教办厅"}
