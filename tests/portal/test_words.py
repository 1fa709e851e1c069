"""Folding, pairs and marks: nothing that stands in a text is missed, nothing else is found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal import words

TEXTS = st.text(alphabet="教育部办公厅招生工作〔〕（）2026ＡＩai \n。%_'\\“é", max_size=60)


@settings(max_examples=60)
@given(text=st.text(max_size=40))
def test_folding_keeps_every_place(text):
    assert len(words.fold(text)) == len(text)


@settings(max_examples=60)
@given(text=TEXTS, data=st.data())
def test_every_pair_of_a_passage_is_among_the_pairs_of_the_text(text, data):
    folded = words.fold(text)
    start = data.draw(st.integers(0, len(folded)))
    passage = folded[start : start + 6].split("\n")[0]

    assert {passage[at : at + 2] for at in range(len(passage) - 1)} <= words.pairs(folded)


@pytest.mark.parametrize(
    ("one", "other"),
    [("教办厅〔2026〕1号", "教办厅[２０２６]１号"), ("ＡＩ", "ai"), ("（试行）", "(试行)"), ("全　面", "全 面")],
)
def test_width_case_and_brackets_do_not_matter(one, other):
    assert words.fold(one) == words.fold(other)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("招生 工作", ["招生", "工作"]),
        ("“招生 工作”通知", ["招生 工作", "通知"]),
        ('"未完', ["未完"]),
        ("招生　招生", ["招生"]),
        (" \x00 ", []),
        ("一 二 三 四 五 六 七 八 九", ["一", "二", "三", "四", "五", "六", "七", "八"]),
    ],
)
def test_a_question_is_cut_into_words(asked, found):
    assert words.words_of(asked) == found


def test_places_are_marked_and_all_else_is_escaped():
    assert words.marked("<b>ＡＩ教育</b>", ["ai", "ai教"]) == "&lt;b&gt;<mark>ＡＩ教</mark>育&lt;/b&gt;"
    assert words.marked("教育", []) == "教育"


def test_a_text_with_too_many_pairs_is_compared_instead(monkeypatch):
    monkeypatch.setattr(words, "MOST_BYTES", 100)

    found, oversized = words.tokens("题", "很长的一篇文字内容", [("topic", "11")], "202611")

    assert oversized and words.OVERSIZED in found and "很长" not in found
    assert words.filter_token("topic", "11") in found
