"""Pages of the portal: GET and HEAD only, no session, no cookie; what is not live is not there."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe

from accounts.access import public
from publication.choices import State
from publication.models import Release
from publication.portal import pages, selectors
from publication.portal.forms import ListForm
from publication.portal.tags import DOCUMENTS, HOME, INTERPRETATIONS, PageTags

PER_PAGE = 20
LATEST, READINGS, RELATED = 10, 8, 5
CACHED = "public, no-cache"  # kept by caches, but asked again: a retraction is seen at once
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}


def page(request: HttpRequest, name: str, tags: PageTags, status: int = 200, **context: Any) -> HttpResponse:
    """Return a page of the portal."""
    context = {"site": tags.site, "tags": tags, **context}
    response = render(request, f"portal/{name}.html", context, status=status)
    response["Cache-Control"] = CACHED
    return response


def missing(request: HttpRequest) -> HttpResponse:
    """Say that there is no such page."""
    return page(request, "missing", pages.tags_of(DOCUMENTS), status=404, section="")


def gone(request: HttpRequest, release: Release) -> HttpResponse:
    """Say when and why what was here was taken down (R35)."""
    tags = pages.tags_of(DOCUMENTS, pages.document_article(release))
    record = pages.record_of(release)
    response = page(request, "tombstone", tags, status=410, section="documents", record=record, release=release)
    response["X-Robots-Tag"] = "noindex"
    return response


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the latest documents and interpretations, and the ways to search."""
    stages = selectors.counts_by_stage()
    return page(
        request,
        "home",
        pages.tags_of(HOME),
        section="home",
        latest=[pages.row_of(release) for release in selectors.newest()[:LATEST]],
        interpretations=[pages.interpretation_row(each) for each in selectors.interpreted()[:READINGS]],
        facets=pages.home_facets(stages, selectors.counts_by_topic()),
        total=stages["total"],
    )


@public
@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    """Show the documents that fit the address; wrong filters and page numbers are mended, never refused."""
    form = ListForm(request.GET)
    form.is_valid()
    found = Paginator(selectors.filtered(form.cleaned_data), PER_PAGE).get_page(request.GET.get("page"))
    asked = {name: str(value or "") for name, value in form.cleaned_data.items()}
    return page(
        request,
        "list",
        pages.tags_of(DOCUMENTS),
        section="documents",
        heading=DOCUMENTS.name,
        page=_with_rows(found, pages.row_of),
        facets=pages.list_facets(selectors.facets(), asked),
        q=asked.get("q", ""),
        clear_url=pages.list_url({}),
    )


@public
@require_safe
def interpretation_list(request: HttpRequest) -> HttpResponse:
    """Show the interpretations, newest first."""
    found = Paginator(selectors.interpreted(), PER_PAGE).get_page(request.GET.get("page"))
    rows = _with_rows(found, pages.interpretation_row)
    return page(
        request,
        "list",
        pages.tags_of(INTERPRETATIONS),
        section="interpretations",
        heading=INTERPRETATIONS.name,
        page=rows,
        facets=[],
    )


def _with_rows(found: Any, row_of: Callable[[Release], pages.Row]) -> Any:
    found.object_list = [row_of(release) for release in found.object_list]
    return found


@public
@require_safe
def document(request: HttpRequest, index: str) -> HttpResponse:
    """Show a released document with its catalogue columns, text, files and interpretation (R30, R33)."""
    release = selectors.at_address(index)
    if release is None:
        return missing(request)
    if release.state == State.RETRACTED:
        return gone(request, release)
    record = pages.record_of(release)
    record["corrections"] = [
        {"at": each.ended_at, "note": each.explanation} for each in selectors.corrections_of(release)
    ]
    return page(
        request,
        "document",
        pages.tags_of(DOCUMENTS, pages.document_article(release)),
        section="documents",
        column=DOCUMENTS.name,
        record=record,
        body_html=pages.body_of(release.copy),
        downloads=pages.downloads_of(release.copy, pages.download_urls(release)),
        interpretations=[pages.interpretation_row(release)] if release.plan else [],
        related=[pages.row_of(each) for each in selectors.related_to(release, RELATED)],
    )


@public
@require_safe
def interpretation(request: HttpRequest, index: str) -> HttpResponse:
    """Show the interpretation of a released document, with the way back to it (R33)."""
    release = selectors.at_address(index)
    if release is None or release.plan is None:
        return missing(request)
    if release.state == State.RETRACTED:
        return gone(request, release)
    return page(
        request,
        "interpretation",
        pages.tags_of(INTERPRETATIONS, pages.interpretation_article(release)),
        section="interpretations",
        reading=pages.reading_of(release),
        document=pages.row_of(release),
    )


@public
@require_safe
def file(request: HttpRequest, index: str, kind: str) -> HttpResponse:
    """Serve a file of a released document byte for byte as it was verified; 304 when the reader has it."""
    release = selectors.file_at(index, kind)
    if release is None:
        return missing(request)
    if release.state == State.RETRACTED:
        return gone(request, release)
    blob = getattr(release.copy, kind)
    return missing(request) if blob is None else send(request, release, kind, bytes(blob.data))


def send(request: HttpRequest, release: Release, kind: str, data: bytes) -> HttpResponse:
    """Return the bytes under a name that a reader recognises (RFC 5987), with digest as ETag."""
    etag = f'"{getattr(release.copy, f"{kind}_sha256")}"'
    changed = int(release.published_at.timestamp())
    response = HttpResponse(data, content_type=TYPES[kind])
    name = f"{release.number_text}.{kind}"
    response["Content-Disposition"] = content_disposition_header(kind == "docx", name) or ""
    response["ETag"], response["Last-Modified"] = etag, http_date(changed)
    response["Cache-Control"] = CACHED
    answer = get_conditional_response(request, etag=etag, last_modified=changed, response=response)
    assert isinstance(answer, HttpResponse)  # noqa: S101
    return answer
