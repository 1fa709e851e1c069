"""sitemap.xml (sitemaps.org 0.9): an index, and parts by ranges of change numbers, written as they are read."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from itertools import chain

from django.urls import reverse

from portal.choices import ColumnKind, report_page
from portal.machine import selectors
from portal.machine.atom import moment
from portal.pages import column_url, document_url, reading_url, whole_url
from portal.selectors import annual_reports

TYPE = "application/xml; charset=utf-8"
SIZE = 50_000  # addresses of a part, at most
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PAGES = ("portal:home", "portal:list", "portal:interpretations", "portal:help", "portal:api")
Address = tuple[str, datetime | None]


def index(last: int) -> str:
    """Return the index; `last` is the number of the last change."""
    parts = [_part("documents", part, at) for part, at in selectors.document_parts(last, SIZE)]
    parts += [_part("readings", part, at) for part, at in selectors.reading_parts(SIZE)]
    nodes = "".join(_node("sitemap", each) for each in [(whole_url(reverse("portal:sitemap_pages")), None), *parts])
    return f"{HEAD}<sitemapindex {SPACE}>\n{nodes}</sitemapindex>\n"


def _part(kind: str, part: int, at: datetime) -> Address:
    return whole_url(reverse("portal:sitemap_part", args=[kind, part])), at


def pages() -> Iterator[str]:
    """Yield the part with the pages that stand for no document."""
    undated = chain(map(reverse, PAGES), map(column_url, ColumnKind.values))
    reports = ((column_url(report_page(year)), at) for year, at in annual_reports())
    yield from _urlset((whole_url(path), at) for path, at in chain(((path, None) for path in undated), reports))


def documents(part: int) -> Iterator[str]:
    """Yield a part with documents."""
    found = selectors.documents_in(part, SIZE)
    yield from _urlset((whole_url(document_url(index)), at) for index, at in found)


def readings(part: int) -> Iterator[str]:
    """Yield a part with interpretations."""
    found = selectors.readings_in(part, SIZE)
    yield from _urlset((whole_url(reading_url(index, serial)), at) for index, serial, at in found)


def _urlset(addresses: Iterable[Address]) -> Iterator[str]:
    yield f"{HEAD}<urlset {SPACE}>\n"
    for each in addresses:
        yield _node("url", each)
    yield "</urlset>\n"


def _node(name: str, address: Address) -> str:
    url, at = address
    changed = f"<lastmod>{moment(at)}</lastmod>" if at else ""
    return f"<{name}><loc>{escape(url)}</loc>{changed}</{name}>\n"
