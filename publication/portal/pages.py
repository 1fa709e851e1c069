"""What the templates of the portal show, built from releases; no queries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from documents.choices import Attribute, Genre, Stage, Topic
from interpretation import selectors as interpretation
from interpretation.facts import PublicMaterial
from publication.choices import State, Validity
from publication.facts import Catalogue
from publication.models import PublicCopy, Release
from publication.portal.tags import Article, Column, PageTags, Site
from publication.selectors import pdf_remark

FILE_LABELS = {"docx": "Word 文件（.docx）", "pdf": "PDF 文件（.pdf）", "html": "网页文本（.html）"}


def site() -> Site:
    """Return the site as the installation names it."""
    return Site(**settings.SITE)


def document_url(release: Release) -> str:
    """Return the address of the document's page."""
    return reverse("portal:document", args=[release.index.text])


def interpretation_url(release: Release) -> str:
    """Return the address of the page that interprets the document."""
    return reverse("portal:interpretation", args=[release.index.text])


def tags_of(column: Column, article: Article | None = None) -> PageTags:
    """Return the tags of a page."""
    return PageTags(site(), column, article)


def document_article(release: Release) -> Article:
    """Return the content tags of a document's page."""
    return Article(
        title=release.title,
        published_at=release.published_at,
        source=release.issuing_body,
        url=f"https://{settings.SITE['domain']}{document_url(release)}",
        keywords=tuple(release.keywords),
        description=release.summary,
    )


