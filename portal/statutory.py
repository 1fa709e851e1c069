"""Pages of the column 政府信息公开 (国办公开办函〔2019〕61号), and how to use the portal."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from common.access import public
from portal import listing, pages, selectors
from portal.choices import ColumnKind, column_label, report_page
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
        reports=pages.report_links(selectors.annual_reports()) if kind == ColumnKind.ANNUAL else [],
    )


@public
@require_safe
@kept
def report(request: HttpRequest, year: int) -> HttpResponse:
    """Show the annual report of a year; one that is not shown has no page."""
    found = selectors.column_page(report_page(year))
    if found is None:
        return missing(request)
    return page(
        request,
        "column",
        pages.tags_of(STATUTORY[ColumnKind.ANNUAL], pages.report_article(found)),
        section="statutory",
        heading=column_label(found.kind),
        kind=found.kind,
        columns=pages.column_links(ColumnKind.ANNUAL),
        annual_url=pages.column_url(ColumnKind.ANNUAL),
        found=found,
        body_html=pages.column_body(found),
    )


@public
@require_safe
@kept
def guidance(request: HttpRequest) -> HttpResponse:
    """Say how to check a file that was downloaded, how to search, and how to read with large letters."""
    return page(request, "help", pages.tags_of(HELP), section="help")
