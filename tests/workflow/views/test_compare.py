import re

import pytest
from django.db import transaction

from accounts.roles import Role
from audit.models import Entry
from documents import selectors as documents_of
from documents import services as documents
from documents.comparison import compare
from documents.docx.model import Cell, Content, Paragraph, Picture, Table
from review.choices import Desk, Resume
from tests.people import make_person
from tests.workflow.road import INTERNAL, file_of
from workflow import services as workflow
from workflow.pages.comparison import side_by_side
from workflow.pages.differences import inline
from workflow.services.returns import Back

LONG = [f"第{n}项工作由有关单位负责，{n}月底前完成并报告结果。" for n in range(1, 13)]


def url(document, **asked):
    return f"/documents/{document.pk}/compare/?" + "&".join(f"{name}={value}" for name, value in asked.items())


def give_back(road, document, desk):
    task = road.task(document, desk)
    back = Back(Desk.REVISE, "wording", "请修改", Resume.DIRECT)
    workflow.give_back(task_id=task.pk, token=None, back=back, by=road.someone(task), at=road.tick())


def rewrite(road, document, *lines):
    with transaction.atomic():
        held = documents_of.locked(document.pk)
        documents.replace_text(document=held, taken=file_of(*lines), by=road.who["nigao1"], at=road.tick())


@pytest.fixture
def three(road):
    """A document with three versions; the disclosure desk was asked on the first and the third."""
    document = road.draft("第一稿的旧话。")
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    give_back(road, document, Desk.DISCLOSURE_CHECK)
    rewrite(road, document, "第二稿的半截话。")
    rewrite(road, document, "第三稿的新话。")
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    return document


def test_any_two_versions_are_compared_by_who_reads_them(browser, three):
    answer = browser("nigao1").get(url(three, old=1, new=3))

    html = answer.content.decode()
    assert re.search(r"<del>[^<]*一[^<]*</del>", html) and re.search(r"<ins>[^<]*三[^<]*</ins>", html)
    assert "半截" not in html
    assert browser("mishu1").get(url(three, old=2, new=3)).status_code == 200


def test_without_a_choice_the_newest_is_compared_with_the_one_before(browser, three):
    answer = browser("nigao1").get(url(three))

    assert (answer.context["old"].serial, answer.context["new"].serial) == (2, 3)


def test_a_desk_compares_what_it_was_asked_on_and_nothing_in_between(browser, three):
    client = browser("gongkai2")
    answer = client.get(url(three))

    assert [each["serial"] for each in answer.context["versions"]] == [1, 3]
    assert (answer.context["old"].serial, answer.context["new"].serial) == (1, 3)
    assert "半截" not in answer.content.decode()
    for asked in ({"old": 2, "new": 3}, {"old": 1, "new": 2}, {"new": 2}, {"old": 2}):
        assert client.get(url(three, **asked)).status_code == 404


def test_strangers_and_other_desks_find_nothing(road, browser, three, client):
    client.force_login(make_person("someone", Role.DRAFTER))

    assert client.get(url(three)).status_code == 404
    assert browser("qianfa1").get(url(three, old=1, new=3)).status_code == 404


@pytest.mark.parametrize("asked", ["0", "99", "x", "9" * 40, "-1", "²"])
def test_a_version_that_is_not_there_is_not_found(browser, three, asked):
    assert browser("nigao1").get(url(three, old=asked, new=3)).status_code == 404
    assert browser("nigao1").get(url(three, old=1, new=asked)).status_code == 404


def test_one_version_alone_says_that_there_is_nothing_to_compare(road, browser):
    answer = browser("nigao1").get(url(road.draft()))

    assert answer.status_code == 200 and "没有可以对比的稿件" in answer.content.decode()


def test_a_version_equals_itself(browser, three):
    answer = browser("nigao1").get(url(three, old=2, new=2))

    assert "内容相同" in answer.content.decode() and "<ins>" not in answer.context["html"]


def test_the_address_switches_the_view_and_shows_the_whole_text(road, browser):
    document = road.draft(*LONG)
    rewrite(road, document, LONG[0].replace("有关单位", "办公厅"), *LONG[1:])
    client = browser("nigao1")

    side, merged = client.get(url(document)), client.get(url(document, view="inline"))
    whole = client.get(url(document, view="inline", all=1))

    assert side.content.decode().count("diff-sides") == 1 and merged.content.decode().count("diff-sides") == 0
    assert LONG[5] not in merged.content.decode() and LONG[5] in whole.content.decode()
    assert [chosen for _, _, chosen in merged.context["views"]] == [False, True]
    for _, address, _ in merged.context["views"]:
        assert client.get(address).status_code == 200


