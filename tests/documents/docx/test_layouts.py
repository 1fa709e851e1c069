"""Whatever the layout, the elements are the same."""

import pytest

from documents.docx.examining.examiner import examine
from documents.docx.text import bare
from tests.documents.docx.conftest import draft_of
from tests.documents.docx.kinds import KINDS
from tests.documents.docx.layouts import laid_out
from tests.documents.docx.making import docx
from tests.documents.docx.more_kinds import MORE

SEEDS, AT_ONCE = 600, 50
ALL = KINDS + MORE


@pytest.mark.parametrize("start", range(0, SEEDS, AT_ONCE))
def test_the_elements_are_found_in_every_layout(start):
    for seed in range(start, start + AT_ONCE):
        data, facts, note = laid_out(seed)
        draft = draft_of(data)

        assert bare(draft.content.title).replace("、", "") == facts.title.replace("、", ""), seed
        assert str(draft.number) == facts.number, seed
        assert draft.issuing_bodies == facts.bodies, seed
        assert draft.issued_on == facts.day, seed
        assert draft.closing_note == note, seed


@pytest.mark.parametrize(("name", "blocks", "facts"), ALL, ids=[kind[0] for kind in ALL])
def test_every_kind_of_document_is_understood(name, blocks, facts):
    found = examine(docx(blocks), "稿.docx").as_json()

    assert {key: found[key] for key in facts} == facts
