"""Pages of the portal: GET and HEAD only, no session, no cookie; what is not live is not there."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe

from common.access import public
from portal import listing, pages, search, selectors
from portal.choices import MEDIA_TYPES, FileKind
from portal.forms import ListForm
from portal.keeping import CACHED, kept, known
from portal.models import PublishedDocument, PublishedFile
from portal.tags import DOCUMENTS, HOME, INTERPRETATIONS, PageTags

PER_PAGE = 20
LAST_PAGE, DIGITS = search.DEEPEST // PER_PAGE, 9
LATEST, READINGS = 10, 8
TYPES = MEDIA_TYPES | {FileKind.HTML.value: f"{MEDIA_TYPES[FileKind.HTML]}; charset=utf-8"}


def page(request: HttpRequest, name: str, tags: PageTags, status: int = 200, **context: Any) -> HttpResponse:
    """Return a page of the portal."""
    context = {"site": tags.site, "tags": tags, **context}
    response = render(request, f"portal/{name}.html", context, status=status)
    response["Cache-Control"] = CACHED
    return response


def missing(request: HttpRequest) -> HttpResponse:
    """Say that there is no such page."""
    return page(request, "missing", pages.tags_of(DOCUMENTS), status=404, section="")


def gone(request: HttpRequest, document: PublishedDocument) -> HttpResponse:
    """Say when and why what was here was taken down (R35)."""
    tags = pages.tags_of(DOCUMENTS, pages.document_article(document))
    record = pages.record_of(document)
    kind = document.ended_kind
    response = page(request, "tombstone", tags, status=410, section="documents", record=record, kind=kind)
    response["X-Robots-Tag"] = "noindex"
    return response


@public
@require_safe
@kept
def home(request: HttpRequest) -> HttpResponse:
    """Show the latest documents and interpretations, and the ways to search."""
    counts = selectors.counts()
    return page(
        request,
        "home",
        pages.tags_of(HOME),
        section="home",
        latest=[pages.row_of(document) for document in selectors.newest()[:LATEST]],
        interpretations=[pages.reading_row(each) for each in selectors.readings()[:READINGS]],
        facets=listing.home_facets(counts),
        total=counts.get("total", {}).get("", 0),
    )


@public
@require_safe
@kept
def document_list(request: HttpRequest) -> HttpResponse:
    """Show the documents that fit the address; wrong filters and page numbers are mended, never refused."""
    form = ListForm(request.GET)
    form.is_valid()
    asked, counts = search.asked_of(form.cleaned_data), selectors.counts()
    found, more = _found(asked, counts, _number(request))
    given = {name: str(value or "") for name, value in form.cleaned_data.items()}
    return page(
        request,
        "list",
        pages.tags_of(DOCUMENTS),
        section="documents",
        heading=DOCUMENTS.name,
        page=found,
        more=more,
        facets=listing.list_facets(counts, given, asked.is_counted),
        chips=listing.chips(given),
        sorts=listing.sorts(given),
        q=given.get("q", ""),
        too_long="q" in form.errors,
        clear_url=listing.list_url({}),
    )


def _number(request: HttpRequest) -> int:
    """Return the page number of the address, 1 where it is none."""
    text = request.GET.get("page", "")
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) <= DIGITS else 1


def _found(asked: search.Asked, counts: dict[str, dict[str, int]], number: int) -> tuple[Any, bool]:
    """Return the page with its rows; beyond the end, the last one."""
    found = search.find(asked, counts, (number - 1) * PER_PAGE, PER_PAGE)
    paginator = Paginator(range(found.count), PER_PAGE)
    if number > paginator.num_pages:
        return _found(asked, counts, paginator.num_pages)
    answer = paginator.page(number)
    passages = search.passages(found.keys, asked.words) if asked.words else {}
    rows = [listing.found_row(each, asked.words, passages.get(each.pk, "")) for each in search.rows(found.keys)]
    answer.object_list = rows  # type: ignore[assignment]  # in the place of their numbers
    return answer, found.more


@public
@require_safe
@kept
def reading_list(request: HttpRequest) -> HttpResponse:
    """Show the interpretations, newest first."""
    found = Paginator(selectors.readings(), PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "list",
        pages.tags_of(INTERPRETATIONS),
        section="interpretations",
        heading=INTERPRETATIONS.name,
        page=_with_rows(found, pages.reading_row),
        facets=[],
    )


def _with_rows(found: Any, row_of: Callable[[Any], pages.Row]) -> Any:
    found.object_list = [row_of(each) for each in found.object_list]
    return found


@public
@require_safe
@kept
def document(request: HttpRequest, index: str) -> HttpResponse:
    """Show a document with its catalogue columns, text, files and interpretations (R30, R33)."""
    found = selectors.at_address(index)
    if found is None:
        return missing(request)
    if found.is_retracted:
        return gone(request, found)
    files = selectors.files_of(found)
    return page(
        request,
        "document",
        pages.tags_of(DOCUMENTS, pages.document_article(found)),
        section="documents",
        column=DOCUMENTS.name,
        record=pages.record_of(found),
        body_html=pages.body_of(files),
        downloads=pages.downloads_of(files, pages.file_urls(found)),
        interpretations=[pages.reading_link(each, found) for each in selectors.readings_of(found)],
        relations=pages.relations_of(selectors.relations_from(found), selectors.relations_to(found)),
        related=[pages.row_of(each) for each in selectors.before(found)],
        address=pages.whole_url(pages.document_url(index)),
        code=pages.code_of(pages.document_url(index)),
    )


@public
@require_safe
@kept
def reading(request: HttpRequest, index: str, serial: int = 1) -> HttpResponse:
    """Show an interpretation of a published document, with the way back to it (R33)."""
    found = selectors.reading_at(index, serial)
    if found is None:
        return _gone_reading(request, index, serial)
    others = [each for each in selectors.readings_of(found.document) if each.serial != serial]
    return page(
        request,
        "interpretation",
        pages.tags_of(INTERPRETATIONS, pages.reading_article(found)),
        section="interpretations",
        reading=pages.reading_of(found),
        document=pages.row_of(found.document),
        others=[pages.reading_link(each, found.document) for each in others],
    )


def _gone_reading(request: HttpRequest, index: str, serial: int) -> HttpResponse:
    """Say when and why an interpretation was taken down, alone or with its document (R35)."""
    document = selectors.at_address(index)
    if document and document.is_retracted:
        return gone(request, document)
    ended = selectors.ended_reading_at(index, serial)
    if ended is None:
        return missing(request)
    tags, shown = pages.tags_of(INTERPRETATIONS), pages.row_of(ended.document)
    response = page(request, "reading_ended", tags, status=410, section="interpretations", ended=ended, document=shown)
    response["X-Robots-Tag"] = "noindex"
    return response


@public
@require_safe
def picture(request: HttpRequest, index: str, serial: int = 1) -> HttpResponse:
    """Serve the picture of an interpretation (图解)."""
    found = selectors.picture_at(index, serial)
    if found is None:
        return _gone_reading(request, index, serial)
    response = HttpResponse(bytes(found.picture), content_type=found.picture_type)
    response["Cache-Control"] = CACHED
    return response


@public
@require_safe
@known
def file(request: HttpRequest, index: str, kind: str) -> HttpResponse:
    """Serve a file of a published document byte for byte as it was verified; 304 when the reader has it."""
    found = selectors.file_at(index, kind)
    if found is None:
        document = selectors.at_address(index)
        return gone(request, document) if document and document.is_retracted else missing(request)
    return send(request, found)


def send(request: HttpRequest, found: PublishedFile) -> HttpResponse:
    """Return the bytes under a name that a reader recognises (RFC 5987), with digest as ETag."""
    etag = f'"{found.sha256}"'
    changed = int(found.document.changed_at.timestamp())
    response = HttpResponse(bytes(found.data), content_type=TYPES[found.kind])
    name = f"{found.document.number_text or found.document.index}.{found.kind}"
    response["Content-Disposition"] = content_disposition_header(found.kind == FileKind.DOCX, name) or ""
    response["ETag"], response["Last-Modified"] = etag, http_date(changed)
    response["Cache-Control"] = CACHED
    answer = get_conditional_response(request, etag=etag, last_modified=changed, response=response)
    assert isinstance(answer, HttpResponse)  # noqa: S101
    return answer
