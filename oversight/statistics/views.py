"""统计 and 月报: figures with the list behind each, drawings beside the tables, workbooks and frozen reports."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import Office
from accounts.roles import Role
from accounts.selectors import is_only_organ
from common.clock import OFFICE_ZONE
from common.paging import BoundedValues
from common.sheets import EXCEL
from oversight.statistics import keeping, listing, sheet
from oversight.statistics.charts import charts
from oversight.statistics.figures import DEFINITION
from oversight.statistics.forms import FIRST, LAST, StatisticsFilter
from oversight.statistics.keeping import Counted
from oversight.statistics.measuring import Scope
from oversight.statistics.periods import Period, month_of, up_to
from oversight.statistics.tables import Line, Link, Table, tables
from workflow.policies import paths_to
from workflow.views.base import PER_PAGE, Visit, file_response, visit

for_overseers = requires(Role.OFFICE_SECRETARY, Role.DIVISION_HEAD)


@require_safe
@for_overseers
def statistics(request: HttpRequest) -> HttpResponse:
    """Show the figures of a period and an office, each with the list behind it."""
    here = visit(request)
    form, scope = _asked(request.GET, here)
    counted = _counted(form, scope, here)
    found = tables(counted.figures)
    return render(
        request,
        "oversight/statistics.html",
        {
            "filter_form": form,
            "period": scope.period.name,
            "counted_at": counted.at,
            "tables": [_shown(each, request.GET) for each in found],
            "charts": charts(found),
            "export_url": f"{reverse('oversight:statistics_export')}?{request.GET.urlencode()}",
            "oversees": Role.OFFICE_SECRETARY in here.identities[0].roles,
        },
    )


@require_safe
@for_overseers
def export(request: HttpRequest) -> HttpResponse:
    """Serve the figures of the page as a workbook."""
    here = visit(request)
    form, scope = _asked(request.GET, here)
    counted = _counted(form, scope, here)
    moment = localtime(counted.at, OFFICE_ZONE)
    title = f"{_office_of(form).name} {scope.period.name} 统计（口径第 {DEFINITION} 版，截至 {moment:%Y-%m-%d %H:%M}）"
    data = sheet.write(title, tables(counted.figures))
    return file_response(data, f"统计 {scope.period.name}.xlsx", EXCEL)


@require_safe
@for_overseers
def behind(request: HttpRequest) -> HttpResponse:
    """Show the documents that a figure counts; those that the person may not know of without title."""
    here = visit(request)
    form, scope = _asked(request.GET, here)
    figure, value = request.GET.get("figure", ""), request.GET.get("value", "")
    month = _month(request.GET.get("month", ""))
    if month is not None:
        scope = replace(scope, period=month)
    listed = listing.behind(figure, value)
    page: Any = BoundedValues(listing.rows_of(figure, value, scope), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = listing.named(list(page.object_list), here.user, here.day)
    return render(
        request,
        "oversight/figure_list.html",
        {
            "title": listed.title,
            "value": (listed.values or {}).get(value, ""),
            "period": scope.period.name,
            "office": _office_of(form),
            "moment": listing.MOMENTS[listed.moment],
            "detail": listing.DETAILS.get(listed.detail, ""),
            "page": page,
            "back_url": f"{reverse('oversight:statistics')}?{_asked_only(request.GET).urlencode()}",
        },
    )


def _asked(data: QueryDict, here: Visit) -> tuple[StatisticsFilter, Scope]:
    """Return what is asked for: the General Office may ask for its whole organ, a head for the own office."""
    organ_path = paths_to(here.user.office.path)[0]
    oversees = Role.OFFICE_SECRETARY in here.identities[0].roles
    top = Office.objects.get(path=organ_path) if oversees else here.user.office
    form = StatisticsFilter(data, today=here.day, top=top)
    return form, Scope(organ_path, form.office_path(), form.period(), here.day, is_only_organ(organ_path))


def _office_of(form: StatisticsFilter) -> Office:
    return form.wanted().get("office") or form.top


def _counted(form: StatisticsFilter, scope: Scope, here: Visit) -> Counted:
    return keeping.figures(scope, up_to(scope.period.last, form.months()), at=here.at)


def _shown(table: Table, data: QueryDict) -> dict[str, Any]:
    return {
        "code": table.code,
        "title": table.title,
        "note": table.note,
        "headings": table.headings,
        "lines": [_cells(line, data) for line in table.lines],
    }


def _cells(line: Line, data: QueryDict) -> list[dict[str, Any]]:
    """Return the cells of a line with the address of the list behind each that counts something."""
    links = line.links + (("", "", None),) * (len(line.cells) - len(line.links))
    pairs = zip(line.cells, links, strict=True)
    return [{"value": value, "url": _address(link, data) if link[0] and value else ""} for value, link in pairs]


def _address(link: Link, data: QueryDict) -> str:
    figure, value, month = link
    asked = _asked_only(data)
    asked["figure"] = figure
    if value:
        asked["value"] = value
    if month is not None:
        asked["month"] = f"{month:%Y-%m}"
    return f"{reverse('oversight:figure')}?{asked.urlencode()}"


def _asked_only(data: QueryDict) -> QueryDict:
    """Return what of the address says period, office and trend."""
    kept = QueryDict(mutable=True)
    for name in ("year", "part", "begin", "end", "office", "trend"):
        if value := data.get(name):
            kept[name] = value
    return kept


def _month(text: str) -> Period | None:
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return month_of(first) if FIRST <= first.year <= LAST else None
