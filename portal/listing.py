"""Lists of the portal: filters, chips, orders and found lines, built from counts and rows; no queries."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.choices import WORDS, Sort
from portal.models import PublishedDocument
from portal.pages import Row, path_of, row_of
from portal.selectors import Counts
from portal.words import marked, says

MOST_BODIES = 30  # issuing bodies that the list offers
SHOWN = 130  # characters of a summary among the results of a search
FACETS = {
    "topic": "主题", "stage": "五公开", "genre": "文种", "year": "年份", "body": "发文机关", "validity": "有效性",
    "origin": "来源",
}  # fmt: skip
SELDOM = {"validity", "origin"}  # offered when there is something to choose


def found_row(document: PublishedDocument, words: Sequence[str]) -> Row:
    """Return a document that was found as a line of a list, with the words marked in title and passage."""
    row = row_of(document)
    if not words:
        return row
    said = document.summary[:SHOWN]
    if not says(said, words):
        said = getattr(document, "passage", None) or ""
    return replace(row, title_html=marked(document.title, words), snippet_html=marked(said, words))


def counted(number: int, more: bool = False) -> SafeString:
    """Return how many there are, in words."""
    return format_html('共 <span class="num">{}</span> 件{}', number, "以上" if more else "")


def facet(name: str, words: dict[Any, str], asked: dict[str, str], counts: Mapping[str, int]) -> dict[str, Any]:
    """Return one filter of a list: a link for each of its values, and one that takes it away."""
    items = [link(name, value, word, asked, counts.get(str(value))) for value, word in words.items()]
    if asked.get(name):
        items.insert(0, {"label": "不限", "url": list_url({**asked, name: ""}), "active": False, "count": None})
    return {"label": FACETS[name], "items": items}


def link(name: str, value: Any, word: str, asked: dict[str, str], count: int | None) -> dict[str, Any]:
    """Return the link to the list with one filter set, all others kept."""
    active = asked.get(name) == str(value)
    return {"label": word, "url": list_url({**asked, name: str(value)}), "active": active, "count": count}


def list_url(asked: dict[str, str]) -> str:
    """Return the address of the list of documents with these filters."""
    query = urlencode({name: value for name, value in asked.items() if value})
    return path_of("list") + (f"?{query}" if query else "")


def values_of(name: str, counts: Counts) -> dict[Any, str]:
    """Return the values of one filter that occur, in the order in which a list offers them, with their words."""
    found = counts.get(name, {})
    if name == "body":
        return {each: each for each, _ in sorted(found.items(), key=lambda each: -each[1])[:MOST_BODIES]}
    if name == "year":
        return {year: f"{year}年" for year in sorted(found, reverse=True)}
    labels = WORDS[name]
    shown = labels if name == "stage" else found
    return {code: labels[code] for code in shown if code in labels}


def list_facets(counts: Counts, asked: dict[str, str], counted: bool) -> list[dict[str, Any]]:
    """Return the filters of the list; `counts` is selectors.counts(), shown where they fit what was asked for."""
    found = []
    for name in FACETS:
        words = values_of(name, counts)
        alone = counted and all(not asked.get(other) for other in ("q", *FACETS) if other != name)
        if words and (len(words) > 1 or name not in SELDOM or asked.get(name)):
            found.append(facet(name, words, asked, counts.get(name, {}) if alone else {}))
    return found


def chips(asked: dict[str, str]) -> list[dict[str, str]]:
    """Return what a list is narrowed by, each with the address of the list without it."""
    words = {"q": "搜索", **FACETS}
    return [
        {"label": f"{words[name]}：{_word(name, value)}", "url": list_url({**asked, name: ""})}
        for name, value in asked.items()
        if value and name in words
    ]


def _word(name: str, value: str) -> str:
    return WORDS.get(name, {}).get(value, value)


def sorts(asked: dict[str, str]) -> list[dict[str, Any]]:
    """Return the orders of a list; that by title needs words."""
    present = asked.get("sort") or Sort.NEWEST
    return [
        {"label": str(label), "url": list_url({**asked, "sort": code}), "active": code == present}
        for code, label in Sort.choices
        if code != Sort.TITLE or asked.get("q")
    ]


def home_facets(counts: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    """Return the ways to search from the home page, each with its count; `counts` is selectors.counts()."""
    stages = counts.get("stage", {})
    by_stage = [(code, label, stages.get(code, 0)) for code, label in WORDS["stage"].items()]
    by_topic = [(code, WORDS["topic"][code], count) for code, count in counts.get("topic", {}).items()]
    return [
        {"label": "五公开", "items": [_counted("stage", *each) for each in by_stage]},
        {"label": "主题", "items": [_counted("topic", *each) for each in by_topic]},
    ]


def _counted(name: str, value: str, word: str, count: int) -> dict[str, Any]:
    return {"label": word, "url": list_url({name: value}), "count": count}
