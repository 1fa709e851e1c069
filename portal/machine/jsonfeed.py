"""JSON Feed 1.1; what was taken down is an entry that says so."""

import json
from typing import Any

from django.conf import settings

from portal.machine.atom import moment
from portal.machine.feeds import Enclosure, Entry, Feed

TYPE = "application/feed+json; charset=utf-8"
VERSION = "https://jsonfeed.org/version/1.1"


def render(feed: Feed) -> bytes:
    """Return the feed as a JSON document."""
    value = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "language": "zh-CN",
        "authors": [{"name": settings.SITE["organ"]}],
        "items": [_tombstone(each) if each.gone else _item(each) for each in feed.entries],
    }
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _item(entry: Entry) -> dict[str, Any]:
    found = _common(entry) | {
        "title": entry.title,
        "content_text": entry.summary or entry.title,
        "tags": [label for _, label in entry.terms],
        "attachments": [_attachment(each) for each in entry.enclosures],
    }
    return found | ({"external_url": entry.related} if entry.related else {})


def _tombstone(entry: Entry) -> dict[str, Any]:
    gone = {"title": f"已撤下：{entry.title}", "content_text": entry.gone, "_mingfa": {"state": "retracted"}}
    return _common(entry) | gone


def _common(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.url,
        "url": entry.url,
        "date_published": moment(entry.published),
        "date_modified": moment(entry.updated),
        "authors": [{"name": entry.author}],
    }


def _attachment(each: Enclosure) -> dict[str, Any]:
    return {"url": each.url, "mime_type": each.type, "title": each.title, "size_in_bytes": each.size}
