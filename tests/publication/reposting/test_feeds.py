"""Atom and RSS are read as they come; whatever is hostile gives no entry or an error in words."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publication.reposting.errors import FeedUnreadable
from publication.reposting.feeds import MOST_ENTRIES, entries

URL = "https://www.gov.cn/feed.xml"
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'>{}</feed>"
RSS = "<rss version='2.0'><channel><title>要闻</title>{}</channel></rss>"
ENTRY = "<entry><id>1</id><title>{}</title><link href='{}'/><published>2026-11-24T01:00:00Z</published></entry>"
DATED = "<pubDate>Tue, 24 Nov 2026 09:00:00 +0800</pubDate>"
ITEM = f"<item><title>关于一事的通知</title><link>https://www.gov.cn/1</link>{DATED}</item>"
BOMB = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"
MOMENT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def one(title="关于一事的通知", link="https://www.gov.cn/1"):
    return ATOM.format(ENTRY.format(title, link))


@pytest.mark.parametrize("data", [one().encode(), RSS.format(ITEM).encode()], ids=["atom", "rss"])
def test_an_entry_has_title_address_and_moment(data):
    (entry,) = entries(data, URL)

    assert (entry.title, entry.url, entry.published_at) == ("关于一事的通知", "https://www.gov.cn/1", MOMENT)


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gbk", "utf-16"])
def test_the_declared_encoding_is_read(encoding):
    data = f"<?xml version='1.0' encoding='{encoding}'?>{one()}".encode(encoding)

    assert entries(data, URL)[0].title == "关于一事的通知"


def test_an_address_is_read_as_it_stands_in_the_feed():
    assert entries(one(link="/zhengce/1.html").encode(), URL)[0].url == "https://www.gov.cn/zhengce/1.html"


def test_markup_and_unseen_characters_do_not_get_into_a_title():
    title = "&lt;b&gt;关于&lt;/b&gt;\u200b&lt;script&gt;alert(1)&lt;/script&gt;一事&amp;amp;的通知"

    assert entries(one(title).encode(), URL)[0].title == "关于一事&的通知"


@pytest.mark.rule(12)
def test_a_title_with_a_classified_mark_is_not_taken_in():
    assert entries(one("关于某事的通知 机密★10年").encode(), URL) == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\x02",
        b"<html><body>404</body></html>",
        (BOMB + one("&b;")).encode(),
        (BOMB + one("&b;")).encode("utf-16"),
        (BOMB.replace("DOCTYPE", "doctype") + one()).encode(),
        f"<?xml version='1.0' encoding='utf-7'?>{one()}".encode(),
        f"<?xml version='1.0' encoding='cp037'?>{one('A')}".encode("cp037"),
        b"<?xml version='1.0' encoding='utf-8'?>" + "<rss>坏".encode("gbk"),
        b"<rss version='2.0'" + b"<" * 10_000,
    ],
)
def test_what_is_no_sound_feed_is_refused_or_empty(data):
    with suppress(FeedUnreadable):
        assert entries(data, URL) == []


@pytest.mark.parametrize("data", [(BOMB + one("&b;")).encode(), (BOMB + one("&b;")).encode("utf-16")])
def test_a_feed_that_declares_entities_is_refused(data):
    with pytest.raises(FeedUnreadable):
        entries(data, URL)


def test_an_entry_without_title_or_address_or_with_a_strange_date_does_no_harm():
    odd = "<entry><title>甲</title></entry><entry><link href='https://www.gov.cn/2'/></entry>"
    dated = ENTRY.replace("2026-11-24T01:00:00Z", "vorgestern").format("乙", "https://www.gov.cn/3")

    assert [(entry.title, entry.published_at) for entry in entries(ATOM.format(odd + dated).encode(), URL)] == [
        ("乙", None)
    ]


def test_a_reference_to_what_is_no_character_is_left_out():
    assert entries(one("关于&#xd800;&#0;&#99999999;一事&#x7684;通知").encode(), URL)[0].title == "关于一事的通知"


def test_a_feed_without_end_is_cut():
    many = "".join(ENTRY.format(f"第{number}号", f"https://www.gov.cn/{number}") for number in range(MOST_ENTRIES + 5))

    assert len(entries(ATOM.format(many).encode(), URL)) == MOST_ENTRIES


@settings(max_examples=30)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=100).map(lambda text: one(text).encode("utf-8", "replace"))))
def test_no_bytes_make_the_reader_fail(data):
    with suppress(FeedUnreadable):
        assert all(entry.title and entry.url for entry in entries(data, URL))
