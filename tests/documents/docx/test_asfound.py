"""Spans of the canonical text in the file's own paragraphs."""

import pytest

from documents.docx.reading.asfound import placed


@pytest.mark.parametrize(
    ("canonical", "own", "value"),
    [
        ("经查，甲乙丙", "　　经查，甲乙丙", "甲乙丙"),
        ("经查 甲乙丙", "经查　　 甲乙丙\t", "甲乙丙"),
        ("（一）经查甲乙丙", "经查甲乙丙", "甲乙丙"),
        ("经查甲 乙丙。", "经查甲\n乙丙。", "甲 乙丙"),
    ],
)
def test_a_span_is_that_of_the_same_visible_characters(canonical, own, value):
    start = canonical.index(value)

    first, last = placed(canonical, own, start, start + len(value))

    assert "".join(own[first:last].split()) == "".join(value.split())
    assert own[first:last].strip() == own[first:last]


def test_a_text_that_is_not_there_keeps_its_span():
    assert placed("甲乙丙", "另一段文字", 1, 3) == (1, 3)
