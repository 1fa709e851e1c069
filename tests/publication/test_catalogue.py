import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.docx.model import Cell, Content, Heading, Paragraph, Table
from publication.catalogue import SUMMARY_LENGTH, shortened, summary_of


@pytest.mark.rule(30)
def test_the_summary_is_the_first_paragraph_that_says_something():
    blocks = (
        Heading(1, "一、总体要求"),
        Table(((Cell((Paragraph("表内文字不作为内容概述的来源。"),)),),)),
        Paragraph("现通知如下："),
        Paragraph("为了做好招生工作，现就有关事项通知如下。"),
        Paragraph("另一段落不作为内容概述的来源。"),
    )

    assert summary_of(Content("标题", (), blocks)) == "为了做好招生工作，现就有关事项通知如下。"


def test_a_text_that_runs_on_after_a_heading_counts():
    block = Heading(2, "（一）加强领导。", "各地要高度重视，抓好落实。")

    assert summary_of(Content("标题", (), (block,))) == "（一）加强领导。各地要高度重视，抓好落实。"


def test_without_a_paragraph_the_title_is_the_summary():
    assert summary_of(Content("关于某事的通知")) == "关于某事的通知"


def test_a_long_paragraph_ends_with_a_whole_sentence():
    text = "第一句。" + "很长" * 40 + "。" + "很长" * 100

    assert shortened(text) == "第一句。" + "很长" * 40 + "。"


@given(st.text(alphabet="字。；a ", max_size=600))
def test_a_summary_is_never_too_long_and_always_the_beginning(text):
    short = shortened(text)

    assert len(short) <= SUMMARY_LENGTH
    assert text.startswith(short.removesuffix("…"))
