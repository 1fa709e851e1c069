"""What a person who has closed a desk reads of the document afterwards."""

from documents import selectors as documents_of
from review.choices import Desk
from tests.oversight.search.test_search import rewrite
from tests.workflow.services.test_returns import give_back

HANDLED = "/desk/?tab=handled"


def test_what_one_has_handled_bears_the_title_that_was_sent_and_is_found_by_no_later_one(road, browser):
    document = road.draft()
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK, by="chuzhang1")
    sent = document.title
    give_back(road, document, Desk.DISCLOSURE_CHECK, text="请改标题")
    rewrite(road, document, "第二稿。", title="教育部办公厅关于紫荆的通知")
    officer, head = browser("gongkai1"), browser("chuzhang1")

    assert documents_of.whole(document.pk).title != sent
    assert titles(officer, HANDLED) == [sent]
    assert titles(officer, f"{HANDLED}&q=紫荆") == []
    assert titles(head, HANDLED) == titles(head, f"{HANDLED}&q=紫荆") == ["教育部办公厅关于紫荆的通知"]

    road.submit(document)
    road.walk(document, until=Desk.DISCLOSURE_CHECK)
    assert titles(officer, HANDLED) == titles(officer, f"{HANDLED}&q=紫荆") == ["教育部办公厅关于紫荆的通知"]


def titles(browser, address):
    return [row["title"] for row in browser.get(address).context["page"]]
