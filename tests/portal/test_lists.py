"""Lists and searches of the portal, also with addresses that nobody would type."""

import pytest
from django.urls import reverse

LIST = "/portal/documents/"
HOSTILE = [
    "", "%00", "a%00b", "'", "%27%3B+drop+table+x--", "%25", "_", "%5C", "%FF%FE", "%ED%A0%80",
    "%F0%9F%98%80", "%3Cscript%3E", "1" * 5000, "%EF%BC%91", "-1", "0", "1e9", "NaN", "%E2%80%AE",
    "a" * 3000, "%0D%0ASet-Cookie:x",
]  # fmt: skip
PATHS = [
    "%00", "a%00b", "..", "../etc/passwd", "a/../b", "%2e%2e/x", "a//b", "a/", "%C3%A9", "%FF", "a" * 300,
    "a/" * 400 + "a", "<script>", "360A00/2026-00001.exe", "x.docx", "x.docx.docx", ".pdf", "a b",
    "%E3%80%94", "'", "-", ".",
]  # fmt: skip


def titles(answer):
    return [row.title for row in answer.context["page"]]


@pytest.fixture
def three(world):
    world.published(title="教育部办公厅关于招生工作的通知", topic="11")
    world.published(title="教育部办公厅关于体检工作的意见", topic="13", genre="意见")
    world.published(title="教育部办公厅关于经费100%拨付的通知", topic="04", summary="规定了资金_拨付的期限。")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("q=招生", ["招生"]),
        ("q=教办厅〔2026〕2号", ["体检"]),
        ("q=拨付的期限", ["经费"]),
        ("q=100%25", ["经费"]),
        ("q=资金_", ["经费"]),
        ("q=%25", ["经费"]),
        ("q=没有这样的词", []),
        ("topic=13", ["体检"]),
        ("genre=通知", ["经费", "招生"]),
        ("stage=service", ["经费", "体检", "招生"]),
        ("stage=result", []),
        ("year=2026", ["经费", "体检", "招生"]),
        ("year=2025", []),
        ("body=教育部办公厅", ["经费", "体检", "招生"]),
        ("body=财政部", []),
        ("topic=11&genre=意见", []),
        ("topic=99&q=招生", ["招生"]),
    ],
)
def test_the_list_shows_what_fits_newest_first(client, three, query, words):
    found = titles(client.get(f"{LIST}?{query}"))

    assert len(found) == len(words)
    assert all(word in title for word, title in zip(words, found, strict=True))


def test_a_filter_can_be_taken_away_and_the_others_stay(client, three):
    answer = client.get(f"{LIST}?topic=11&q=招生")

    topic = answer.context["facets"][0]["items"]
    assert [item["label"] for item in topic if item["active"]] == ["科技、教育"]
    assert topic[0]["label"] == "不限" and "topic" not in topic[0]["url"] and "q=" in topic[0]["url"]


def test_only_values_that_occur_are_offered(client, three):
    facets = {facet["label"]: facet["items"] for facet in client.get(LIST).context["facets"]}

    assert [item["label"] for item in facets["主题"]] == ["财政、金融、审计", "科技、教育", "卫生、体育"]
    assert {item["label"] for item in facets["文种"]} == {"通知", "意见"}
    assert [item["label"] for item in facets["年份"]] == ["2026年"]


def test_an_empty_portal_says_so(client, db):
    assert "没有找到" in client.get(LIST).content.decode()
    assert "还没有公开的公文" in client.get("/portal/").content.decode()


def test_the_list_is_cut_into_pages(client, world):
    for _ in range(21):
        world.published()

    first, second = client.get(LIST), client.get(f"{LIST}?page=2")

    assert (len(titles(first)), len(titles(second))) == (20, 1)
    assert not set(titles(first)) & set(titles(second))


@pytest.mark.parametrize("name", ["q", "page", "topic", "year", "body", "unheard"])
@pytest.mark.parametrize("value", HOSTILE)
def test_no_query_string_breaks_a_list(client, db, name, value):
    for url in (LIST, "/portal/interpretations/", "/portal/"):
        assert client.get(f"{url}?{name}={value}").status_code == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("under", ["documents/", "interpretations/"])
def test_no_address_breaks_the_portal(client, db, under, path):
    answer = client.get(f"/portal/{under}{path}")

    assert answer.status_code in {404, 301}


def test_a_page_number_beyond_the_end_shows_the_last_page(client, three):
    assert titles(client.get(f"{LIST}?page=999999"))


def test_what_was_searched_is_shown_as_text(client, db):
    page = client.get(LIST, {"q": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_missing_page_belongs_to_the_portal(client, db):
    answer = client.get("/portal/documents/360A00/1999-00001")

    assert answer.status_code == 404
    assert reverse("portal:list") in answer.content.decode()
