"""词库 through its pages: who gets in, what a refusal keeps, and the way of an edition from file to approval."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Entry
from review.choices import Desk
from review.dictionary import sheet
from review.dictionary.selectors import edition_on
from review.models import DictionaryEdition
from review.services import dictionary
from tests.people import make_office
from tests.review.dictionary.conftest import ROW, file_of
from tests.workflow.views.conftest import upload

NEW, CHANGE, FIRST = "/lists/dictionary/new/", "/lists/dictionary/change/", "/lists/dictionary/1/"
WORD = replace(ROW, text="专用新词甲")


@pytest.fixture
def today(road):
    return road.at.date()


def sent(today, data=None, **changes):
    """Return what the upload page sends, with the changes."""
    file = upload(file_of(WORD) if data is None else data, "词库.xlsx")
    return {"file": file, "valid_from": today.isoformat(), "note": "增加一条"} | changes


@pytest.fixture
def draft(browser, today):
    answer = browser("baomi1").post(NEW, sent(today))
    assert answer.status_code == 302, answer.context["form"].errors
    return DictionaryEdition.objects.get(serial=2)


def decide(client, act, serial=2, **more):
    return client.post(f"/lists/dictionary/{serial}/", {"act": act} | more, follow=True)


def test_a_file_becomes_an_edition_that_another_person_puts_in_force(browser, draft, today):
    assert "已提请批准" in decide(browser("baomi1"), "propose").content.decode()

    answer = decide(browser("baomizhu1"), "approve")

    assert "已批准，自" in answer.content.decode()
    assert edition_on(today).serial == 2


def test_the_list_shows_the_edition_in_force_and_who_decided(browser, draft, today):
    decide(browser("baomi1"), "propose")
    decide(browser("baomizhu1"), "approve")

    text = browser("gongkai1").get("/lists/").content.decode()

    assert all(each in text for each in ("第2版", "现行", "已取代", "秦守拙", "卫长缨", "随系统提供"))


def test_the_edition_s_page_shows_what_it_changes(browser, draft):
    text = browser("baomizhu1").get("/lists/dictionary/2/").content.decode()

    assert "与第1版相比" in text and "专用新词甲" in text


def test_a_refused_upload_keeps_the_note_and_names_the_rows(browser, today):
    bad = file_of(WORD, replace(WORD, number=3, kind="没有的类别"), replace(WORD, number=4, text="题"))

    answer = browser("baomi1").post(NEW, sent(today, bad, note="为新学期修订"))

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "为新学期修订" in text and "第 3 行" in text and "第 4 行" in text
    assert not DictionaryEdition.objects.filter(serial=2).exists()
    assert Entry.objects.filter(verb="act.refused", facts__code="REV-604").count() == 1


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (b"", 422, "无法读取这个文件"),
        (b"%PDF-1.7", 422, "无法读取这个文件"),
        (b"PK" + bytes(sheet.LIMIT_MB * sheet.MB), 422, "Excel 文件过大"),
    ],
    ids=["empty", "pdf", "large"],
)
def test_what_is_no_workbook_is_refused_in_words_and_the_note_is_kept(browser, today, data, status, words):
    answer = browser("baomi1").post(NEW, sent(today, data, note="为新学期修订"))

    assert answer.status_code == status
    assert words in answer.content.decode() and "为新学期修订" in answer.content.decode()


@pytest.mark.parametrize("field", ["file", "valid_from", "note"])
def test_what_is_missing_is_named(browser, today, field):
    answer = browser("baomi1").post(NEW, sent(today) | {field: ""})

    assert answer.status_code == 422 and field in answer.context["form"].errors


def test_terms_are_added_and_dropped_by_a_form(browser, today):
    browser("baomi1").post(
        CHANGE,
        {
            "add": "专用新词甲\n\n专用新词乙", "kind": "工作秘密", "severity": "请核对", "code": "A05", "basis": "",
            "advice": "删去", "drop": "命题人员名单", "valid_from": today.isoformat(), "note": "增二删一",
        },
    )  # fmt: skip

    found = DictionaryEdition.objects.get(serial=2).terms
    first = DictionaryEdition.objects.get(serial=1).terms_count
    assert found.count() == first + 1
    assert set(found.filter(text__startswith="专用新词").values_list("severity", flat=True)) == {"warn"}
    assert not found.filter(text="命题人员名单").exists()


def test_a_refused_change_keeps_every_field(browser, today):
    typed = {
        "add": "题", "kind": "工作秘密", "severity": "请核对", "code": "A05", "advice": "删去", "drop": "没有的词",
        "valid_from": today.isoformat(), "note": "增一",
    }  # fmt: skip

    answer = browser("baomi1").post(CHANGE, typed)

    assert answer.status_code == 422
    assert {name: answer.context["form"][name].value() for name in typed} == typed


def test_a_day_gone_by_is_refused(browser, today):
    answer = browser("baomi1").post(NEW, sent(today, valid_from="2026-01-01"))

    assert answer.status_code == 422 and "不得早于今天" in answer.content.decode()


def test_a_refusal_needs_words_and_keeps_them_when_it_fails(browser, draft):
    decide(browser("baomi1"), "propose")

    assert decide(browser("baomizhu1"), "refuse").status_code == 422
    decide(browser("baomi1"), "withdraw")
    late = decide(browser("baomizhu1"), "refuse", why="词太泛，误报多")

    assert late.status_code == 409 and "词太泛，误报多" in late.content.decode()


def test_nobody_is_offered_or_granted_the_approval_of_the_own_proposal(road, browser, today):
    from django.contrib.auth.models import Group

    from accounts.models import Membership

    head = road.who["baomizhu1"]
    Membership.objects.create(user=head, group=Group.objects.get(name="confidentiality_officer"))
    browser("baomizhu1").post(NEW, sent(today))
    decide(browser("baomizhu1"), "propose")

    page = browser("baomizhu1").get("/lists/dictionary/2/")
    answer = decide(browser("baomizhu1"), "approve")

    assert 'value="approve"' not in page.content.decode()
    assert answer.status_code == 403 and "须由另一人批准" in answer.content.decode()


@pytest.mark.parametrize("act", ["", "publish", "approve"])
def test_an_unknown_act_or_one_of_another_role_finds_nothing(browser, draft, act):
    assert decide(browser("gongkai1"), act).status_code == 404


@pytest.mark.parametrize("name", ["nigao1", "mishu1", "qianfa1", "xitong1", "anquan1", "shenji1"])
@pytest.mark.parametrize("address", ["/lists/", NEW, CHANGE, FIRST, FIRST + "touched/", FIRST + "export/"])
def test_to_others_the_pages_do_not_exist(browser, name, address):
    assert browser(name).get(address).status_code == 404


@pytest.mark.parametrize("name", ["baomizhu1", "gongkai1"])
@pytest.mark.parametrize("address", [NEW, CHANGE])
def test_who_only_reads_or_approves_is_not_offered_a_draft(browser, name, address, today):
    assert browser(name).get(address).status_code == 404
    assert browser(name).post(address, sent(today)).status_code == 404
    assert address not in browser(name).get("/lists/").content.decode()


@pytest.mark.parametrize("tail", ["", "touched/", "export/"])
def test_an_edition_that_does_not_exist_is_not_found(browser, tail):
    assert browser("baomi1").get(f"/lists/dictionary/99/{tail}").status_code == 404


def test_the_export_goes_back_in(browser, today):
    answer = browser("gongkai1").get(FIRST + "export/")

    rows = sheet.read(answer.content)
    assert len(rows) == DictionaryEdition.objects.get(serial=1).terms_count
    assert "no-store" in answer["Cache-Control"] and ".xlsx" in answer["Content-Disposition"]


@pytest.mark.parametrize("query", ["q=命题", "kind=process", "severity=block&code=A03", "kind=nonsense&page=x"])
def test_the_terms_are_filtered_and_wrong_filters_are_ignored(browser, query):
    answer = browser("gongkai1").get(f"{FIRST}?{query}")

    shown = answer.context["page"].paginator.count
    everything = DictionaryEdition.objects.get(serial=1).terms_count
    assert answer.status_code == 200
    assert shown == everything if "nonsense" in query else 0 < shown < everything


@pytest.fixture
def touched(road):
    """A document with the new term, on its way to the desks."""
    document = road.draft("本段写有专用新词甲。")
    road.submit(document)
    return document


def test_a_dry_run_names_the_documents_and_opens_those_that_the_person_may_see(road, browser, draft, touched):
    early = browser("baomi1").get("/lists/dictionary/2/touched/").content.decode()
    road.walk(touched, until=Desk.CONFIDENTIALITY_OFFICER)
    later = browser("baomi1").get("/lists/dictionary/2/touched/").content.decode()

    link = f"/documents/{touched.pk}/"
    assert touched.title in early and "正文第1段" in early and link not in early
    assert link in later


def test_a_dry_run_tells_nothing_of_the_documents_of_other_organs(browser, draft, touched):
    with connection.cursor() as cursor:
        cursor.execute(
            "update documents_document set lead_office_id = %s where id = %s", [make_office("教育厅").pk, touched.pk]
        )

    text = browser("baomi1").get("/lists/dictionary/2/touched/").content.decode()

    assert touched.title not in text and "另有 1 件" in text


def test_what_waits_is_counted_for_who_may_decide_and_for_nobody_else(browser, draft):
    decide(browser("baomi1"), "propose")

    counts = {
        name: next(
            count
            for _label, url, _active, count in browser(name).get("/lists/").context["nav_items"]
            if url == "/lists/"
        )
        for name in ("baomizhu1", "baomizhu2", "baomi1", "gongkai1")
    }

    assert counts == {"baomizhu1": 1, "baomizhu2": 1, "baomi1": 0, "gongkai1": 0}


def test_the_list_asks_as_many_queries_for_many_editions_as_for_one(
    road, browser, today, django_assert_max_num_queries
):
    client = browser("baomizhu1")
    with CaptureQueriesContext(connection) as first:
        client.get("/lists/")
    for number in range(4):
        data = file_of(replace(WORD, text=f"新词第{'甲乙丙丁'[number]}"))
        dictionary.import_xlsx(data=data, note="多版", valid_from=today, by=road.who["baomi1"], at=road.at)

    with django_assert_max_num_queries(len(first)):
        client.get("/lists/")


@pytest.mark.parametrize(
    "address", ["/lists/dictionary/{}/", "/lists/entries/{}/revise/", "/lists/entries/proposals/{}/"]
)
def test_a_number_beyond_every_column_is_not_found(browser, address):
    assert browser("baomi1").get(address.format(10**30)).status_code == 404


@pytest.mark.parametrize("query", ["q=%00", "q=%25", "code=%27", "page=-1", "severity=block%00"])
def test_odd_filters_break_nothing(browser, query):
    assert browser("gongkai1").get(f"{FIRST}?{query}").status_code == 200
