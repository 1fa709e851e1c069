from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from interpretation.drawing import to_svg, wrapped

ALLOWED = {"svg", "title", "desc", "rect", "text"}
ANYTHING = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120)


@given(ANYTHING, ANYTHING)
def test_whatever_was_typed_is_drawn_as_words_and_nothing_else(title, text):
    svg = etree.fromstring(to_svg(title, text).encode())

    assert {etree.QName(each).localname for each in svg.iter()} <= ALLOWED
    assert not {name for each in svg.iter() for name in each.attrib if name.startswith(("on", "style", "href"))}


def test_a_figure_stands_large_beside_its_words_and_every_word_is_there():
    svg = etree.fromstring(to_svg("一图读懂", "一、关键数字\n20日｜自受理之日起答复。\n正文<b>").encode())

    texts = {each.text: int(each.get("font-size")) for each in svg if etree.QName(each).localname == "text"}
    assert texts["20日"] > texts["自受理之日起答复。"]
    assert {"关键数字", "正文<b>"} <= set(texts)


@given(st.text(alphabet="公开ab，。", min_size=1, max_size=60))
def test_lines_are_as_wide_as_told_and_lose_nothing(text):
    lines = list(wrapped(text, 8))

    assert "".join(lines) == text
    assert all(line[0] not in "，。" for line in lines[1:])
