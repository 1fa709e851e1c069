"""工作量 of people and offices."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import Office
from accounts.roles import Role
from accounts.selectors import away
from workflow import boards
from workflow.pages import workload as pages
from workflow.views.base import Visit, visit
from workflow.workload import Workload, by_office, workload_of

PER_PAGE = 50


@require_safe
@requires(Role.OFFICE_SECRETARY)
def workload(request: HttpRequest) -> HttpResponse:
    """Show what each person, or each office, holds, is asked for, is late with and has done."""
    here = visit(request)
    found, offices = workload_of(here.user, here.at, here.today.calendar), boards.offices_of(here.user)
    under = _office(request.GET.get("office", ""), offices)
    by = "office" if request.GET.get("by") == "office" else "person"
    office = f"office={under.pk}" if under.parent_id else ""
    context = {
        "by": by,
        "tabs": pages.tabs_of(by, office),
        "trail": [each for each in offices if under.path.startswith(each.path) and each.pk != under.pk],
        "under": under,
        **(_offices(found, offices, under) if by == "office" else _people(request, here, found, under)),
    }
    return render(request, "workflow/workload.html", context)


def _office(wanted: str, offices: list[Office]) -> Office:
    """Return the office of the address, the organ when it is none of it."""
    return next((each for each in offices if str(each.pk) == wanted), offices[0])


def _people(request: HttpRequest, here: Visit, found: Workload, under: Office) -> dict[str, Any]:
    there = [each for each in found.workers if each.user.office.path.startswith(under.path)]
    there.sort(key=lambda each: (-each.load.overdue, -each.load.held, each.user.full_name))
    page: Page[Any] = Paginator(there, PER_PAGE).get_page(request.GET.get("page"))
    absent = away([each.user.pk for each in page], here.day)
    words = {pk: each.words for pk, each in absent.items()}
    page.object_list = [pages.person_row(each, found, words.get(each.user.pk, "")) for each in page]
    return {"page": page}


def _offices(found: Workload, offices: list[Office], under: Office) -> dict[str, Any]:
    return {"rows": [pages.office_row(*row, under, found) for row in by_office(found, offices, under)]}
