"""清理结果 as the portal shows them: the lists of every published clean-up by verdict, each document with its page."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.pages import document_url
from publication.normative.choices import Verdict


def page_of(results: Iterable[dict[str, Any]]) -> SafeString:
    """Return the page; `results` are those of publication.normative.selectors.results_of, the newest first."""
    return format_html_join("\n", "{}", ((_cleanup(each),) for each in results))


def _cleanup(result: dict[str, Any]) -> SafeString:
    day, lists = result["effective_on"], result["lists"]
    about = (result["title"], result["instrument"], day.year, day.month, day.day)
    head = format_html("<h2>{}</h2>\n<p>{}，自{}年{}月{}日起。</p>", *about)
    found = ((_list(verdict, lists[verdict]),) for verdict in Verdict if lists.get(verdict))
    return format_html("{}\n{}", head, format_html_join("\n", "{}", found))


def _list(verdict: Verdict, rows: list[dict[str, Any]]) -> SafeString:
    lines = ((document_url(each["index"]), each["title"], each["number"]) for each in rows)
    items = format_html_join("\n", '<li><a href="{}">{}</a>　{}</li>', lines)
    return format_html("<h3>{}（{}件）</h3>\n<ul>\n{}\n</ul>", verdict.label, len(rows), items)
