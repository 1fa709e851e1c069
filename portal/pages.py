"""What the templates of the portal show, built from its rows; no queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from documents.choices import Attribute, Genre, Stage, Topic
from portal.choices import FileKind
from portal.models import PublishedDocument, PublishedFile, PublishedReading
from portal.tags import Article, Column, PageTags, Site

MOST_BODIES = 30  # issuing bodies that the list offers


def site() -> Site:
    """Return the site as the installation names it."""
    return Site(**settings.SITE)


def document_url(index: str) -> str:
    """Return the address of a document's page."""
    return reverse("portal:document", args=[index])


def reading_url(index: str, serial: int) -> str:
    """Return the address of the page of an interpretation; the first one bears no number."""
    if serial == 1:
        return reverse("portal:interpretation", args=[index])
    return reverse("portal:reading", args=[index, serial])


def whole_url(path: str) -> str:
    """Return the whole address of a path of the site."""
    return f"https://{settings.SITE['domain']}{path}"


def tags_of(column: Column, article: Article | None = None) -> PageTags:
    """Return the tags of a page."""
    return PageTags(site(), column, article)


def document_article(document: PublishedDocument) -> Article:
    """Return the content tags of a document's page."""
    return Article(
        title=document.title,
        published_at=document.published_at,
        source=document.issuing_body or document.source_name or settings.SITE["organ"],
        url=whole_url(document_url(document.index)),
        keywords=tuple(document.keywords),
        description=document.summary,
    )


