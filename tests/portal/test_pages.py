"""What the public gets: the catalogue columns, both ways between document and interpretation, tombstones."""

import re
from datetime import timedelta

import numpy
import pytest
import zxingcpp
from django.urls import reverse

from publication.outlets.message import page_url
from tests.publication.build import NOON, change, settle

REQUIRED = (
    "SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType",
)  # fmt: skip
OF_ARTICLES = ("ArticleTitle", "PubDate", "ContentSource")


def tags(answer):
    """Return the page tags in order, as (name, content)."""
    return re.findall(r'<meta name="([A-Z]\w+)" content="([^"]*)">', answer.content.decode())


def page(client, release, name="document"):
    return client.get(reverse(f"portal:{name}", args=[release.index.text]))


def retracted(world, release):
    """Take the release down as the services do."""
    world.ended(release)
    change(release.document, status="retracted")
    settle()


@pytest.mark.rule(30)
def test_a_document_page_bears_every_catalogue_column(client, world):
    release = world.published(title="教育部办公厅关于招生工作的通知")

    text = page(client, release).content.decode()

    for words in (
        release.index.text, "教育部办公厅关于招生工作的通知", release.summary, "2026年11月24日",
        "教办厅〔2026〕1号", "教育部办公厅", "有效", "主动公开", "科技、教育、通知", "决策公开、服务公开",
    ):  # fmt: skip
        assert words in text
    for label in ("索引号", "名称", "内容概述", "生成日期", "发文字号", "发文机关", "发布日期", "有效性"):
        assert label in text


def test_the_page_carries_the_stored_text_unchanged(client, world):
    fragment = "<p>第一条 “引号” &amp; 其他</p><table><tr><td>格</td></tr></table>"

    assert fragment in page(client, world.published(page=fragment)).content.decode()


@pytest.mark.rule(33)
def test_document_and_interpretation_link_to_each_other(client, world):
    release = world.published(policy=True)
    there = reverse("portal:interpretation", args=[release.index.text])
    back = reverse("portal:document", args=[release.index.text])

    assert f'href="{there}"' in page(client, release).content.decode()
    assert f'href="{back}"' in page(client, release, "interpretation").content.decode()


def test_the_material_is_shown_with_headings_and_without_foreign_markup(client, world):
    text = page(client, world.published(policy=True), "interpretation").content.decode()

    assert "<h2>一、背景</h2>" in text
    assert "（一）&lt;b&gt;要点&lt;/b&gt;" in text


def test_a_document_without_interpretation_has_no_such_page(client, world):
    assert page(client, world.published(), "interpretation").status_code == 404


@pytest.mark.rule(31)
def test_every_page_bears_the_tags_of_its_site_and_column(client, world):
    release = world.published(policy=True)

    for url in (reverse("portal:home"), reverse("portal:list"), reverse("portal:interpretations")):
        assert [name for name, content in tags(client.get(url)) if content] == list(REQUIRED)
    for name in ("document", "interpretation"):
        found = [tag for tag, content in tags(page(client, release, name)) if content]
        assert found[: len(REQUIRED) + len(OF_ARTICLES)] == [*REQUIRED, *OF_ARTICLES]


@pytest.mark.rule(31)
def test_the_tags_of_a_document_say_what_the_release_says(client, world, settings):
    release = world.published(title='关于“引号”与"直引号"的通知')

    found = dict(tags(page(client, release)))

    assert found["SiteName"] == settings.SITE["name"]
    assert re.fullmatch(r"\d{10}", found["SiteIDCode"])
    assert found["ColumnType"] == "政策文件"
    assert found["ArticleTitle"] == "关于“引号”与&quot;直引号&quot;的通知"
    assert found["ContentSource"] == "教育部办公厅"
    assert found["Keywords"] == "科技;教育;通知"
    assert found["Description"] == release.summary
    assert found["Url"] == f"https://{settings.SITE['domain']}/portal/documents/{release.index.text}"


@pytest.mark.rule(31)
def test_one_setting_decides_where_every_whole_address_leads(client, world, settings):
    release = world.published()
    settings.PORTAL_URL = "https://gk.example.gov.cn"
    address = f"{settings.PORTAL_URL}/portal/documents/{release.index.text}"

    assert dict(tags(page(client, release)))["Url"] == address == page_url(release)
    assert address in client.get("/portal/feeds/all.json").content.decode()


@pytest.mark.rule(31)
def test_the_date_of_publication_is_given_in_beijing_time(client, world):
    moment = NOON.replace(hour=23, minute=16)

    assert dict(tags(page(client, world.published(published_at=moment))))["PubDate"] == "2026-11-25 07:16"


@pytest.mark.rule(35)
@pytest.mark.parametrize("name", ["document", "interpretation"])
def test_a_retracted_document_leaves_a_tombstone(client, world, name):
    release = world.published(policy=True, page="<p>撤下后不得再见</p>")
    retracted(world, release)

    answer = page(client, release, name)

    text = answer.content.decode()
    assert answer.status_code == 410
    assert "因数据有误撤下，更正后另行公开。" in text and "内容有误" in text and "2026年11月25日" in text
    assert "撤下后不得再见" not in text and "内部原因" not in text and "答记者问" not in text


@pytest.mark.rule(35)
@pytest.mark.parametrize("kind", ["docx", "html", "pdf"])
def test_a_retracted_file_is_gone(client, world, kind):
    release = world.published(pdf=b"%PDF")
    retracted(world, release)

    answer = client.get(reverse("portal:file", args=[release.index.text, kind]))

    assert answer.status_code == 410
    assert "text/html" in answer["Content-Type"]


