"""Atom and RSS to plain entries; whatever declares a document type is refused before it is parsed; pure."""

import calendar
import codecs
import hashlib
import html
import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import feedparser
import nh3

from documents.docx.examining.marktext import has_mark
from documents.docx.text import clean
from publication.reposting.errors import FeedUnreadable

MOST_ENTRIES = 200
LONGEST_TITLE = 500
DECLARED = re.compile(rb"""encoding\s*=\s*["']([A-Za-z0-9._-]{2,20})["']""")
ENCODINGS = {"utf-8": "utf-8-sig", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "utf-16": "utf-16"}
REFERENCE = re.compile(r"&#([xX][0-9a-fA-F]{1,8}|[0-9]{1,8});")
SURROGATES, LAST_CHARACTER, FIRST_SEEN, SPACES = range(0xD800, 0xE000), 0x10FFFF, 0x20, (9, 10, 13)
TYPE_DECLARED = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: a key that stays, its title, the address of the document, when it was published (if it says so)."""

    key: str
    title: str
    url: str
    published_at: datetime | None


def entries(data: bytes, url: str) -> list[Entry]:
    """Return the entries that have a title and an address, in the feed's order; at most MOST_ENTRIES.

    A title with a 密级 mark is not taken in (R12). Raises FeedUnreadable.
    """
    text = _decoded(data)
    if TYPE_DECLARED.search(text):
        raise FeedUnreadable
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        parsed = feedparser.parse(io.BytesIO(_plain(text).encode()), response_headers=headers)
    except Exception:  # noqa: BLE001  # the library promises nothing about what it raises
        raise FeedUnreadable from None
    if not parsed.get("version"):
        raise FeedUnreadable
    found = (_entry(each) for each in parsed.entries[:MOST_ENTRIES])
    return [each for each in found if each is not None]


def _decoded(data: bytes) -> str:
    declared = DECLARED.search(data[:200])
    named = declared[1].decode().lower() if declared else "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        named = "utf-16"
    try:
        return data.decode(ENCODINGS[named])
    except (KeyError, UnicodeDecodeError):
        raise FeedUnreadable from None


def _plain(text: str) -> str:
    """Return the text without NUL, the declaration of an encoding that it no longer has, and false references."""
    bare = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text.replace("\x00", ""), count=1)
    return REFERENCE.sub(_character, bare)


def _character(reference: re.Match[str]) -> str:
    """Return a reference as it is, and nothing for one to what is no character."""
    digits = reference[1]
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return (
        ""
        if code in SURROGATES or code > LAST_CHARACTER or (code < FIRST_SEEN and code not in SPACES)
        else reference[0]
    )


def _entry(each: Any) -> Entry | None:
    title = _title(str(each.get("title", "")))
    url = str(each.get("link", "")).strip().replace(" ", "%20")
    if not title or not url or has_mark(title):
        return None
    key = hashlib.sha256(str(each.get("id") or url).encode("utf-8", "replace")).hexdigest()
    return Entry(key, title, url, _moment(each.get("published_parsed") or each.get("updated_parsed")))


def _title(text: str) -> str:
    return clean(html.unescape(nh3.clean(text, tags=set())))[:LONGEST_TITLE]


def _moment(parsed: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None
