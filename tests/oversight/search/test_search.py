"""The office's search against the plain truth: what each person may read, and nothing else."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from common.clock import office_date
from deadlines.selectors import calendar
from documents import selectors as documents_of
from documents import services as documents
from documents.models import Document
from notices.house import house
from oversight.models import SearchPassage, StaleDocument
from oversight.search import finding, indexing
from oversight.search.finding import Asked, Asker, Counted
from oversight.search.showing import facets
from portal import words
from review.choices import Desk
from tests.ministry import run
from tests.publication.build import settle
from tests.together import held
from tests.workflow.road import file_of
from tests.workflow.services.test_returns import give_back
from workflow import policies
from workflow import services as workflow
from workflow.selectors import sight_of

PAGE = "/oversight/search/"
TEXTS = (
    ("为做好普通高校招生工作，现将有关事项通知如下。", "一、总体要求"),
    ("招生考试工作要公平公正。AI进校园，100%、下_划线", "'引号'与\\斜线　全角空格（2026）"),
)


def asker(road, name):
    user, day = User.objects.select_related("office").get(username=name), office_date(road.at)
    return Asker(user, policies.identities(user, day), road.at, calendar())


def keys(road, name, said, **filters):
    """Return the documents that the person finds by the words."""
    indexing.refresh_all()
    found = finding.found_by(Asked(tuple(words.words_of(said)), filters), asker(road, name))
    return set(found.values_list("pk", flat=True))


def rewrite(road, document, *lines, title):
    with transaction.atomic():
        draft = documents_of.locked(document.pk)
        documents.replace_text(document=draft, taken=file_of(*lines, title=title), by=draft.drafter, at=road.tick())
        elements = road.elements(draft, title=title)
        documents.revise(document=draft, elements=elements, by=draft.drafter, at=road.tick())


def test_nothing_is_missed_and_nothing_is_false(road):
    made = {road.draft(*lines).pk: words.fold("\n".join(lines)) for lines in TEXTS}
    asked = {
        line[at : at + length].strip() for lines in TEXTS for line in lines
        for at in range(0, len(line), 6) for length in (1, 2, 5)
    }  # fmt: skip
    indexing.refresh_all()
    who = asker(road, "nigao1")

    for said in sorted(filter(None, asked)):
        word = words.fold(said)
        found = set(finding.found_by(Asked((word,)), who).values_list("pk", flat=True))
        title = words.fold(Document.objects.values_list("title", flat=True).first())
        assert found == {key for key, text in made.items() if word in text or word in title}, said


def on_the_way(road):
    """Return a document whose first version was returned by the disclosure desk and whose second waits for it again."""
    document = road.draft("本件第一稿写着旧梧桐一词。", by="nigao1")
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK, by="chuzhang1", text="核稿说银杏")
    give_back(road, document, Desk.DISCLOSURE_CHECK, text="请删去梧桐，退文理由木槿")
    rewrite(road, document, "本件第二稿写着新海棠一词。", title="教育部办公厅关于紫荆的通知")
    return documents_of.whole(document.pk)


def test_each_person_finds_by_the_words_that_the_person_may_read(road):
    document = on_the_way(road)
    assert sight_of(road.who["gongkai1"], document, office_date(road.at)).serials == {1}
    assert_all_find_what_they_may_read(road, document)

    road.submit(document)
    road.walk(document, until=Desk.DISCLOSURE_CHECK)
    assert_all_find_what_they_may_read(road, documents_of.whole(document.pk))


def assert_all_find_what_they_may_read(road, document):
    """Compare the search of one person of each kind with what the page of the document would show."""
    indexing.refresh_all()
    day = office_date(road.at)
    for name in sorted(each for each in road.who if each.endswith("1")):
        known = documents_of.visible_to(road.who[name], day).filter(pk=document.pk).exists()
        sight, who = sight_of(road.who[name], document, day), asker(road, name)
        for word, serial in {"海棠": 2, "木槿": 1, "旧梧桐": 0}.items():
            found = finding.found_by(Asked((word,)), who).exists()
            assert found == (serial > 0 and known and sight.sees(serial)), (name, word)


def test_the_title_of_a_version_that_was_not_sent_is_not_shown(road, browser):
    document = on_the_way(road)
    closer = road.who["gongkai1"]
    page = browser(closer.username).get(PAGE, {"q": "木槿"}).content.decode()
    whole = browser("nigao1").get(PAGE, {"q": "海棠"}).content.decode()

    told = house.titles(closer, [document.pk], office_date(road.at))
    assert "紫荆" not in page and "<mark>木槿</mark>" in page
    assert "紫荆" in document.title and list(told) == [document.pk] and "紫荆" not in told[document.pk]
    assert document.title in whole and "<mark>海棠</mark>" in whole


def test_an_emergency_that_nobody_has_approved_is_marked_in_every_list(road, browser):
    document = road.draft(*TEXTS[0])
    road.submit(document)
    workflow.declare_emergency(
        document_id=document.pk, token=None, reason="校舍安全", by=road.who["qianfa2"], at=road.tick()
    )
    secretary = browser("mishu1")

    for address in (f"{PAGE}?q=招生", "/oversight/statistics/list/?figure=submitted"):
        (row,) = list(secretary.get(address).context.get("rows") or secretary.get(address).context["page"])
        assert row["loud"] and [mark["word"] for mark in row["marks"]] == ["紧急公开，待追认"]
        assert '<tr data-row class="emergency">' in secretary.get(address).content.decode()


def test_who_drafted_holds_or_signed_is_found_by_name(road):
    document = road.draft()
    road.submit(document)
    document = road.walk(document, until=Desk.REGISTER)
    holder = road.someone(road.task(document, Desk.REGISTER))
    workflow.claim(task_id=road.task(document, Desk.REGISTER).pk, by=holder, at=road.tick())
    signer = document.signoff.signed_by.full_name

    for name in (document.drafter.full_name, holder.full_name, signer[:2]):
        assert keys(road, "nigao1", name) == {document.pk}
    assert keys(road, "nigao1", f"{signer} 事项") == set()
    assert keys(road, "nigao1", f"{signer} 有关工作") == {document.pk}
    assert keys(road, "nigao2", document.drafter.full_name) == set()


def test_what_changed_a_moment_ago_is_found_by_the_page(road, browser):
    road.draft("含有凤尾竹的正文。")
    answer = browser("nigao1").get(PAGE, {"q": "凤尾"})

    assert "<mark>凤尾</mark>竹" in answer.content.decode()
    assert not StaleDocument.objects.exists()


def test_an_erased_content_is_gone_in_the_same_transaction(road):
    document = road.draft("含有凤尾竹的正文。")
    indexing.refresh_all()
    assert SearchPassage.objects.filter(text__contains="凤尾").exists()
    settle()
    run("alter table documents_version disable trigger user")  # what judges whether it may be erased
    run("alter table documents_version enable trigger search_of_version")

    run("update documents_version set erased_at = now(), content = '{}'")

    assert not SearchPassage.objects.filter(document=document).exists()
    indexing.refresh_all()
    assert not SearchPassage.objects.filter(text__contains="凤尾").exists()


@pytest.mark.django_db(transaction=True)
def test_a_search_leaves_to_others_what_they_take_up_and_waits_for_no_lock(road):
    document = road.draft("含有凤尾竹的正文。")
    run("set lock_timeout = '5s'")

    with held("select 1 from oversight_staledocument for update"):
        assert indexing.refresh() == 0
    with held("select 1 from documents_document for update"):
        assert indexing.refresh() == 0
    assert StaleDocument.objects.exists()

    assert keys(road, "nigao1", "凤尾竹") == {document.pk}


def test_years_are_offered_from_the_newest_and_lights_from_the_gravest():
    counts = Counted(9, False, {"year": {"2016": 5, "2026": 1}, "light": {"green": 5, "red": 1, "yellow": 3}})

    found = {each["label"]: [item["value"] for item in each["items"]] for each in facets(counts, Asked(), dict)}

    assert found == {"起草年份": ["2026", "2016"], "时限": ["red", "yellow", "green"]}


def test_the_filters_count_what_they_would_leave(road, browser):
    kept = road.draft("甲乙丙丁一件。")
    road.submit(road.draft("甲乙丙丁二件。"))
    answer = browser("nigao1").get(PAGE, {"q": "甲乙丙丁"})
    (status,) = [each for each in answer.context["facets"] if each["label"] == "状态"]

    assert [(each["label"], each["count"]) for each in status["items"]] == [("草稿", 1), ("办理中", 1)]
    narrowed = browser("nigao1").get(status["items"][0]["url"])
    assert [row["document"].pk for row in narrowed.context["rows"]] == [kept.pk]
    assert [chip["label"] for chip in narrowed.context["chips"]] == ["草稿"]
    for name in (
        "attribute=proactive",
        "genre=通知",
        "stage=decision",
        "desk=division_check",
        "light=yellow",
        "year=2026",
    ):
        assert keys(road, "nigao1", "甲乙", **dict([name.split("=")])), name
    assert not keys(road, "nigao1", "甲乙", light="red") and not keys(road, "nigao1", "甲乙", year="2025")


def test_what_is_most_urgent_has_a_red_light_when_its_hours_are_over(road):
    road.submit(road.draft("戊己庚辛一件。", urgency="most_urgent"))
    indexing.refresh_all()
    asked = Asked(tuple(words.words_of("戊己庚辛")))

    assert finding.counted(asked, asker(road, "nigao1")).values["light"] == {"yellow": 1}
    road.tick(hours=6)  # still the day on which it is due
    assert finding.counted(asked, asker(road, "nigao1")).values["light"] == {"red": 1}
    assert keys(road, "nigao1", "戊己庚辛", light="red") and not keys(road, "nigao1", "戊己庚辛", light="yellow")


def test_pages_go_on_where_the_last_one_ended_at_the_same_cost(road, browser, monkeypatch):
    monkeypatch.setattr("oversight.search.views.PER_PAGE", 2)
    monkeypatch.setattr("oversight.search.finding.COUNTED", 2)
    made = [road.draft("竹简一卷。").pk for _ in range(3)]
    client = browser("nigao1")
    first = client.get(PAGE, {"q": "竹简"})
    second = client.get(first.context["next_url"])
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE, {"q": "竹简"})
    road.draft("竹简一卷。")
    client.get(PAGE)
    with CaptureQueriesContext(connection) as more:
        client.get(PAGE, {"q": "竹简"})

    assert [row["document"].pk for row in first.context["rows"]] == made[:0:-1]
    assert [row["document"].pk for row in second.context["rows"]] == made[:1]
    assert (first.context["counts"].total, first.context["counts"].more) == (2, True)
    assert len(few) == len(more) <= 26
    assert second.context["next_url"] == ""


@pytest.mark.parametrize(
    "asked",
    [
        "q=%00", "q=" + "长" * 101, "q=%27%29%3B--", "q=%5C", "q=%F0%9F%98%80", "q=%ED%A0%80", "q=%22%22",
        "q=%2A:%26|!",
        "q=%25&status=x", "q=a&office=x&year=0&before=-1&light=blue&desk=1", "q=a&before=99999999999999999999",
        "q=a&year=2999&office=2147483647", "q=1+2+3+4+5+6+7+8+9", "before=1",
    ],
)  # fmt: skip
def test_hostile_input_finds_nothing_or_is_told_why(road, browser, asked):
    road.draft("正文。")

    assert browser("nigao1").get(f"{PAGE}?{asked}").status_code == 200


def test_too_long_a_question_says_so(road, browser):
    assert "没有用来搜索" in browser("nigao1").get(PAGE, {"q": "长" * 101}).content.decode()


def test_a_question_that_would_take_too_long_is_answered_by_a_sentence(road, browser, monkeypatch):
    monkeypatch.setattr("oversight.search.views.PATIENCE", 1)
    endless = "select count(*) from generate_series(1, 1000000000)"
    monkeypatch.setattr(finding, "counted", lambda asked, asker: run(endless))

    answer = browser("nigao1").get(PAGE, {"q": "公开"})

    assert (answer.status_code, answer.context["rows"]) == (200, [])
    assert "范围太大" in answer.content.decode()


def test_what_no_trigger_saw_is_written_after_all_are_marked(road):
    document = road.draft("含有凤尾竹的正文。")
    indexing.refresh_all()
    SearchPassage.objects.all().delete()
    assert keys(road, "nigao1", "凤尾") == set()

    indexing.mark_all()

    assert keys(road, "nigao1", "凤尾") == {document.pk}


def test_what_is_built_in_one_go_is_what_is_written_one_by_one(road):
    for lines in TEXTS:
        road.draft(*lines)
    indexing.refresh_all()
    before, asked = passages(), SearchPassage._meta.indexes[0].name
    SearchPassage.objects.all().delete()

    call_command("index_documents", stdout=StringIO())

    assert before and passages() == before and not StaleDocument.objects.exists()
    assert run("select 1 from pg_indexes where indexname = %s", asked)


def passages():
    names = [each.attname for each in SearchPassage._meta.concrete_fields if not each.primary_key]
    return sorted(SearchPassage.objects.values_list(*names), key=str)


def test_looking_at_the_newest_first_finds_the_same(road, monkeypatch):
    monkeypatch.setattr("oversight.search.bands.BITS", 0)
    monkeypatch.setattr("oversight.search.bands.NEWEST", 1)
    made = [road.draft("竹简一卷。" if number % 3 else "木简一卷。").pk for number in range(9)]
    indexing.refresh_all()
    who = asker(road, "nigao1")

    for said, size in (("竹简", 2), ("竹简", 50), ("木简", 2), ("一卷", 1)):
        wanted = [key for key, number in zip(made[::-1], range(8, -1, -1), strict=True)
                  if said == "一卷" or (said == "木简") == (number % 3 == 0)]  # fmt: skip
        asked = Asked((said,))
        for counts in (finding.counted(asked, who), Counted(0, True, {})):
            assert [each.pk for each in finding.page(asked, who, None, size, counts)] == wanted[: size + 1]
            assert [each.pk for each in finding.page(asked, who, wanted[0], size, counts)] == wanted[1 : size + 2]
    assert finding.counted(Asked(("竹简",)), who).total == 6