def test_a_correction_is_told_on_the_page_of_the_new_text(client, world):
    old = world.published(page="<p>旧文</p>")
    world.ended(old, "replaced", explanation="更正了附件二的序号。")
    world.release(old.document, world.copy(old.document, page="<p>新文</p>"))
    settle()

    text = page(client, old).content.decode()

    assert "更正了附件二的序号。" in text
    assert "新文" in text and "旧文" not in text


@pytest.mark.parametrize("make", ["draft", "issued"])
def test_what_was_not_released_is_not_there(client, world, make):
    document = getattr(world, make)(title="尚未公开的通知")
    if make == "issued":
        world.reviewed(document)
        world.copy(document)
        world.index(document)

    for url in (reverse("portal:home"), reverse("portal:list"), "/portal/documents/?q=尚未公开"):
        assert "尚未公开的通知" not in client.get(url).content.decode()
    for url in ("/portal/documents/360A00/2026-00001", "/portal/documents/360A00/2026-00001.docx"):
        assert client.get(url).status_code == 404


def test_home_shows_the_newest_first_with_counts(client, world):
    releases = [world.published(policy=number == 0) for number in range(3)]

    answer = client.get(reverse("portal:home"))

    text = answer.content.decode()
    places = [text.index(release.title) for release in reversed(releases)]
    assert places == sorted(places)
    assert "全部 3 件" in text and "答记者问" in text
    stages, topics = answer.context["facets"]
    assert {item["label"]: item["count"] for item in stages["items"]} == {
        "决策公开": 3, "执行公开": 0, "管理公开": 0, "服务公开": 3, "结果公开": 0,
    }  # fmt: skip
    assert [(item["label"], item["count"]) for item in topics["items"]] == [("科技、教育", 3)]


def test_earlier_documents_of_the_topic_are_offered(client, world):
    first, other, second, later = world.published(), world.published(topic="13"), world.published(), world.published()

    text = page(client, second).content.decode()

    assert first.title in text and other.title not in text and later.title not in text


def test_the_portal_has_no_cookie_and_makes_no_session(client, world):
    client.force_login(world.who["drafter"])
    release = world.published(policy=True)

    for url in (reverse("portal:home"), reverse("portal:list"), f"/portal/documents/{release.index.text}"):
        answer = client.get(url)
        assert answer.status_code == 200
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert "人员drafter" not in answer.content.decode()


def test_signing_in_survives_a_visit_to_the_portal(client, world):
    client.force_login(world.who["drafter"])

    client.get(reverse("portal:home"))

    assert client.session["_auth_user_id"] == str(world.who["drafter"].pk)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_the_portal_only_answers_reading(client, world, method):
    file = reverse("portal:file", args=[world.published().index.text, "docx"])

    for url in (reverse("portal:home"), reverse("portal:list"), file):
        assert getattr(client, method)(url).status_code == 405


def test_a_head_request_has_no_body(client, world):
    answer = client.head(f"/portal/documents/{world.published().index.text}")

    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("many", [1, 25])
def test_pages_cost_a_fixed_number_of_queries(client, world, django_assert_num_queries, many):
    releases = [world.published(policy=True) for _ in range(many)]
    corrected = releases[-1]
    world.ended(corrected, "replaced")
    world.release(corrected.document, world.copy(corrected.document), corrected.plan)
    settle()
    where = corrected.index.text

    for url, number in {
        "/portal/": 4,
        "/portal/documents/": 4,
        "/portal/documents/?q=通知&topic=11&genre=通知&stage=decision&year=2026&body=教育部办公厅": 5,
        "/portal/interpretations/": 3,
        f"/portal/documents/{where}": 8,
        f"/portal/interpretations/{where}": 3,
        f"/portal/documents/{where}.docx": 2,
        "/portal/documents/360A00/1999-00001": 2,
    }.items():
        with django_assert_num_queries(number):
            client.get(url)


def test_a_later_release_of_a_retracted_document_is_served_again(client, world):
    release = world.published(page="<p>第一次</p>")
    retracted(world, release)
    world.release(
        release.document,
        world.copy(release.document, page="<p>第二次</p>"),
        published_at=NOON + timedelta(days=9),
    )
    change(release.document, status="published")
    settle()

    answer = page(client, release)

    assert answer.status_code == 200
    assert "第二次" in answer.content.decode()


def test_the_code_on_the_page_is_read_by_an_independent_reader_as_the_address_of_the_page(client, world):
    release = world.published()
    text = page(client, release).content.decode()
    side, drawn = re.search(r'<svg viewBox="0 0 (\d+) \1"[^>]*><path d="([^"]+)"', text).groups()

    read = zxingcpp.read_barcodes(picture(int(side), drawn))

    assert [(each.text, each.format) for each in read] == [(page_url(release), zxingcpp.BarcodeFormat.QRCode)]


def picture(side, drawn, scale=4):
    """Return the squares of the path as dark pixels on white paper."""
    paper = numpy.full((side, side), 255, dtype=numpy.uint8)
    runs = re.findall(r"M(\d+),(\d+)h(\d+)v1h-(\d+)z", drawn)
    assert "".join("M{},{}h{}v1h-{}z".format(*run) for run in runs) == drawn
    for x, y, there, back in runs:
        assert there == back
        paper[int(y), int(x) : int(x) + int(there)] = 0
    return paper.repeat(scale, axis=0).repeat(scale, axis=1)
