"""Real documents: what the reader makes of them equals what their publisher says of them."""

import re

import pytest

from documents.docx import intake
from documents.docx.genres import Genre, genre_of
from documents.docx.model import Heading
from documents.docx.text import bare
from tests.documents.docx.conftest import OFFICIAL, SHARED, draft_of, sample_id


@pytest.fixture(params=OFFICIAL, ids=sample_id)
def sample(request):
    row = request.param
    return row, (SHARED / row["file"]).read_bytes()


def test_a_real_document_is_recognised_as_its_catalogue_says(sample):
    row, data = sample
    draft = draft_of(data)

    assert str(draft.number) == row["document_number"]
    assert draft.content.title.replace(" ", "") == row["title"].replace(" ", "")
    assert "、".join(draft.issuing_bodies) == row["issuing_body"]
    assert draft.issued_on is not None and draft.issued_on.isoformat() == row["issued_on"]
    assert draft.closing_note == row["closing_note"]


def test_the_genre_of_a_real_document_is_that_of_its_title_or_masthead(sample):
    row, data = sample
    by_number = {"国令": Genre.ORDER, "国函": Genre.LETTER, "国办函": Genre.LETTER}
    letters = re.split("[〔第]", row["document_number"])[0]
    wanted = Genre.ORDER if letters == "国令" else genre_of(row["title"]) or by_number.get(letters)

    assert draft_of(data).genre is wanted


def test_a_real_document_bears_no_mark_and_loses_nothing(sample):
    row, data = sample
    taken = intake.take_in(data, row["file"])

    assert taken.lost == ()


def test_no_visible_line_of_a_real_document_gets_lost(sample):
    _, data = sample
    draft = draft_of(data)
    elements = (draft.masthead, draft.number_as_found, draft.date_as_found, draft.closing_note)
    kept = bare("".join((*draft.content.lines(), *elements, *draft.signature_bodies)))

    assert [line for line in draft.lines if undressed(line.text) not in kept] == []


def undressed(text):
    """Return a line without what belongs to its form: brackets, the colon after addressees, web garbage."""
    return bare(text).replace("&sp;", "").removeprefix("附件：").strip("（）：")


def test_the_founding_document_is_read_whole(founding):
    draft = draft_of(founding)
    headings = [block for block in draft.content.blocks if isinstance(block, Heading)]

    assert draft.content.title == "教育部办公厅关于全面推进政务公开工作的实施意见"
    assert str(draft.number) == "教办厅〔2017〕3号"
    assert draft.genre is Genre.OPINION
    assert draft.issuing_bodies == ("教育部办公厅",)
    assert draft.issued_on.isoformat() == "2017-04-10"
    assert draft.content.addressees[0] == "各省、自治区、直辖市教育厅（教委）"
    assert len(draft.content.addressees) == 4
    assert [each.level for each in headings].count(1) == 5
    assert [each.level for each in headings].count(2) == 20
