"""先例: similar documents with what became of their attribute, and nothing of documents that the person may not see."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from common.clock import office_date
from deadlines.selectors import calendar
from documents import services as documents
from documents.models import Document
from documents.selectors import locked, whole
from review.choices import Desk
from tests.workflow.road import INTERNAL, TITLE
from tests.workflow.services.test_returns import give_back
from workflow.pages.precedents import papers_beside
from workflow.pages.rows import Today
from workflow.precedents import LEAST, precedents_of, score, title_words

SCHOOLS = "教育部办公厅关于做好义务教育招生入学工作的通知"
AGAIN = "教育部办公厅关于进一步做好义务教育招生入学有关工作的通知"
LABS = "教育部办公厅关于加强高校实验室安全管理的通知"


def titled(road, title, until=None, proposal=None, **flags):
    """Return a document with the title that went through everything, or up to the desk."""
    given = {"proposal": proposal} if proposal else {}
    document = road.draft(title=title, **given, **flags)
    road.submit(document)
    return whole(road.walk(document, until=until).pk)


def found_for(road, document, name="gongkai1"):
    return precedents_of(whole(document.pk), road.who[name], office_date(road.at))


def titles(found):
    return [each.document.title for each in found.shown]


def test_words_of_the_masthead_and_empty_words_do_not_make_titles_alike(road):
    document, plain = road.draft(title=SCHOOLS), road.draft()

    assert {"义务教育", "招生", "入学"} <= title_words(document)
    assert not {"关于", "做好", "工作", "通知", "教育部"} & title_words(document)
    assert title_words(plain) == frozenset() and plain.title == TITLE


def test_a_similar_document_is_shown_with_its_attribute_and_a_foreign_one_is_not(road):
    titled(road, SCHOOLS)
    titled(road, LABS)
    present = titled(road, AGAIN, until=Desk.DISCLOSURE_CHECK)

    found = found_for(road, present)

    assert titles(found) == [SCHOOLS]
    assert (found.shown[0].decision.attribute, dict(found.counts)) == ("proactive", {"proactive": 1})
    assert set(found.shown[0].shared) >= {"义务教育", "招生"}


def test_the_nearest_title_stands_first(road):
    near, far = titled(road, SCHOOLS), titled(road, "教育部办公厅关于开展义务教育质量监测工作的通知")
    present = titled(road, AGAIN, until=Desk.DISCLOSURE_CHECK)

    assert titles(found_for(road, present)) == [near.title, far.title]


def test_what_became_of_the_first_proposal_is_said(road):
    document = road.draft(title=SCHOOLS)
    road.submit(document)
    road.walk(document, until=Desk.DISCLOSURE_CHECK)
    give_back(road, document, Desk.DISCLOSURE_CHECK, reason="attribute")
    change_attribute(road, document, INTERNAL)
    road.submit(document)
    road.walk(document)
    present = titled(road, AGAIN, until=Desk.DISCLOSURE_CHECK)

    found = found_for(road, present).shown[0]

    assert (found.decision.attribute, found.earlier, found.returned) == ("withheld", ("proactive",), 1)


def change_attribute(road, document, proposal):
    with transaction.atomic():
        held = locked(document.pk)
        documents.decide_disclosure(document=held, proposal=proposal, by=held.drafter, at=road.tick())


def test_a_draft_or_a_document_under_review_is_no_precedent(road):
    road.draft(title=SCHOOLS)
    titled(road, SCHOOLS, until=Desk.OFFICE_CHECK)
    present = titled(road, AGAIN, until=Desk.DISCLOSURE_CHECK)

    assert found_for(road, present).shown == []


@pytest.mark.parametrize("name", ["nigao1", "fagui1"])
def test_nothing_is_told_of_documents_that_the_person_may_not_see(road, name):
    titled(road, SCHOOLS, by="nigao2")
    present = titled(road, AGAIN, until=Desk.DISCLOSURE_CHECK)

    found = found_for(road, present, name)

    assert found.shown == [] and not found.counts
    assert found_for(road, present).shown


def test_the_drafter_sees_the_own_precedents(road):
    titled(road, SCHOOLS)
    present = road.draft(title=AGAIN)

    assert titles(found_for(road, present, "nigao1")) == [SCHOOLS]


def test_no_more_queries_for_many_precedents_than_for_one(road):
    present = titled(road, AGAIN, until=Desk.DISCLOSURE_CHECK)
    titled(road, SCHOOLS)
    few = queries_of(road, present)
    for _ in range(3):
        titled(road, SCHOOLS)

    assert queries_of(road, present) == few
    assert len(found_for(road, present).shown) == 4


def queries_of(road, present):
    document = whole(present.pk)
    with CaptureQueriesContext(connection) as asked:
        precedents_of(document, road.who["gongkai1"], office_date(road.at))
    return len(asked)


def test_two_documents_of_a_kind_without_a_common_word_are_not_alike():
    one = Document(title="甲", genre="通知", topic="11", issuing_body="教育部", series_id=1)

    assert score(one, one, []) == 4 < LEAST
    assert score(one, Document(genre="函", topic="12", issuing_body="某部"), ["招生"]) < LEAST


def test_the_disclosure_desk_shows_them_and_no_other_desk_does(road):
    titled(road, SCHOOLS)
    present = titled(road, AGAIN, until=Desk.DISCLOSURE_CHECK)
    today = Today(road.at, calendar())

    shown = papers_beside(Desk.DISCLOSURE_CHECK, present, road.who["gongkai1"], today)

    row = shown["precedents"][0]
    assert (row["title"], row["outcome"]) == (SCHOOLS, "审核同意")
    assert row["url"].startswith("/documents/")
    assert "precedents" not in papers_beside(Desk.SIGN, present, road.who["qianfa1"], today)
