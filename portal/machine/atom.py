"""Atom 1.0 (RFC 4287) with deleted entries (RFC 6721)."""

from datetime import datetime
from typing import Any

from django.conf import settings
from lxml import etree

from portal.machine.feeds import Entry, Feed

TYPE = "application/atom+xml; charset=utf-8"
ATOM = "http://www.w3.org/2005/Atom"
DELETED = "http://purl.org/atompub/tombstones/1.0"
NAMES: Any = {None: ATOM, "at": DELETED}
Element = etree._Element


def render(feed: Feed) -> bytes:
    """Return the feed as an Atom document."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap=NAMES)
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "zh-CN")
    _add(root, "title", feed.title)
    _add(root, "id", feed.url)
    _add(root, "updated", moment(feed.updated))
    _add(_add(root, "author"), "name", settings.SITE["organ"])
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.url)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    for entry in feed.entries:
        _tombstone(root, entry) if entry.gone else _entry(root, entry)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def moment(at: datetime) -> str:
    """Return a moment as RFC 3339 writes it, to the second."""
    return at.isoformat(timespec="seconds")


def _entry(root: Element, entry: Entry) -> None:
    node = _add(root, "entry")
    _add(node, "title", entry.title)
    _add(node, "id", entry.url)
    _add(node, "updated", moment(entry.updated))
    _add(node, "published", moment(entry.published))
    _add(_add(node, "author"), "name", entry.author)
    for code, label in entry.terms:
        _add(node, "category", term=code, label=label)
    _add(node, "link", rel="alternate", type="text/html", href=entry.url)
    if entry.related:
        _add(node, "link", rel="related", type="text/html", href=entry.related)
    for each in entry.enclosures:
        _add(node, "link", rel="enclosure", type=each.type, length=str(each.size), title=each.title, href=each.url)
    _add(node, "summary", entry.summary or entry.title)


def _tombstone(root: Element, entry: Entry) -> None:
    node = etree.SubElement(root, f"{{{DELETED}}}deleted-entry", ref=entry.url, when=moment(entry.updated))
    etree.SubElement(node, f"{{{DELETED}}}comment").text = f"已撤下：{entry.title}。{entry.gone}"


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    node = etree.SubElement(parent, f"{{{ATOM}}}{name}", attrib=attributes)
    node.text = text
    return node
