"""The text of a page or a Word file: nothing that runs or loads, nothing around it, one digest for one text."""

from contextlib import suppress
from io import BytesIO

import docx
import pytest

from publication.reposting.errors import PageClassified, PageUnreadable
from publication.reposting.extracting import extract
from publication.reposting.fetching import Fetched
from tests.publication.reposting.conftest import PAGE, TITLE

HARMFUL = ("<script", "onclick", "onerror", "<img", "href", "<iframe", "style")
NOTICE = "现将有关事项通知如下，请认真贯彻落实。"


def page(text=PAGE, media_type="text/html; charset=utf-8"):
    data = text if isinstance(text, bytes) else text.encode()
    return extract(Fetched("https://www.gov.cn/9.html", media_type, data), TITLE)


def word(*paragraphs):
    document, data = docx.Document(), BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(data)
    return extract(Fetched("https://www.gov.cn/9.docx", "application/octet-stream", data.getvalue()), TITLE)


def test_the_text_of_a_page_comes_without_menus_and_scripts():
    found = page()

    assert "为做好某项工作，经国务院同意" in found.text and "检查 教育部" in found.text
    assert not {"版权所有", "首页", "alert"} & {word for word in ("版权所有", "首页", "alert") if word in found.text}
    assert (found.hints.number_text, found.hints.issuing_body, found.hints.issued_on) == (
        "国办发〔2026〕9号", "国务院办公厅", "2026-11-23",
    )  # fmt: skip


@pytest.mark.parametrize(
    "part",
    [
        "<script>alert(1)</script>", "<p onclick='alert(1)'>点</p>", "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>点</a>", "<iframe src='https://evil.example'></iframe>",
        "<svg><script>alert(1)</script></svg>", "<style>p{display:none}</style>", "<form action=//evil.example></form>",
        "<math><mtext></mtext><style><img src=x onerror=alert(1)></style></math>",
    ],
)  # fmt: skip
def test_nothing_of_a_page_runs_or_loads_anything(part):
    found = page(PAGE.replace("<table>", f"<div>{part}</div><table>"))

    assert not any(bad in found.page.lower() for bad in HARMFUL)
    assert "alert(1)" not in found.text


def test_what_stands_around_the_text_does_not_change_its_digest():
    assert page(PAGE.replace("12345", "99999").replace("首页", "主页")).text_sm3 == page().text_sm3
    assert page(PAGE.replace("加强督查", "取消督查")).text_sm3 != page().text_sm3


def test_a_page_in_an_older_encoding_is_read():
    data = PAGE.replace("utf-8", "gb2312").encode("gb18030")

    assert page(data, "text/html").text == page().text


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"", "text/html"),
        (b"%PDF-1.7", "application/pdf"),
        (b"PK\x03\x04", "application/zip"),
        (b"\xff\xfe\x00", "text/html"),
    ],
)
def test_what_has_no_text_is_refused_in_words(data, media_type):
    with pytest.raises(PageUnreadable):
        page(data, media_type)


def test_deeply_nested_markup_is_refused_or_read():
    with suppress(PageUnreadable):
        assert page("<html><body>" + "<div>" * 3_000 + "正文" * 40).text


@pytest.mark.rule(12)
def test_a_page_with_a_classified_mark_is_refused_wherever_the_mark_stands():
    with pytest.raises(PageClassified):
        page(PAGE.replace("<footer>", "<footer><p>机密★10年</p>"))


def test_a_word_file_gives_text_and_elements():
    found = word("国务院办公厅文件", "国办发〔2026〕9号", TITLE, "各省、自治区人民政府：", NOTICE)

    assert found.media == "docx" and "现将有关事项通知如下" in found.text
    assert found.hints.number_text == "国办发〔2026〕9号"


@pytest.mark.rule(12)
def test_a_word_file_with_a_classified_mark_is_refused():
    with pytest.raises(PageClassified):
        word("机密★10年", TITLE, NOTICE)
