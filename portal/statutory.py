"""Pages of the column 政府信息公开 (国办公开办函〔2019〕61号), and how to use the portal."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from common.access import public
from portal import listing, pages, selectors
from portal.choices import ColumnKind
from portal.keeping import kept
from portal.tags import HELP, STATUTORY
from portal.views import missing, page


@public
@require_safe
@kept
def column(request: HttpRequest, kind: str = ColumnKind.GUIDE) -> HttpResponse:
    """Show a page of the column; one that was not filled in says so."""
    if kind not in ColumnKind.values:
        return missing(request)
    found = selectors.column_page(kind)
    return page(
        request,
        "column",
        pages.tags_of(STATUTORY[kind]),
        section="statutory",
        heading=ColumnKind(kind).label,
        kind=kind,
        columns=pages.column_links(kind),
        found=found,
        body_html=pages.column_body(found),
        facets=listing.home_facets(selectors.counts()) if kind == ColumnKind.PROACTIVE else [],
    )


@public
@require_safe
@kept
def guidance(request: HttpRequest) -> HttpResponse:
    """Say how to check a file that was downloaded, how to search, and how to read with large letters."""
    return page(request, "help", pages.tags_of(HELP), section="help")