def reading_article(reading: PublishedReading) -> Article:
    """Return the content tags of an interpretation's page; `document` must be loaded."""
    return Article(
        title=reading.title,
        published_at=reading.published_at,
        source=reading.source or reading.document.issuing_body,
        url=whole_url(reading_url(reading.document.index, reading.serial)),
        keywords=tuple(reading.document.keywords),
        description=f"关于“{reading.document.title}”的解读",
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list (templates/portal/_row.html)."""

    title: str
    url: str
    number: str
    issued_on: date | None
    published_at: datetime
    organ: str
    genre: str
    validity: str
    interpreted: bool
    state: str = ""


def row_of(document: PublishedDocument) -> Row:
    """Return a published document as a line of a list; `interpreted` is asked when it was loaded."""
    return Row(
        title=document.title,
        url=document_url(document.index),
        number=document.number_text,
        issued_on=document.generated_on,
        published_at=document.published_at,
        organ=document.issuing_body,
        genre=document.genre,
        validity=document.get_validity_display(),
        interpreted=bool(getattr(document, "interpreted", False)),
    )


def reading_row(reading: PublishedReading) -> Row:
    """Return an interpretation as a line of a list; `document` must be loaded."""
    return Row(
        title=reading.title,
        url=reading_url(reading.document.index, reading.serial),
        number=f"解读：{reading.document.number_text}",
        issued_on=reading.document.generated_on,
        published_at=reading.published_at,
        organ=reading.source,
        genre="",
        validity="",
        interpreted=False,
    )


def reading_link(reading: PublishedReading, document: PublishedDocument) -> dict[str, Any]:
    """Return an interpretation as the page of its document names it."""
    url = reading_url(document.index, reading.serial)
    return {"title": reading.title, "url": url, "kind": reading.form, "published_at": reading.published_at}


def record_of(document: PublishedDocument) -> dict[str, Any]:
    """Return the catalogue columns of a published document as its page names them (R30)."""
    return {
        "title": document.title,
        "number": document.number_text,
        "organ": document.issuing_body,
        "topic": document.get_topic_display(),
        "genre": document.get_genre_display(),
        "stages": stage_names(document.stages),
        "index": document.index,
        "issued_on": document.generated_on,
        "published_at": document.published_at,
        "validity": document.get_validity_display(),
        "validity_note": document.validity_note,
        "manner": Attribute.PROACTIVE.label,
        "summary": document.summary,
        "keywords": "、".join(document.keywords),
        "corrections": [{**each, "at": datetime.fromisoformat(each["at"])} for each in document.corrections],
        "state": "retracted" if document.is_retracted else "",
        "state_at": document.ended_at,
        "state_note": document.explanation,
    }


def stage_names(stages: Iterable[str]) -> str:
    """Return the five disclosures of a document in words."""
    return "、".join(str(Stage(code).label) for code in stages)


def body_of(files: Iterable[PublishedFile]) -> SafeString:
    """Return the page text: the stored bytes, which the typesetter has sanitised; nothing when there is none."""
    for each in files:
        if each.kind == FileKind.HTML:
            return mark_safe(bytes(each.data).decode())  # noqa: S308  # checked byte for byte before the release
    return SafeString("")


def downloads_of(files: Iterable[PublishedFile], urls: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the files as the page lists them; `urls` maps kinds to addresses."""
    return [
        {
            "label": FileKind(each.kind).label,
            "url": urls[each.kind],
            "size": each.size,
            "sm3": each.sm3,
            "sha256": each.sha256,
        }
        for each in files
    ]


def file_urls(document: PublishedDocument) -> dict[str, str]:
    """Return the addresses of the files of a published document."""
    return {kind: reverse("portal:file", args=[document.index, kind]) for kind in FileKind.values}


def reading_of(reading: PublishedReading) -> dict[str, Any]:
    """Return the interpretation as its page shows it; `document` must be loaded."""
    picture = reverse("portal:picture", args=[reading.document.index, reading.serial])
    return {
        "title": reading.title,
        "kind": reading.form,
        "source": reading.source or reading.document.issuing_body,
        "published_at": reading.published_at,
        "body_html": mark_safe(reading.page),  # noqa: S308  # made safe before it was handed over
        "pictures": [{"url": picture, "alt": reading.title}] if reading.picture_type else [],
    }


def facet(label: str, name: str, words: dict[Any, str], asked: dict[str, str]) -> dict[str, Any]:
    """Return one filter of a list: a link for each of its values, and one that takes it away."""
    items = [link(name, value, word, asked) for value, word in words.items()]
    if asked.get(name):
        items.insert(0, {"label": "不限", "url": list_url({**asked, name: ""}), "active": False, "count": None})
    return {"label": label, "items": items}


def link(name: str, value: Any, word: str, asked: dict[str, str]) -> dict[str, Any]:
    """Return the link to the list with one filter set, all others kept."""
    active = asked.get(name) == str(value)
    return {"label": word, "url": list_url({**asked, name: str(value)}), "active": active, "count": None}


def list_url(asked: dict[str, str]) -> str:
    """Return the address of the list of documents with these filters."""
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("portal:list") + (f"?{query}" if query else "")


def list_facets(counts: dict[str, dict[str, int]], asked: dict[str, str]) -> list[dict[str, Any]]:
    """Return the filters of the list; `counts` is selectors.counts()."""
    bodies = sorted(counts.get("body", {}).items(), key=lambda each: -each[1])[:MOST_BODIES]
    years = sorted(counts.get("year", {}), reverse=True)
    return [
        facet("主题", "topic", {code: str(Topic(code).label) for code in counts.get("topic", {})}, asked),
        facet("五公开", "stage", {str(code): str(label) for code, label in Stage.choices}, asked),
        facet("文种", "genre", {code: str(Genre(code).label) for code in counts.get("genre", {})}, asked),
        facet("年份", "year", {year: f"{year}年" for year in years}, asked),
        facet("发文机关", "body", {name: name for name, _ in bodies}, asked),
    ]


def home_facets(counts: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    """Return the ways to search from the home page, each with its count; `counts` is selectors.counts()."""
    stages = counts.get("stage", {})
    by_stage = [(code, str(label), stages.get(code, 0)) for code, label in Stage.choices]
    by_topic = [(code, str(Topic(code).label), count) for code, count in counts.get("topic", {}).items()]
    return [
        {"label": "五公开", "items": [_counted("stage", *each) for each in by_stage]},
        {"label": "主题", "items": [_counted("topic", *each) for each in by_topic]},
    ]


def _counted(name: str, value: str, word: str, count: int) -> dict[str, Any]:
    return {"label": word, "url": list_url({name: value}), "count": count}
