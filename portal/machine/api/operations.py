"""The operations of the interface; the filters and the search are those of the list page."""

from django.http import HttpRequest
from ninja import NinjaAPI, Path, Query
from ninja.errors import HttpError

from portal import search
from portal.machine import selectors
from portal.machine.api import problems, records
from portal.machine.api.cursors import SLACK, cursor_of
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
    RelationOut,
    Since,
)
from portal.machine.feeds import gone_words
from portal.models import PublishedDocument
from portal.selectors import counts, relations_from, relations_to

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
    """Return a page of the documents that fit, as on the list page, and as deep as there."""
    cursor, asked = cursor_of(page.cursor), search.asked_of(cleaned(filters).cleaned_data)
    size = page.limit + 2 * SLACK
    found = search.find(asked, counts(), cursor.first, size)
    rows = [each for each in selectors.records_of(found.keys) if cursor.precedes(each)]
    items, full = rows[: page.limit], len(found.keys) == size
    more = cursor.behind(items, cursor.first + len(found.keys) - len(rows) + len(items))
    going_on = str(more) if more and (full or len(rows) > len(items)) else None
    return {"items": [records.document_out(each) for each in items], "next_cursor": going_on}


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


@api.get(
    "/relations/{index:index}",
    response={200: list[RelationOut], **ONE},
    url_name="api_relations",
    summary="公文与其他文件的关联（废止、代替、修改、贯彻落实、转发）",
)
def relations(request: HttpRequest, index: Path[INDEX]) -> list[Parameters]:
    """Return what the document does to others and others to it."""
    found = _live(index)
    return records.relations_out(relations_from(found), relations_to(found))


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
        raise HttpError(410, f"“{found.title}”已撤下。{gone_words(found)}")
    return found
