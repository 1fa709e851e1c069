"""Pages of the portal: GET and HEAD only, no session, no cookie; what is not live is not there."""

from copy import copy
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from common.access import public
from portal import frames, listing, pages, search, selectors
from portal.choices import MEDIA_TYPES, FileKind
from portal.forms import ListForm
from portal.keeping import CACHED, kept, known, part
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
    values, wrong = ListForm.read(request.GET)
    asked, counts = search.asked_of(values), part(request, "counts", selectors.counts)
    found, more = _found(request, asked, counts, _number(request))
    given = {name: str(value or "") for name, value in values.items()}
    counted = listing.counted(found.paginator.count, more)
    results = _results(request, page=found, more=more, sorts=listing.sorts(given))
    if not asked.words:
        return _list(request, given, asked, counts, counted=counted, results=results, too_long="q" in wrong)
    others = urlencode({**request.GET.dict(), "q": ""})
    frame = part(request, f"frame?{others}", lambda: _frame(request, given, asked, counts))
    response = HttpResponse(frames.filled(frame, given["q"], counted, results))
    response["Cache-Control"] = CACHED
    return response


def _list(
    request: HttpRequest, given: dict[str, str], asked: search.Asked, counts: selectors.Counts, **shown: Any
) -> HttpResponse:
    return page(
        request,
        "list",
        pages.tags_of(DOCUMENTS),
        section="documents",
        heading=DOCUMENTS.name,
        facets=listing.list_facets(counts, given, asked.is_counted),
        chips=listing.chips(given),
        q=given["q"],
        clear_url=listing.list_url({}),
        **shown,
    )


def _frame(request: HttpRequest, given: dict[str, str], asked: search.Asked, counts: selectors.Counts) -> frames.Frame:
    """Return the page of the search but for what is searched for and found."""
    marks, likewise = frames.new_marks(), copy(request)
    likewise.GET = asked_for = request.GET.copy()  # type: ignore[assignment]  # as every request has
    asked_for["q"] = marks.words
    shown = {"counted": marks.counted, "results": marks.results}
    built = _list(likewise, {**given, "q": marks.words}, asked, counts, **shown)
    return frames.cut(built.content.decode(), marks)


def _results(request: HttpRequest, **context: Any) -> SafeString:
    """Return the rows of a list with the ways to its other pages."""
    context["clear_url"] = listing.list_url({})
    return render_to_string("portal/_results.html", context, request)


def _number(request: HttpRequest) -> int:
    """Return the page number of the address, 1 where it is none."""
    text = request.GET.get("page", "")
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) <= DIGITS else 1


def _found(request: HttpRequest, asked: search.Asked, counts: selectors.Counts, number: int) -> tuple[Any, bool]:
    """Return the page with its rows; beyond the end, the last one."""

    def months_of(*of: str) -> dict[str, int]:
        return part(request, f"months?{'/'.join(of)}", lambda: selectors.months_of(*of))

    found = search.find(asked, counts, (number - 1) * PER_PAGE, PER_PAGE, months_of)
    paginator = Paginator(range(found.count), PER_PAGE)
    if number > paginator.num_pages and found.count:
        return _found(request, asked, counts, paginator.num_pages)
    answer = paginator.page(min(number, paginator.num_pages))
    rows = [listing.found_row(each, asked.words) for each in search.rows(found.keys, asked.words)]
    answer.object_list = rows  # type: ignore[assignment]  # in the place of their numbers
    return answer, found.more


@public
@require_safe
@kept
def reading_list(request: HttpRequest) -> HttpResponse:
    """Show the interpretations, newest first."""
    found = Paginator(selectors.readings(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [pages.reading_row(each) for each in found.object_list]
    found.object_list = rows  # type: ignore[assignment]  # in the place of their objects
    return page(
        request,
        "list",
        pages.tags_of(INTERPRETATIONS),
        section="interpretations",
        heading=INTERPRETATIONS.name,
        counted=listing.counted(found.paginator.count),
        results=_results(request, page=found),
    )


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
