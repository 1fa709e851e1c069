"""Links in the head of a page for feed readers, browsers and robots; no queries."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.machine.columns import CODED, EVERYTHING, READINGS, Column, column_of

register = template.Library()
FEEDS = {"atom": "application/atom+xml", "json": "application/feed+json"}
LINK = '<link rel="alternate" type="{}" title="{}" href="{}">'


@register.simple_tag(takes_context=True)
def machine_links(context: Context) -> SafeString:
    """Return the <link> elements: feeds of the site and of the shown column, search, catalogue, linked data."""
    request = context.get("request")
    columns = [EVERYTHING, READINGS, *(_asked(request) if request else ())]
    links = [(kind, each.name, each.url(form)) for each in columns for form, kind in FEEDS.items()]
    links.append(("application/ld+json", "目录（DCAT）", reverse("portal:catalogue")))
    links += _own(request)
    search = format_html(
        '<link rel="search" type="application/opensearchdescription+xml" title="搜索公开信息" href="{}">',
        reverse("portal:opensearch"),
    )
    return format_html("{}\n    {}", search, format_html_join("\n    ", LINK, links))


def _asked(request: Any) -> Iterator[Column]:
    """Yield the columns that the address of a list names."""
    for kind in CODED:
        code = request.GET.get(kind, "")
        if code and (found := column_of(kind, code)):
            yield found


def _own(request: Any) -> list[tuple[str, str, str]]:
    """Return the link to a document as linked data, on its page."""
    match = getattr(request, "resolver_match", None)
    if match is None or match.view_name != "portal:document":
        return []
    return [("application/ld+json", "本页数据", reverse("portal:linked", kwargs=match.kwargs))]
