"""公开缺口: figures by series and year, the numbers behind them, and both as a workbook."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.access import person, requires
from accounts.models import User
from accounts.roles import Role
from common import clock
from common.clock import office_date
from common.sheets import EXCEL
from publication.gaps import selectors, sheet
from publication.gaps.computing import Kind, SeriesGap
from publication.gaps.forms import ALL, GapFilter

PER_PAGE = 50
for_the_desk = requires(Role.OFFICE_SECRETARY, Role.DISCLOSURE_OFFICER)


@require_safe
@for_the_desk
def gaps(request: HttpRequest) -> HttpResponse:
    """Show the figures; of one series in one year also the numbers without a public document, and why."""
    today = office_date(clock.now())
    form = GapFilter(request.GET, known=selectors.series_known())
    found = selectors.gaps(form.scope(), today)
    kind = form.kind_or_none()
    single = found[0] if len(found) == 1 and request.GET.get("series") else None
    return render(
        request,
        "publication/gaps.html",
        {
            "filter_form": form,
            "kinds": list(Kind),
            "rows": [_row(entry) for entry in found],
            "total": _total(found),
            "export_url": f"{reverse('publication:gaps_export')}?{request.GET.urlencode()}",
            "single": _row(single) if single else None,
            "page": _numbers(request, single, kind) if single else None,
        },
    )


@require_safe
@for_the_desk
def export(request: HttpRequest) -> HttpResponse:
    """Serve what the page covers as a workbook; of documents that the person may not know, number and reason only."""
    user, today = person(request), office_date(clock.now())
    form = GapFilter(request.GET, known=selectors.series_known())
    found, kind = selectors.gaps(form.scope(), today), form.kind_or_none()
    known = selectors.titles_for(user, (gap for entry in found for gap in entry.others.values()), today)
    response = HttpResponse(sheet.write(found, known, kind), content_type=EXCEL)
    response["Content-Disposition"] = content_disposition_header(True, f"公开缺口 {today}.xlsx") or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def _numbers(request: HttpRequest, entry: SeriesGap, kind: str) -> Page[Any]:
    page: Page[Any] = Paginator(list(entry.gaps(kind)), PER_PAGE).get_page(request.GET.get("page"))
    user: User = person(request)
    titles = selectors.titles_for(user, page.object_list, office_date(clock.now()))
    page.object_list = [
        {
            "number": entry.series.number(gap.serial),
            "kind": gap.kind,
            "title": titles.get(gap.document_id, ""),
            "document_id": gap.document_id,
            "visible": gap.serial < entry.last_seen,
        }
        for gap in page.object_list
    ]
    return page


def _row(entry: SeriesGap) -> dict[str, Any]:
    series = entry.series
    address = {"series": series.letters, "year": series.year}
    return {
        "letters": series.letters,
        "year": series.year or "不编年份",
        "last": entry.last,
        "public": len(entry.public),
        "share": _percent(len(entry.public), entry.last),
        "missing": entry.missing,
        "counts": [
            {"kind": kind, "count": count, "url": f"?{urlencode(address | {'kind': kind.value})}"}
            for kind, count in entry.counts.items()
        ],
        "last_seen": entry.last_seen,
        "visible": entry.visible,
        "url": f"?{urlencode(address)}",
    }


def _total(found: list[SeriesGap]) -> dict[str, Any]:
    last, public = sum(entry.last for entry in found), sum(len(entry.public) for entry in found)
    return {
        "last": last,
        "public": public,
        "share": _percent(public, last),
        "missing": last - public,
        "counts": [sum(entry.counts[kind] for entry in found) for kind in Kind],
        "visible": sum(entry.visible for entry in found),
        "all_url": f"?{urlencode({'year': ALL})}",
    }


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "—"
