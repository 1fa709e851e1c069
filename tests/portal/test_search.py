"""The search against the plain truth: what LIKE finds, newest first, page by page."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.utils.safestring import mark_safe

from portal import frames, search, selectors, words
from portal import services as portal
from portal.facts import PublicReading
from portal.models import MonthCount, PublishedDocument, SearchEntry
from tests.portal.test_services import NOON, TOMBSTONE, item_of

LIST = "/portal/documents/"
TEXTS = [
    "为做好普通高校招生工作，现将有关事项通知如下。\n一、总体要求",
    "招生考试工作要公平公正。教育部2026年印发。",
    "中小学校要开齐开足体育课；AI进校园。",
    "职业学校招收学生，工作方案另发。'引号'与\\斜线、100%、下_划线",
    "学校体检工作按〔2026〕要求办理　全角空格",
]


def put(serial, **columns):
    return portal.apply(
        item=item_of(serial, **({"text": "", "summary": "概述", "title": f"第{serial}件"} | columns)), at=NOON
    )


@pytest.fixture
def five(db):
    for number, text in enumerate(TEXTS, 1):
        put(number, text=text, published_at=NOON - timedelta(days=40 * number))


def found(client, **asked):
    answer = client.get(LIST, asked)
    assert answer.status_code == 200
    return [row.title for row in answer.context["page"]]


def truth(said):
    """Return the documents in whose folded lines all words stand, newest first."""
    hits = []
    for number, text in enumerate(TEXTS, 1):
        lines = words.fold(f"第{number}件\n教办厅〔2026〕{number}号\n{text}\n概述").split("\n")
        if all(any(word in line for line in lines) for word in words.words_of(said)):
            hits.append(f"第{number}件")
    return hits


def test_nothing_is_missed_and_nothing_is_false(client, five):
    passages = {text[at : at + length] for text in TEXTS for at in range(0, len(text), 3) for length in (1, 2, 3, 5)}
    asked = sorted({each for each in passages if each.strip() and "\n" not in each})
    counts = selectors.counts()

    for said in asked:
        question = search.asked_of({"q": f"“{said}”"})
        keys = search.find(question, counts, 0, 20).keys
        assert [row.title for row in search.rows(keys)] == truth(f"“{said}”"), said


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("招生工作", ["第1件"]),
        ("招生 工作", ["第1件", "第2件"]),
        ("“招生工作”", ["第1件"]),
        ("ａｉ", ["第3件"]),
        ("(2026)", ["第5件", "第4件", "第3件", "第2件", "第1件"]),
        ("体", ["第1件", "第3件", "第5件"]),
        ("%", ["第4件"]),
        ("'引号'与\\", ["第4件"]),
        ("招生体检", []),
    ],
)
def test_words_are_found_together_whatever_their_form(client, five, said, expected):
    assert sorted(found(client, q=said)) == sorted(expected)


def test_words_of_an_interpretation_find_its_document(client, db):
    put(1, readings=(PublicReading(1, "答记者问", "问答", "司", NOON, "<p>x</p>", "本次修订扩大了资助面。"),))

    answer = client.get(LIST, {"q": "资助面"})

    assert "修订扩大了<mark>资助面</mark>" in answer.content.decode()


def test_the_passage_is_marked_and_escaped(client, db):
    put(1, title="关于<i>招生</i>的通知", text="前" * 200 + "<b>ＡＩ招生</b>" + "后" * 200)

    text = client.get(LIST, {"q": "招生"}).content.decode()

    assert "关于&lt;i&gt;<mark>招生</mark>&lt;/i&gt;的通知" in text
    assert "&lt;b&gt;ＡＩ<mark>招生</mark>&lt;/b&gt;" in text and "后" * 150 not in text


def test_lists_are_sorted_as_asked(client, five):
    put(6, title="体育总则", text="别的", published_at=NOON - timedelta(days=900))

    assert found(client, q="体育") == ["第3件", "体育总则"]
    assert found(client, q="体育", sort="oldest") == ["体育总则", "第3件"]
    assert found(client, q="体育", sort="title") == ["体育总则", "第3件"]
    assert found(client, sort="oldest")[0] == "体育总则"


def test_what_is_retracted_or_changed_is_not_found_any_more(client, five):
    put(1, **(TOMBSTONE | {"summary": ""}))
    put(2, text="换了内容")

    assert found(client, q="招生") == []
    assert found(client, q="换了") == ["第2件"]
    assert SearchEntry.objects.count() == 4


@pytest.mark.parametrize(
    "filters",
    [{"topic": "11"}, {"topic": "11", "genre": "通知"}, {"genre": "通知", "q": "公文"}, {"topic": "11", "q": "公文号"}],
)
@pytest.mark.parametrize("sort", ["newest", "oldest", "title"])
def test_every_page_is_the_same_whether_few_or_all_months_are_asked(db, monkeypatch, filters, sort):
    for number in range(1, 31):
        topic = "11" if number % 3 else "12"
        put(number, topic=topic, text="公文号" if number > 5 else "", published_at=NOON - timedelta(days=25 * number))
    question, counts = search.asked_of({**filters, "sort": sort}), selectors.counts()
    whole = search.find(question, counts, 0, 100).keys
    for name in ("FIRST", "FEW", "COUNTED", "COMPARED", "MOST_MONTHS"):
        monkeypatch.setattr(search, name, 2)

    found = [key for first in range(0, 30, 4) for key in search.find(question, counts, first, 4).keys]

    assert found == whole and len(whole) > 10


def test_an_oversized_text_is_compared_word_by_word(client, db, monkeypatch):
    monkeypatch.setattr(words, "MOST_BYTES", 50)
    put(1, text="招生工作的很长的一篇文字")

    assert found(client, q="招生") == ["第1件"]
    assert found(client, q="体检") == [] and found(client, q="招生体检") == []


def test_many_results_are_said_to_be_more_than_were_counted(client, five, monkeypatch):
    monkeypatch.setattr(search, "COUNTED", 1)
    monkeypatch.setattr("portal.views.PER_PAGE", 1)

    answer = client.get(LIST, {"q": "工作"})

    assert answer.context["more"] and "件以上" in answer.content.decode()


def test_months_are_counted_as_documents_come_and_go(five):
    put(1, **(TOMBSTONE | {"summary": ""}))
    put(2, topic="12")

    counted = {row: number for *row, number in MonthCount.objects.filter(count__gt=0).values_list(
        "name", "value", "month", "count") for row in [tuple(row)]}  # fmt: skip
    for row in PublishedDocument.objects.live():
        assert counted.pop(("topic", row.topic, f"{row.published_at:%Y%m}")) == 1
    assert not [key for key in counted if key[0] == "topic"]


def test_a_search_takes_the_index_of_tokens_and_no_other_way(five):
    with connection.cursor() as cursor:
        cursor.execute("select proconfig from pg_proc where proname = 'portal_hits'")
        assert {"enable_seqscan=off", "enable_indexscan=off"} <= set(cursor.fetchone()[0])


SAID = "为做好招生工作，现将有关事项通知如下。" * 3
ASKED = ["招生", "工作", "招生工作", SAID[:8], "招生 工作 通知", "工作&topic=11&genre=通知", "工作&page=2",
         "招生工作&sort=oldest", "工作&size=large"]  # fmt: skip


@pytest.fixture
def thirty(five):
    for number in range(6, 31):
        put(number, title=f"第{number}件通知" if number % 9 else "通知", text=SAID)


def visit(client, query):
    """Search for something else with the same filters: what all these searches have in common is known then."""
    said, _, others = query.partition("&")
    assert client.get(f"{LIST}?q={said}，&{others}").status_code == 200


def test_a_search_that_nobody_made_costs_two_statements(client, thirty, cached, django_assert_num_queries):
    for query in ASKED:
        visit(client, query)

        with django_assert_num_queries(2):
            assert len(client.get(f"{LIST}?q={query}").context["page"].object_list) > 5
        with django_assert_num_queries(1):
            client.get(f"{LIST}?q={query.replace('工作', '没有这样的词').replace('招生', '没有')}")


@pytest.mark.parametrize(("sort", "most"), [("newest", 4), ("title", 7)])
def test_among_very_many_documents_it_costs_no_more_than_a_few(
    client, thirty, cached, monkeypatch, sort, most, django_assert_max_num_queries
):
    for name in ("FIRST", "FEW", "COUNTED", "COMPARED"):
        monkeypatch.setattr(search, name, 1)
    for query in ASKED:
        visit(client, f"{query}&sort={sort}")
        with django_assert_max_num_queries(most):
            client.get(f"{LIST}?q={query}&sort={sort}")


STRANGE = [
    "<script>alert(1)</script>",
    '"><b>',
    "a+b c&d=e",
    "100%",
    "&amp;",
    "%3C",
    "\ue000",
    "\u202e",
    "招生\\'",
    "-->",
]


@pytest.mark.parametrize("others", [{}, {"topic": "11", "size": "large"}, {"body": "<i>", "page": "2", "sort": "x"}])
def test_a_page_that_is_filled_in_is_the_one_that_is_built_for_the_search_alone(
    client, five, cached, monkeypatch, others
):
    client.get(LIST, {"q": "另一个词", **others})
    filled = {said: client.get(LIST, {"q": said, **others}).content for said in STRANGE}
    for said, content in filled.items():
        for name in ("portal", "portal_lists"):
            caches[name].clear()
        itself = frames.Marks(said, mark_safe("<!--counted-->"), mark_safe("<!--results-->"))
        monkeypatch.setattr(frames, "new_marks", lambda itself=itself: itself)

        assert client.get(LIST, {"q": said, **others}).content == content
        assert b"<script>" not in content and b"<!--" not in content


def test_what_searches_have_in_common_is_new_after_a_change(client, five, cached, django_capture_on_commit_callbacks):
    client.get(LIST, {"q": "招生"})
    with django_capture_on_commit_callbacks(execute=True):
        put(6, topic="13", text="招生工作")

    page = client.get(LIST, {"q": "招生工作"})

    assert "topic=13" in page.content.decode() and "第6件" in [row.title for row in page.context["page"]]