def interpretation_article(release: Release) -> Article:
    """Return the content tags of an interpretation's page; `plan` must be loaded."""
    assert release.plan is not None  # noqa: S101
    return Article(
        title=lead_title(release),
        published_at=release.published_at,
        source=release.plan.responsible or release.issuing_body,
        url=f"https://{settings.SITE['domain']}{interpretation_url(release)}",
        keywords=tuple(release.keywords),
        description=f"关于“{release.title}”的解读",
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list (templates/portal/_row.html)."""

    title: str
    url: str
    number: str
    issued_on: date
    published_at: datetime
    organ: str
    genre: str
    validity: str
    interpreted: bool
    state: str = ""


def row_of(release: Release) -> Row:
    """Return a released document as a line of a list."""
    return Row(
        title=release.title,
        url=document_url(release),
        number=release.number_text,
        issued_on=release.generated_on,
        published_at=release.published_at,
        organ=release.issuing_body,
        genre=release.genre,
        validity=release.get_validity_display(),
        interpreted=release.plan_id is not None,
    )


def interpretation_row(release: Release) -> Row:
    """Return an interpretation as a line of a list; `plan` must be loaded."""
    assert release.plan is not None  # noqa: S101
    return Row(
        title=lead_title(release),
        url=interpretation_url(release),
        number=f"解读：{release.number_text}",
        issued_on=release.generated_on,
        published_at=release.published_at,
        organ=release.plan.responsible,
        genre="",
        validity="",
        interpreted=False,
    )


def record_of(release: Release) -> dict[str, Any]:
    """Return the catalogue columns of a released document as its page names them (R30)."""
    return {
        "title": release.title,
        "number": release.number_text,
        "organ": release.issuing_body,
        "topic": release.get_topic_display(),
        "genre": release.get_genre_display(),
        "stages": "、".join(str(Stage(code).label) for code in release.stages),
        "index": release.index.text,
        "issued_on": release.generated_on,
        "published_at": release.published_at,
        "validity": release.get_validity_display(),
        "manner": Attribute.PROACTIVE.label,
        "summary": release.summary,
        "keywords": "、".join(release.keywords),
        "state": "retracted" if release.state == State.RETRACTED else "",
        "state_at": release.ended_at,
        "state_note": release.explanation,
    }


def record_before(catalogue: Catalogue) -> dict[str, Any]:
    """Return the catalogue columns before the release, which adds 索引号 and time."""
    return {
        "title": catalogue.title,
        "number": catalogue.number_text,
        "organ": catalogue.issuing_body,
        "topic": Topic(catalogue.topic).label,
        "genre": Genre(catalogue.genre).label,
        "stages": "、".join(str(Stage(code).label) for code in catalogue.stages),
        "index": "（发布时编定）",
        "issued_on": catalogue.generated_on,
        "validity": Validity.IN_FORCE.label,
        "manner": Attribute.PROACTIVE.label,
        "summary": catalogue.summary,
        "keywords": "、".join(catalogue.keywords),
    }


def check_of(copy: PublicCopy) -> dict[str, Any]:
    """Return what the final check (发布前核验) found, for the preview."""
    found = "尚未核验" if copy.verified_at is None and not copy.failed_why else copy.get_failed_why_display()
    return {
        "label": "公开文件与审查通过的内容一致，无密级标志，无不可见内容",
        "ok": copy.verified_at is not None,
        "text": found,
        "basis": "先审查、后公开（保守国家秘密法实施条例第42条）",
    }


def pdf_check_of(copy: PublicCopy) -> dict[str, Any]:
    """Return what a person should know about the PDF of the copy; it stops nothing."""
    text = pdf_remark(copy)
    return {"label": "PDF 使用国标字体", "ok": not text, "warn": bool(text), "text": text, "basis": "GB/T 9704—2012"}


def body_of(copy: PublicCopy) -> SafeString:
    """Return the page text of a copy: the stored bytes, which the typesetter has sanitised."""
    assert copy.html is not None  # noqa: S101  # only erased copies have none, and those are never live
    return mark_safe(bytes(copy.html.data).decode())  # noqa: S308  # checked byte for byte before the release


def downloads_of(copy: PublicCopy, urls: dict[str, str]) -> list[dict[str, Any]]:
    """Return the files of a copy as its page lists them; `urls` maps docx, pdf, html to addresses."""
    return [
        {
            "label": FILE_LABELS[kind],
            "url": url,
            "size": getattr(copy, kind).size,
            "sm3": getattr(copy, f"{kind}_sm3"),
            "sha256": getattr(copy, f"{kind}_sha256"),
        }
        for kind, url in urls.items()
        if getattr(copy, f"{kind}_id")
    ]


def download_urls(release: Release) -> dict[str, str]:
    """Return the addresses of the files of a released document."""
    return {kind: reverse("portal:file", args=[release.index.text, kind]) for kind in FILE_LABELS}


def reading_of(release: Release) -> dict[str, Any]:
    """Return the interpretation as its page shows it; `plan` must be loaded."""
    plan = release.plan
    assert plan is not None  # noqa: S101
    materials = interpretation.public_materials(plan)
    return {
        "title": materials[0].title,
        "kind": "、".join(dict.fromkeys(each.form for each in materials)),
        "source": plan.responsible or release.issuing_body,
        "published_at": release.published_at,
        "body_html": format_html_join("", "{}", ((_body(each, materials[0]),) for each in materials)),
    }


def _body(material: PublicMaterial, first: PublicMaterial) -> SafeString:
    """Return a material under its title, which the page shows itself for the first."""
    head = "" if material is first else format_html("<h2>{}</h2>", material.title)
    return format_html("{}{}", head, mark_safe(material.html))  # noqa: S308  # made of escaped text


def lead_title(release: Release) -> str:
    """Return the title of the first material of a release (`plan` loaded; no query where a list has asked)."""
    assert release.plan is not None  # noqa: S101
    known = getattr(release, "lead_title", None)
    return known if known is not None else release.plan.lead_title


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


def list_facets(found: dict[str, list[Any]], asked: dict[str, str]) -> list[dict[str, Any]]:
    """Return the filters of the list; `found` is selectors.facets()."""
    return [
        facet("主题", "topic", {code: str(Topic(code).label) for code in found["topic"]}, asked),
        facet("五公开", "stage", {str(code): str(label) for code, label in Stage.choices}, asked),
        facet("文种", "genre", {code: str(Genre(code).label) for code in found["genre"]}, asked),
        facet("年份", "year", {year: f"{year}年" for year in found["year"]}, asked),
        facet("发文机关", "body", {name: name for name in found["body"]}, asked),
    ]


def home_facets(stages: dict[str, int], topics: list[tuple[str, int]]) -> list[dict[str, Any]]:
    """Return the ways to search from the home page, each with its count."""
    by_stage = [(code, str(label), stages[code]) for code, label in Stage.choices]
    by_topic = [(code, str(Topic(code).label), count) for code, count in topics]
    return [
        {"label": "五公开", "items": [_counted("stage", *each) for each in by_stage]},
        {"label": "主题", "items": [_counted("topic", *each) for each in by_topic]},
    ]


def _counted(name: str, value: str, word: str, count: int) -> dict[str, Any]:
    return {"label": word, "url": list_url({name: value}), "count": count}
