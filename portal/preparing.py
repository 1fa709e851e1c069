"""静态化: pages are built before anybody asks for them, just as a visit builds them; what is kept already stays."""

import logging
from collections.abc import Iterable, Iterator
from itertools import chain

from django.http import HttpRequest, QueryDict
from django.urls import resolve, reverse

from common.middleware import place_of
from portal import generations, listing, selectors, shelves
from portal.choices import ColumnKind
from portal.keeping import KEPT
from portal.machine.columns import EVERYTHING, READINGS
from portal.models import PageChange, PublishedReading
from portal.pages import document_url, reading_url
from portal.search import DEEPEST
from portal.views import PER_PAGE

SINGLE = ("portal:home", "portal:list", "portal:interpretations", "portal:help", "portal:api")
logger = logging.getLogger(__name__)


def build(address: str) -> bool:
    """Build the page of an address unless it is kept; return whether it is there. A failure is logged, no more."""
    request = HttpRequest()
    request.method, (request.path, _, query) = "GET", address.partition("?")
    request.path_info, request.GET = request.path, QueryDict(query)
    try:
        request.resolver_match = match = resolve(request.path)
        return match.func(request, *match.args, **match.kwargs).status_code in KEPT
    except Exception as error:  # noqa: BLE001  # whoever opens the page sees it, the others are built
        logger.error("page %s not prepared: %s at %s", request.path, type(error).__name__, place_of(error))
        return False


def prepare_changes(first: int, last: int) -> int:
    """Build what these changes touched; return how many pages are there. Of very many only the lists are built.

    The lists are left to whoever prepares a later change, if there is one: a hundred changes build them once.
    """
    if not shelves.keeps():
        return 0
    generations.follow()
    changes = list(PageChange.objects.filter(pk__range=(first, last))[: generations.MOST])
    touched = {index for each in changes for index in (each.index, *each.others) if index}
    documents = pages_of(touched) if len(changes) < generations.MOST else ()
    return sum(map(build, documents)) + sum(build(each) for each in lists() if newest_change() == last)


def newest_change() -> int:
    """Return the last change of pages, 0 when there was none."""
    return PageChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def pages_of(indexes: Iterable[str]) -> Iterator[str]:
    """Yield the addresses of these documents and of their interpretations (one query)."""
    known = list(indexes)
    yield from map(document_url, known)
    rows = PublishedReading.objects.filter(document__index__in=known)
    for index, serial in rows.values_list("document__index", "serial"):
        yield reading_url(index, serial)


def lists() -> Iterator[str]:
    """Yield the addresses of what changes with every document: what many visit first, then every page of the list."""
    counts = selectors.counts()
    first = [*map(reverse, SINGLE), *(reverse("portal:column", args=[kind]) for kind in ColumnKind.values)]
    yield from first
    yield from (f"{each}?size={generations.LARGE}" for each in first)
    yield reverse("portal:sitemap")
    yield from (column.url(form) for column in (EVERYTHING, READINGS) for form in ("atom", "json"))
    yield from (item["url"] for facet in listing.home_facets(counts) for item in facet["items"])
    total = min(counts.get("total", {}).get("", 0), DEEPEST)
    whole = reverse("portal:list")
    yield from (f"{whole}?page={number}" for number in range(2, -(-total // PER_PAGE) + 1))


def everything(indexes: Iterable[list[str]]) -> Iterator[list[str]]:
    """Yield the addresses of all pages in batches; `indexes` are those of the documents, in batches."""
    yield from chain([list(lists())], (list(pages_of(batch)) for batch in indexes))