def test_changes_are_counted_and_each_leads_to_the_next(road, browser):
    document = road.draft(*LONG)
    rewrite(road, document, LONG[0].replace("有关单位", "办公厅"), *LONG[2:11], LONG[1], "另行新增一段与前文无关的话。")

    answer = browser("nigao1").get(url(document, view="inline"))

    html = answer.context["html"]
    numbers = [int(number) for number in re.findall(r'id="change-(\d+)"', html)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(f'href="#change-{number}"' in html for number in numbers)
    assert html.count("data-row") == html.count("data-open") == len(numbers)
    assert dict(answer.context["counts"]) == {"改动": 2, "新增": 0, "删去": 0, "移动": 1} or dict(
        answer.context["counts"]
    ) == {"改动": 1, "新增": 1, "删去": 1, "移动": 1}


@pytest.mark.rule(51)
@pytest.mark.parametrize(
    ("new", "nature"), [("通知如下， 请执行。", "文字排印性改动"), ("通知如下，请照办。", "实质性修改")]
)
def test_the_page_says_which_kind_of_change_it_is_and_why(road, browser, new, nature):
    document = road.draft("通知如下,请执行。")
    rewrite(road, document, new)

    html = browser("nigao1").get(url(document)).content.decode()

    assert f"<strong>{nature}</strong>" in html and "第25条第一项" in html


def test_a_comparison_is_journalled_where_the_document_is_not_proactive(road, browser):
    secret, open_ = road.draft(proposal=INTERNAL), road.draft()
    for document in (secret, open_):
        rewrite(road, document, "另一句话。")
        browser("nigao1").get(url(document))

    assert list(Entry.objects.filter(verb="page.viewed").values_list("chain", flat=True)) == [f"document:{secret.pk}"]


def test_an_erased_document_has_nothing_to_compare(road, browser):
    document = road.draft("不该写在这里的话。")
    rewrite(road, document, "也不该写在这里的话。")
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    road.act(document, Desk.CONFIDENTIALITY_OFFICER, verdict="must_classify", text="涉密")

    answer = browser("mishu1").get(url(document))

    assert answer.status_code == 200
    assert "不该写在这里的话" not in answer.content.decode() and answer.context["found"] is None


# --- the drawing itself -------------------------------------------------------------------------------


def drawn(old, new):
    found = compare(old, new)
    return inline(found), side_by_side(found)


def text(*lines):
    return Content("标题", (), tuple(map(Paragraph, lines)))


def table(*rows):
    return Content("标题", (), (Table(tuple(tuple(Cell((Paragraph(each),)) for each in row) for row in rows)),))


def test_a_difference_shows_text_never_markup():
    for shown in drawn(text("<b>旧</b>的话。"), text("<script>新</script>的话。")):
        assert "<script>" not in shown and "<b>旧" not in shown
        assert "&lt;" in shown


def test_every_change_bears_a_sign_and_a_word_beside_its_colour():
    old, new = text(*LONG[:6]), text("全新的一段，写的是别的事情。", LONG[1] + "另附说明。", *LONG[3:6], LONG[2])

    for shown in drawn(old, new):
        marks = re.findall(r"<b>(.)</b> (\w\w)", shown)
        assert {("～", "改动"), ("↷", "移走"), ("↶", "移来")} <= set(marks)
        assert len(marks) == shown.count("diff-mark")


def test_the_left_side_shows_what_was_and_the_right_side_what_is():
    _, shown = drawn(text("由教育部负责。"), text("由财政部负责。"))

    left, right = re.findall(r"<td><p[^>]*>(.*?)</p></td>", shown)[-2:]
    assert (left, right) == ("由<del>教育部</del>负责。", "由<ins>财政部</ins>负责。")


def test_a_table_is_drawn_as_a_table_with_its_unchanged_rows_folded():
    rows = [(f"单位{n}", str(n)) for n in range(40)]
    for shown in drawn(table(*rows), table(*rows[:20], ("单位20", "99"), *rows[21:])):
        assert "<del>20</del>" in shown and "<ins>99</ins>" in shown
        assert "单位5<" not in shown and "行未改动" in shown


def test_a_blank_that_came_or_went_can_be_seen():
    merged, _ = drawn(text("国务院文件"), text("国务院 文件"))

    assert "<ins>␣</ins>" in merged and "排印" in merged


def test_exchanged_pictures_are_named():
    merged, sides = drawn(
        Content("标题", (), (Picture("a" * 64, 10, 20),)), Content("标题", (), (Picture("b" * 64, 10, 20),))
    )

    for shown in (merged, sides):
        assert "<del>〔图片 aaaaaaaaaaaa，10×20 毫米〕</del>" in shown
        assert "<ins>〔图片 bbbbbbbbbbbb，10×20 毫米〕</ins>" in shown
