"""What the templates of the portal show, built from its rows; no queries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Any

import qrcode
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from common.clock import OFFICE_ZONE
from documents.choices import Attribute, Stage
from portal.choices import (
    WORDS,
    ColumnKind,
    FileKind,
    Origin,
    RelationKind,
    Validity,
    column_label,
    report_page,
    report_year,
)
from portal.models import ColumnPage, PublishedDocument, PublishedFile, PublishedReading, PublishedRelation
from portal.tags import Article, Column, PageTags, Site

DAY = len("2026-11-24")


def site() -> Site:
    """Return the site as the installation names it."""
    return Site(**settings.SITE)


@cache
def path_of(name: str) -> str:
    """Return the path of a page without parameters; to look each one up takes a tenth of a list's time."""
    return reverse(f"portal:{name}")


@cache
def _documents() -> str:
    return reverse("portal:document", args=["0"]).removesuffix("0")


def document_url(index: str) -> str:
    """Return the address of a document's page: an index number stands in it as it is."""
    return _documents() + index


def reading_url(index: str, serial: int) -> str:
    """Return the address of the page of an interpretation; the first one bears no number."""
    if serial == 1:
        return reverse("portal:interpretation", args=[index])
    return reverse("portal:reading", args=[index, serial])


def whole_url(path: str) -> str:
    """Return the whole address of a path of the site: PORTAL_URL decides, SITE_DOMAIN where it is empty."""
    return (settings.PORTAL_URL or f"https://{settings.SITE['domain']}") + path


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
    """One line of a list (templates/portal/_rows.html)."""

    title: str
    url: str
    number: str
    issued: str  # 2026-11-24, "" when it is not known
    moment: str  # of publication: 2026-11-24T12:00:00+08:00
    day: str  # 2026-11-24
    organ: str
    genre: str
    validity: str
    interpreted: bool
    title_html: str = ""
    snippet_html: str = ""


def row_of(document: PublishedDocument) -> Row:
    """Return a published document as a line of a list; `interpreted` is asked when it was loaded."""
    published = document.published_at.astimezone(OFFICE_ZONE).isoformat()
    return Row(
        title=document.title,
        url=document_url(document.index),
        number=document.number_text,
        issued=document.generated_on.isoformat() if document.generated_on else "",
        moment=published,
        day=published[:DAY],
        organ=document.issuing_body,
        genre=document.genre,
        validity=WORDS["validity"][document.validity],
        interpreted=bool(getattr(document, "interpreted", False)),
    )


def reading_row(reading: PublishedReading) -> Row:
    """Return an interpretation as a line of a list; `document` must be loaded."""
    published = reading.published_at.astimezone(OFFICE_ZONE).isoformat()
    return Row(
        title=reading.title,
        url=reading_url(reading.document.index, reading.serial),
        number=f"解读：{reading.document.number_text}",
        issued=reading.document.generated_on.isoformat() if reading.document.generated_on else "",
        moment=published,
        day=published[:DAY],
        organ=reading.source,
        genre="",
        validity="",
        interpreted=False,
    )


def reading_link(reading: PublishedReading, document: PublishedDocument) -> dict[str, str]:
    """Return an interpretation as the page of its document names it."""
    return {"title": reading.title, "url": reading_url(document.index, reading.serial)}


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
        "out_of_force": document.validity not in {Validity.IN_FORCE, Validity.AMENDED},
        "origin": document.get_origin_display() if document.origin != Origin.RELEASE else "",
        "source_name": document.source_name,
        "source_url": document.source_url,
        "manner": Attribute.PROACTIVE.label,
        "summary": document.summary,
        "keywords": "、".join(document.keywords),
        "corrections": [{**each, "at": datetime.fromisoformat(each["at"])} for each in document.corrections],
        "state_at": document.ended_at,
        "state_note": document.explanation,
        "successor": successor_link(document.successor_index, document.successor_url),
    }


def successor_link(index: str, url: str) -> dict[str, str] | None:
    """Return name and address of what stands in the place of a retracted document, None when nothing does."""
    if index:
        return {"label": index, "url": document_url(index)}
    return {"label": url, "url": url} if url else None


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


def relations_of(
    done: Iterable[tuple[PublishedRelation, PublishedDocument | None]], suffered: Iterable[PublishedRelation]
) -> list[dict[str, Any]]:
    """Return the related documents as the page names them: what this one does to others, then the other way."""
    rows = [
        {
            "label": f"本件{RelationKind(each.kind).label}",
            "title": other.title if other else each.title,
            "number": each.number_text or (other.number_text if other else ""),
            "url": document_url(other.index) if other else "",
        }
        for each, other in done
    ]
    return rows + [
        {
            "label": f"{RelationKind(each.kind).label}本件",
            "title": each.document.title,
            "number": each.document.number_text,
            "url": document_url(each.document.index),
        }
        for each in suffered
    ]


def code_of(path: str) -> SafeString:
    """Return the QR code of the whole address as SVG without style and script: one line for each run of squares.

    Any mask can be read; to weigh all eight took a third of the whole page's time.
    """
    code = qrcode.QRCode(border=2, mask_pattern=0)
    code.add_data(whole_url(path))
    rows = code.get_matrix()
    drawn = "".join(f"M{x},{y}h{width}v1h-{width}z" for y, row in enumerate(rows) for x, width in _runs(row))
    return SafeString(
        f'<svg viewBox="0 0 {len(rows)} {len(rows)}" xmlns="http://www.w3.org/2000/svg">'
        f'<path d="{drawn}" shape-rendering="crispEdges"/></svg>'
    )


def _runs(row: list[bool]) -> Iterator[tuple[int, int]]:
    """Yield where each run of dark squares begins and how long it is."""
    for dark, found in groupby(enumerate(row), lambda each: each[1]):
        places = [place for place, _ in found]
        if dark:
            yield places[0], len(places)


def column_links(present: str) -> list[dict[str, Any]]:
    """Return the pages of the statutory column in their order; `present` is the one that is shown."""
    return [{"label": label, "url": column_url(kind), "active": kind == present} for kind, label in ColumnKind.choices]


def column_url(kind: str) -> str:
    """Return the address of a page of the statutory column."""
    year = report_year(kind)
    return reverse("portal:column", args=[kind]) if year is None else reverse("portal:report", args=[year])


def report_article(page: ColumnPage) -> Article:
    """Return the content tags of the page with the annual report of a year."""
    return Article(
        title=column_label(page.kind),
        published_at=page.changed_at,
        source=settings.SITE["organ"],
        url=whole_url(column_url(page.kind)),
    )


def report_links(reports: Iterable[tuple[int, datetime]]) -> list[dict[str, Any]]:
    """Return annual reports (year, when changed) as the page 年报 lists them."""
    return [
        {"label": column_label(report_page(year)), "url": column_url(report_page(year)), "changed_at": at}
        for year, at in reports
    ]


def column_body(page: ColumnPage | None) -> SafeString:
    """Return the text of a page of the statutory column, which was made safe before it was handed over."""
    return mark_safe(page.page) if page else SafeString("")  # noqa: S308
