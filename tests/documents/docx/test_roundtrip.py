"""The proof of the public copy: the typeset file read again gives the content back, and hides nothing."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.docx import content
from documents.docx.examining import hidden, marks
from documents.docx.examining.examiner import examine
from documents.docx.intake import take_in
from documents.docx.model import Elements
from documents.docx.opening.package import open_package
from documents.docx.reading.reader import read
from documents.docx.typesetting.typeset import typeset
from tests.documents.docx.conftest import OFFICIAL, SHARED, draft_of, sample_id
from tests.documents.docx.contents import CONTENTS, ELEMENTS, PICTURES
from tests.documents.docx.making import unzipped

PLAIN = Elements("教育部办公厅", "教办厅〔2017〕3号", issued_on=date(2017, 4, 10), closing_note="此件公开发布")


def has_text(made):
    return any(line.strip() for line in made.lines())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CONTENTS, ELEMENTS)
def test_every_content_comes_back_from_its_typeset_file(made, elements):
    data = typeset(made, elements, PICTURES)
    if not has_text(made):
        return
    draft = read(open_package(data, "公文.docx"))

    assert content.content_of(draft) == made
    assert content.digest(content.content_of(draft)) == content.digest(made)
    assert draft.pictures.keys() == set(made.pictures())
    assert hidden.hidden_content(open_package(data, "公文.docx")) == []


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CONTENTS)
def test_every_content_comes_back_from_json(made):
    assert content.from_json(content.to_json(made)) == made


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CONTENTS)
def test_the_canonical_form_is_reached_at_once(made):
    assert content.canonical(made) == made


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CONTENTS, ELEMENTS)
def test_equal_input_gives_equal_bytes(made, elements):
    assert typeset(made, elements, PICTURES) == typeset(made, elements, dict(PICTURES))


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_unseen_characters_do_not_change_the_digest(data):
    from documents.docx.text import clean

    text = data.draw(st.text(max_size=20))
    unseen = data.draw(st.text(st.sampled_from("\u200b\u200d\ufeff\u2060\u00ad\u202e"), max_size=5))
    at = data.draw(st.integers(0, len(text)))
    if clean(text[:at]) + clean(text[at:]) == clean(text):
        assert clean(text[:at] + unseen + text[at:]) == clean(text)


@pytest.fixture(params=OFFICIAL, ids=sample_id)
def sample(request):
    return (SHARED / request.param["file"]).read_bytes()


def round_trip(data):
    draft = draft_of(data)
    elements = Elements(
        "、".join(draft.issuing_bodies),
        str(draft.number),
        issued_on=draft.issued_on,
        closing_note=draft.closing_note,
        copies_to=("省委", "省政府"),
        printing_body="办公厅",
        printed_on=draft.issued_on,
    )
    made = typeset(draft.content, elements, draft.pictures)
    return draft, made, draft_of(made)


def check(data):
    draft, made, again = round_trip(data)
    package = open_package(made, "公文.docx")

    assert again.content == draft.content
    assert again.number == draft.number
    assert (again.genre, again.issuing_bodies) == (draft.genre, draft.issuing_bodies)
    assert {each.rule for each in examine(made, "公文.docx").format} <= {41, 55}  # what lies in the wording itself
    assert again.issued_on == draft.issued_on
    assert again.closing_note == draft.closing_note
    assert again.copies_to == ("省委", "省政府")
    assert hidden.hidden_content(package) == []
    assert not marks.classified_mark(package, "公文.docx")


@pytest.mark.rule(27)
def test_a_real_document_comes_back_whole_and_hides_nothing(sample):
    check(sample)


@pytest.mark.rule(27)
def test_the_founding_document_comes_back_whole_and_hides_nothing(founding):
    check(founding)


def test_the_typeset_file_names_no_person_and_has_no_properties(founding):
    taken = take_in(founding, "稿.docx")
    parts = unzipped(typeset(taken.draft.content, PLAIN, {}))

    assert any(each.kind == "property" for each in taken.hidden)
    assert not any(name.startswith(("docProps", "customXml")) for name in parts)
    for word in (b"python-docx", b"creator", b"lastModifiedBy", b"rsid", b"w:author"):
        assert not any(word in data for data in parts.values())
