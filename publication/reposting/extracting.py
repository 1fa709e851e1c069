"""The text of a fetched page or Word file, as a sanitised page and as plain lines; pure.

What the source serves around the text (menus, counters, scripts) changes from visit to visit; the digest by which a
later look tells whether the document changed is therefore taken over the plain text, not over the bytes.
"""

import html
import logging
import re
from dataclasses import asdict, dataclass
from typing import Any

import nh3
from lxml.etree import tostring
from readability import Document as ReadablePage

from common.digests import of_bytes
from documents.docx import dates, numbers
from documents.docx.errors import ClassifiedContent, FileRefused
from documents.docx.examining.marktext import has_mark
from documents.docx.intake import take_in
from documents.docx.model import Elements
from documents.docx.opening.sniff import ZIP
from documents.docx.text import clean
from documents.docx.typesetting.html import data_addresses, render
from publication.historic.reading import body_of
from publication.reposting.choices import Media
from publication.reposting.errors import PageClassified, PageUnreadable
from publication.reposting.fetching import Fetched

TAGS = {"p", "br", "h2", "h3", "h4", "table", "caption", "thead", "tbody", "tr", "th", "td", "ul", "ol", "li", "strong"}
ATTRIBUTES = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|tr|caption|div|section|article|header|footer)>|<br\s*/?>", re.IGNORECASE)
CELL_END = re.compile(r"</t[dh]>", re.IGNORECASE)
LONGEST_PAGE = 2 << 20  # bytes of a page that are searched for its text
SHORTEST_TEXT = 20  # characters
HEAD_LINES, TAIL_LINES = 12, 12
ENCODINGS = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "utf-8": "utf-8-sig", "utf8": "utf-8-sig"}


@dataclass(frozen=True, slots=True)
class Hints:
    """What the text itself says, for the form of whoever re-posts it; days in ISO form.

    `coverage` is how many per cent of the page's words were taken for the text.
    """

    number_text: str = ""
    issuing_body: str = ""
    issued_on: str = ""
    coverage: int = 100

    def as_json(self) -> dict[str, Any]:
        """Return the hints as JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Extract:
    """The document of a source: what it is, its page, its plain text with the digest, and its hints."""

    media: str
    page: str
    text: str
    text_sm3: str
    hints: Hints


class WholeText(ReadablePage):  # type: ignore[misc]  # the library is untyped
    """Finds where the text of a page stands and takes all of it: a short table belongs to a document."""

    def sanitize(self, node: Any, *_: Any) -> str:
        """Return the markup as it is; nh3 cleans it."""
        return str(tostring(node, encoding="unicode"))


logging.getLogger("readability").disabled = logging.getLogger("readability.readability").disabled = True  # quotes pages


def extract(fetched: Fetched, title: str) -> Extract:
    """Return the document of what was fetched under the title. Raises PageUnreadable, PageClassified."""
    found = _word_file(fetched) if fetched.data.startswith(ZIP) else _web_page(fetched, title)
    if len(found.text) < SHORTEST_TEXT:
        raise PageUnreadable
    if has_mark(found.text):
        raise PageClassified
    return found


def _word_file(fetched: Fetched) -> Extract:
    try:
        draft = take_in(fetched.data, "source.docx").draft
    except ClassifiedContent:
        raise PageClassified from None
    except FileRefused:
        raise PageUnreadable from None
    number = str(draft.number) if draft.number else draft.number_as_found
    body = (draft.issuing_bodies or draft.signature_bodies or ("",))[0]
    elements = Elements(body, number, issued_on=draft.issued_on)
    page = render(draft.content, elements, addresses=data_addresses(draft.pictures))
    issued = draft.issued_on.isoformat() if draft.issued_on else ""
    text = "\n".join(draft.content.lines())
    return Extract(Media.DOCX, page, text, of_bytes(text.encode()).sm3, Hints(number, body, issued))


def _web_page(fetched: Fetched, title: str) -> Extract:
    if b"html" not in fetched.media_type.lower().encode() and b"<html" not in fetched.data[:2000].lower():
        raise PageUnreadable
    whole = _decoded(fetched)
    everything = _lines(whole)
    if has_mark(everything):
        raise PageClassified
    try:
        found = WholeText(whole).summary(html_partial=True)
    except Exception:  # noqa: BLE001  # the library promises nothing about what it raises
        raise PageUnreadable from None
    page = nh3.clean(found, tags=TAGS, attributes=ATTRIBUTES, clean_content_tags={"script", "style"}, link_rel=None)
    text = _lines(page)
    coverage = 100 * len(text) // max(len(everything), 1)
    return Extract(Media.HTML, page, text, of_bytes(text.encode()).sm3, _hints(text, title, coverage))


def _decoded(fetched: Fetched) -> str:
    data = fetched.data[:LONGEST_PAGE]
    strictness = "strict" if len(fetched.data) <= LONGEST_PAGE else "ignore"  # the cut may go through a character
    named = CHARSET.search(fetched.media_type.encode()) or CHARSET.search(data[:4096])
    wanted = ENCODINGS.get(named[1].decode().lower(), "") if named else ""
    for encoding in filter(None, (wanted, "utf-8-sig", "gb18030")):
        try:
            return data.decode(encoding, strictness).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise PageUnreadable


def _lines(markup: str) -> str:
    """Return the plain lines of the markup, one for each block, without empty ones."""
    broken = CELL_END.sub(" ", BLOCK_END.sub("\n", markup.replace("\n", " ")))
    bare = html.unescape(nh3.clean(broken, tags=set(), clean_content_tags={"script", "style"}))
    return "\n".join(line for line in map(clean, bare.split("\n")) if line)


def _hints(text: str, title: str, coverage: int) -> Hints:
    lines = text.split("\n")
    number = next((found[0] for line in lines[:HEAD_LINES] if (found := numbers.find(line))), None)
    day: Any = next((ending for line in reversed(lines[-TAIL_LINES:]) if (ending := dates.whole(line))), None)
    return Hints(str(number or ""), body_of(title), day.isoformat() if day else "", min(coverage, 100))
