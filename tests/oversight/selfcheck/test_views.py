import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from common import sheets
from common.sheets import Sheet
from oversight.models import AskedFor, SelfCheck, SelfCheckItem
from tests.oversight.selfcheck.test_services import CONVERT, judge, opened
from tests.oversight.shortly import on_file


def browser_of(road, name):
    client = Client()
    client.force_login(road.who[name], "accounts.backends.PersonBackend")
    return client


@pytest.fixture
def check(road):
    on_file(road)
    return opened(road)


def test_makers_see_their_own_documents_and_others_none(road, check):
    address, item = f"/oversight/selfcheck/{check.pk}/", check.items.get()

    def seen(name):
        return [row["item"] for row in browser_of(road, name).get(address).context["page"]]

    assert seen("nigao1") == seen("chuzhang1") == seen("gongkai1") == seen("mishu1") == [item]
    assert seen("nigao2") == []
    page = f"/oversight/selfcheck/items/{item.pk}/"
    assert browser_of(road, "nigao2").get(page).status_code == 404
    assert browser_of(road, "gongkai1").post(page, {"verdict": "convert", "reason": "可以公开"}).status_code == 404


def test_a_document_that_is_not_public_is_named_to_no_other_drafter_of_its_office(road, check):
    item, colleague = check.items.get(), road.who["nigao2"]
    User.objects.filter(pk=colleague.pk).update(office=item.document.office)
    client = browser_of(road, "nigao2")

    shown = client.get(f"/oversight/selfcheck/{check.pk}/")

    assert list(shown.context["page"]) == []
    assert {url: count for _, url, _, count in shown.context["nav_items"]}["/oversight/selfcheck/"] == 0
    assert client.get(f"/oversight/selfcheck/items/{item.pk}/").status_code == 404


def test_a_refused_verdict_keeps_what_was_typed_and_a_confirmed_one_goes_on_its_way(road, check):
    item, maker, desk = check.items.get(), browser_of(road, "nigao1"), browser_of(road, "gongkai1")
    page = f"/oversight/selfcheck/items/{item.pk}/"

    refused = maker.post(page, {"verdict": "keep", "reason": "内部管理事项"})

    assert refused.status_code == 422
    assert "内部管理事项" in refused.content.decode()
    assert "规则2" in refused.content.decode()
    maker.post(page, {"verdict": "partly", "reason": "遮去姓名后可以公开"})
    assert maker.post(f"{page}confirm/").status_code == 404
    assert desk.get("/oversight/selfcheck/").context["nav_items"]
    desk.post(f"{page}return/", {"back-why": ""})
    item.refresh_from_db()
    assert item.verdict == "partly"
    desk.post(f"{page}confirm/")
    assert road.open_desks(item.document) == ["division_check"]
    shown = desk.get(f"/oversight/selfcheck/{check.pk}/").content.decode()
    assert "办理转公开中" in shown
    desk.post(f"/oversight/selfcheck/{check.pk}/close/")
    assert not SelfCheck.objects.get().is_open
    assert desk.get(f"/oversight/selfcheck/{check.pk}/report.docx").status_code == 200
    assert desk.get(f"/oversight/selfcheck/{check.pk}/report.xlsx").status_code == 200


def test_a_list_of_documents_takes_a_fixed_number_of_queries(road, check):
    client, address = browser_of(road, "gongkai1"), f"/oversight/selfcheck/{check.pk}/"

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    asked()
    first = asked()
    for _ in range(2):
        named = {"attribute": "withheld", "ground": "internal_affairs"}
        SelfCheckItem.objects.create(selfcheck=check, document=road.draft(), **named)
    judge(road, check.items.first(), CONVERT)

    assert asked() == first


def test_what_waits_for_whoever_looks_comes_first(road, check):
    named = {"attribute": "withheld", "ground": "internal_affairs"}
    judged, waiting = check.items.get(), SelfCheckItem.objects.create(selfcheck=check, document=road.draft(), **named)
    judge(road, judged)

    def seen(name):
        page = browser_of(road, name).get(f"/oversight/selfcheck/{check.pk}/").context["page"]
        return [row["item"] for row in page]

    assert seen("nigao1") == [waiting, judged]
    assert seen("gongkai1") == [judged, waiting]


def workbook(*rows):
    data = sheets.write([Sheet("申请", (("发文字号", 20), ("名称", 20), ("申请件数", 10)), rows)])
    return SimpleUploadedFile("申请.xlsx", data)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("", "", 2), "第 2 行须写明"),
        (("教办厅〔2026〕1号", "", "多"), "第 2 行的申请件数"),
        (("", "机密★关于某事的报告", 2), "第 2 行带有密级标志"),
    ],
)
def test_an_unfit_workbook_is_refused_as_a_whole_without_echoing_it(road, row, why):
    client = browser_of(road, "gongkai1")

    answer = client.post("/oversight/selfcheck/asked/", {"year": 2026, "file": workbook(row)})

    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert "机密★" not in answer.content.decode()
    assert not AskedFor.objects.exists()


def test_applications_come_in_by_hand_and_by_workbook(road):
    client = browser_of(road, "gongkai1")

    client.post("/oversight/selfcheck/asked/", {"year": 2026, "title": "招生计划", "count": 4})
    client.post(
        "/oversight/selfcheck/asked/", {"year": 2026, "file": workbook(("", "学校名录", 7), ("", "招生计划", 5))}
    )

    assert dict(AskedFor.objects.values_list("title", "count")) == {"招生计划": 5, "学校名录": 7}
    assert client.post("/oversight/selfcheck/asked/", {"year": 2026}).status_code == 422
    assert client.get("/oversight/selfcheck/asked/?year=x").status_code == 200
