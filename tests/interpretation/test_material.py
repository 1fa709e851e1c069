import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpretation.material import to_html


def test_paragraphs_and_headings_keep_their_order():
    text = "一、背景\n通知的背景。\n\n（一）要点\n1.第一条"

    assert to_html(text).splitlines() == [
        "<h2>一、背景</h2>",
        "<p>通知的背景。</p>",
        "<h3>（一）要点</h3>",
        "<p>1.第一条</p>",
    ]


@pytest.mark.parametrize("line", ["一、本通知自发布之日起施行。", "二、" + "很" * 50])
def test_a_numbered_sentence_is_no_heading(line):
    assert to_html(line) == f"<p>{line}</p>"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_nothing_that_was_typed_becomes_markup(text):
    html = to_html(text)

    for known in ("<h2>", "</h2>", "<h3>", "</h3>", "<p>", "</p>"):
        html = html.replace(known, "")
    assert "<" not in html and ">" not in html
