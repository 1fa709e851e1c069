"""The operations of the interface; the filters and the search are those of the list page."""

from django.http import HttpRequest
from ninja import NinjaAPI, Path, Query
from ninja.errors import HttpError

from portal.machine import selectors
from portal.machine.api import problems, records
from portal.machine.api.cursors import behind, cursor_of
from portal.machine.api.filters import Filters, cleaned
from portal.machine.api.schemas import (
    INDEX,
    ChangePage,
    DocumentPage,
    DocumentWhole,
    FacetPage,
    FileOut,
    Paging,
    Parameters,
    Problem,
    ReadingOut,
    Since,
)
from portal.models import PublishedDocument
from portal.selectors import NEWEST, counts, filtered

VERSION = "1.0.0"
DESCRIPTION = "主动公开公文的只读接口：不需登录，不设 Cookie，可带 ETag 查询是否有变动（304）。"
UNFIT = {422: Problem}
ONE = {404: Problem, 410: Problem, 422: Problem}

api = NinjaAPI(
    title="公开数据接口",
    version=VERSION,
    description=DESCRIPTION,
    docs_url=None,
    openapi_url=None,
    urls_namespace="portal-api-1",
)
problems.register(api)


@api.get("/documents", response={200: DocumentPage, **UNFIT}, url_name="api_documents", summary="公文列表，新的在前")
def documents(
    request: HttpRequest,
    filters: Query[Filters],
    page: Query[Paging],
) -> Parameters:
    """Return a page of the documents that fit, as on the list page."""
    form = cleaned(filters)
    rows = filtered(form.cleaned_data).order_by(*NEWEST).only(*selectors.RECORD)
    found = list((rows.filter(behind(page.cursor)) if page.cursor else rows)[: page.limit + 1])
    more = cursor_of(found[page.limit - 1]) if len(found) > page.limit else None
    return {"items": [records.document_out(each) for each in found[: page.limit]], "next_cursor": more}


@api.get(
    "/documents/{index:index}",
    response={200: DocumentWhole, **ONE},
    url_name="api_document",
    summary="一件公文：著录项、文件、解读",
)
def document(request: HttpRequest, index: Path[INDEX]) -> Parameters:
    """Return a document; 410 when it was taken down."""
    return records.whole(_live(index))


@api.get(
    "/readings/{index:index}", response={200: list[ReadingOut], **ONE}, url_name="api_readings", summary="公文的解读"
)
def readings(request: HttpRequest, index: Path[INDEX]) -> list[Parameters]:
    """Return the interpretations of a document with their text."""
    found = _live(index)
    rows = selectors.full_readings(found.index)
    return [records.reading_out(found.index, each) | {"text": each.text} for each in rows]


@api.get(
    "/files/{index:index}", response={200: list[FileOut], **ONE}, url_name="api_files", summary="公文的文件及校验值"
)
def files(request: HttpRequest, index: Path[INDEX]) -> list[Parameters]:
    """Return the metadata of a document's files."""
    found = _live(index)
    return [records.file_out(found, each) for each in found.files.all()]


@api.get("/changes", response={200: ChangePage, **UNFIT}, url_name="api_changes", summary="变动，供镜像逐次取用")
def changes(
    request: HttpRequest,
    wanted: Query[Since],
) -> Parameters:
    """Return what changed after a number, tombstones too; each document once, with its last change."""
    found = selectors.changed_after(wanted.after, wanted.limit + 1)
    items = found[: wanted.limit]
    last = items[-1].change if items else wanted.after
    return {"items": [records.with_files(each) for each in items], "last": last, "more": len(found) > len(items)}


@api.get("/facets", response=FacetPage, url_name="api_facets", summary="各项筛选的件数")
def facets(request: HttpRequest) -> Parameters:
    """Return how many documents each value of each filter has."""
    return records.facets_out(counts())


def _live(index: str) -> PublishedDocument:
    found = selectors.record_at(index)
    if found is None:
        raise HttpError(404, f"没有索引号为“{index}”的公开公文。")
    if found.is_retracted:
        raise HttpError(410, f"“{found.title}”已撤下。{found.explanation}")
    return found
