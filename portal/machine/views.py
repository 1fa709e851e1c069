"""Feeds, sitemap, OpenSearch, linked data and open-data sets: GET and HEAD only, no cookie."""

from collections.abc import Iterator
from itertools import islice

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from common import clock
from common.clock import office_date
from portal import pages
from portal.choices import Dataset
from portal.machine import atom, feeds, jsonfeed, opendata, selectors, sitemap, texts
from portal.machine.columns import BODY, INTERPRETATIONS, Column, column_of
from portal.machine.serving import for_machines, state, streamed
from portal.models import PublishedDataset
from portal.selectors import counts
from portal.tags import DOCUMENTS
from portal.views import gone, missing, page

FORMS = {"atom": (atom.render, atom.TYPE), "json": (jsonfeed.render, jsonfeed.TYPE)}
BLOCK = 500  # lines
STREAMS = {"documents": sitemap.documents, "readings": sitemap.readings}


@for_machines
def feed(request: HttpRequest, kind: str, form: str, code: str = "") -> HttpResponse:
    """Serve what changed last in a column, tombstones too."""
    column = column_of(kind, code)
    if column is None or (kind == BODY and not selectors.has_body(code)):
        return missing(request)
    render_feed, content_type = FORMS[form]
    return HttpResponse(render_feed(feeds.feed_of(column, form, _entries(column, form))), content_type=content_type)


def _entries(column: Column, form: str) -> list[feeds.Entry]:
    if column.kind != INTERPRETATIONS:
        return [feeds.entry_of(each) for each in selectors.newest_of(column, feeds.MOST)]
    found = [feeds.reading_entry(each) for each in selectors.newest_readings(feeds.MOST)]
    if form == "atom":
        found += [feeds.reading_tombstone(each) for each in selectors.newest_retracted(feeds.MOST)]
    return found


@for_machines
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Serve the index of the site's addresses."""
    return HttpResponse(sitemap.index(selectors.last_change()), content_type=sitemap.TYPE)


@streamed(state)
def sitemap_pages(request: HttpRequest) -> StreamingHttpResponse:
    """Serve the addresses that stand for no document."""
    return _stream(sitemap.pages(), sitemap.TYPE)


@streamed(state)
def sitemap_part(request: HttpRequest, kind: str, part: int) -> HttpResponse | StreamingHttpResponse:
    """Serve a range of the addresses; one that has none is not there."""
    if (kind, part) not in _parts():
        return missing(request)
    return _stream(STREAMS[kind](part), sitemap.TYPE)


def _parts() -> set[tuple[str, int]]:
    documents = selectors.document_parts(selectors.last_change(), sitemap.SIZE)
    readings = selectors.reading_parts(sitemap.SIZE)
    return {("documents", part) for part, _ in documents} | {("readings", part) for part, _ in readings}


@for_machines
def opensearch(request: HttpRequest) -> HttpResponse:
    """Serve the description of the search."""
    return HttpResponse(texts.opensearch(), content_type=texts.OPENSEARCH_TYPE)


@for_machines
def robots(request: HttpRequest) -> HttpResponse:
    """Serve what crawlers may read."""
    return HttpResponse(texts.robots(), content_type="text/plain; charset=utf-8")


@for_machines
def linked(request: HttpRequest, index: str) -> HttpResponse:
    """Serve a document as JSON-LD (schema.org)."""
    found = selectors.record_at(index)
    if found is None:
        return missing(request)
    if found.is_retracted:
        return gone(request, found)
    return _json(opendata.linked(found))


def dataset_state(request: HttpRequest) -> str:
    """Return the ETag of what depends on an approval: it changes on the day on which that ends."""
    approved = _approved()
    days = f"{approved.approved_on}-{approved.valid_until}" if approved else "closed"
    return f'{state(request)[:-1]}-{days}"'


@streamed(dataset_state)
def catalogue(request: HttpRequest) -> HttpResponse:
    """Serve the catalogue of what can be taken (DCAT)."""
    total = counts().get("total", {}).get("", 0)
    return _json(opendata.catalogue(_approved(), total))


@streamed(dataset_state)
def dataset_csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Serve the whole catalogue as CSV while its aggregation is approved (R20)."""
    if _approved() is None:
        return closed(request)
    response = _stream(opendata.as_csv(selectors.whole_catalogue()), opendata.CSV_TYPE)
    response["Content-Disposition"] = 'attachment; filename="documents.csv"'
    return response


@streamed(dataset_state)
def dataset_jsonld(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Serve the whole catalogue as JSON-LD while its aggregation is approved (R20)."""
    if _approved() is None:
        return closed(request)
    return _stream(opendata.as_jsonld(selectors.whole_catalogue()), opendata.JSONLD_TYPE)


def closed(request: HttpRequest) -> HttpResponse:
    """Say that the data set is not open: no aggregation review in force (R20)."""
    return page(request, "dataset_closed", pages.tags_of(DOCUMENTS), status=404, section="")


def _approved() -> PublishedDataset | None:
    return selectors.open_dataset(Dataset.DOCUMENTS, office_date(clock.now()))


def _json(value: object) -> HttpResponse:
    return HttpResponse(opendata.dumps(value), content_type=opendata.JSONLD_TYPE)


def _stream(lines: Iterator[str], content_type: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(_blocks(lines), content_type=content_type)


def _blocks(lines: Iterator[str]) -> Iterator[str]:
    """Yield the lines in blocks: each one that is yielded is sent by itself."""
    while block := "".join(islice(lines, BLOCK)):
        yield block
