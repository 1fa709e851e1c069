"""工作日历: pasted, previewed, confirmed; nothing is entered that was not seen first."""

import pytest
from django.urls import reverse

from audit.models import Entry
from deadlines import selectors
from deadlines.models import CalendarYear, RegionalHoliday

ENTER = "/calendar/enter/"
NOTICE = (
    "国务院办公厅关于2027年部分节假日安排的通知\n一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n"
    "二、春节：2月5日（周五）至12日（周五）放假调休，共8天。1月30日（周六）上班。"
)


@pytest.fixture(autouse=True)
def fresh_calendar():
    selectors.forget()
    yield
    selectors.forget()


@pytest.fixture
def admin(client, road):
    client.force_login(road.who["xitong1"])
    return client


def seen(answer):
    return answer.context["form"].initial["seen"]


def test_a_notice_is_entered_after_its_preview_was_confirmed(admin):
    shown = admin.post(ENTER, {"text": NOTICE, "act": "look"})
    page = shown.content.decode()
    assert "没有清明、劳动节、端午、中秋、国庆的安排" in page
    assert "预览（尚未录入）" in page and "2027-01-30（改为上班）" in page and "未办结事项中" in page
    assert not CalendarYear.objects.filter(year=2027).exists()

    answer = admin.post(ENTER, {"text": NOTICE, "act": "enter", "seen": seen(shown)}, follow=True)

    assert "已录入2027年放假安排" in answer.content.decode()
    assert CalendarYear.objects.get(year=2027).status == "official"
    entry = Entry.objects.get(verb="calendar.imported")
    assert (entry.facts["year"], entry.by_name) == (2027, "江一鸣")


@pytest.mark.parametrize("mark", ["", "0:0", "x", "23:" + "0" * 64])
def test_nothing_is_entered_that_was_not_previewed(admin, mark):
    answer = admin.post(ENTER, {"text": NOTICE, "act": "enter", "seen": mark})

    assert "预览（尚未录入）" in answer.content.decode()
    assert not CalendarYear.objects.filter(year=2027).exists()


def test_a_text_that_was_changed_after_the_preview_is_previewed_again(admin):
    shown = admin.post(ENTER, {"text": NOTICE, "act": "look"})

    admin.post(ENTER, {"text": NOTICE.replace("8天", "8天 "), "act": "enter", "seen": seen(shown)})

    assert not CalendarYear.objects.filter(year=2027).exists()


def test_a_calendar_that_was_changed_meanwhile_is_previewed_again(admin):
    shown = admin.post(ENTER, {"text": NOTICE, "act": "look"})
    CalendarYear.objects.filter(year=2026).update(version=2)

    answer = admin.post(ENTER, {"text": NOTICE, "act": "enter", "seen": seen(shown)})

    assert answer.status_code == 409 and "请重新预览" in answer.content.decode()
    assert not CalendarYear.objects.filter(year=2027).exists()


def test_a_line_that_is_not_understood_is_named_and_the_text_stays(admin):
    answer = admin.post(ENTER, {"text": NOTICE.replace("周五", "周四", 1), "act": "look"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "第 2 行" in page and "2027年1月1日不是周四" in page and "春节：2月5日" in page
    assert admin.post(ENTER, {"text": "", "act": "look"}).status_code == 422


def test_a_region_s_days_are_entered_and_ended(admin, road):
    data = {"office": road.office("教育部").pk, "name": "古尔邦节", "first": "2027-05-17", "last": "2027-05-17"}
    wrong = admin.post("/calendar/regional/new/", data | {"arrangement": "off", "basis": " "})
    assert wrong.status_code == 422 and "古尔邦节" in wrong.content.decode()
    backwards = data | {"arrangement": "off", "basis": "通知", "last": "2027-05-16"}
    assert admin.post("/calendar/regional/new/", backwards).status_code == 422

    admin.post("/calendar/regional/new/", data | {"arrangement": "off", "basis": "自治区人民政府办公厅通知"})
    row = RegionalHoliday.objects.get()
    assert "古尔邦节" in admin.get("/calendar/").content.decode()
    admin.post(reverse("workflow:regional_end", args=[row.pk]))

    row.refresh_from_db()
    assert row.ended_by == road.who["xitong1"]
    assert admin.post(reverse("workflow:regional_end", args=[row.pk])).status_code == 404
    assert "停用" in admin.get("/calendar/").content.decode()


def test_everybody_reads_the_calendar_and_one_enters_it(client, road):
    client.force_login(road.who["nigao1"])

    assert "已公布" in client.get("/calendar/").content.decode()
    assert client.get(ENTER).status_code == 404
