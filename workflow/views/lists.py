"""我的待办, 发文登记簿: lists with a filter in the address and a fixed number of queries."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import person, requires, signed_in
from accounts.roles import Role
from accounts.views.base import home_of
from common.composed import Composed, List
from common.counting import counted
from common.paging import BoundedPaginator
from workflow import listed, policies, readable, registered, selectors
from workflow.arranged import cosigns_owed, emergencies_around, refused_emergencies, schedules_around
from workflow.asking import keep_count
from workflow.consulted import consultations_around
from workflow.forms.lists import DeskFilter, DraftedFilter, RegisterFilter
from workflow.pages import rows
from workflow.pages.channels import release_troubles
from workflow.pages.consultations import waiting_row
from workflow.pages.emergencies import emergency_rows
from workflow.pages.endings import ending_row
from workflow.pages.releasing import schedule_row
from workflow.pages.validity import change_row, expiring_rows, unjudged_of
from workflow.views.base import PER_PAGE, Visit, for_the_office, visit

TO_DO, CLAIMABLE, HANDLED, DRAFTED = "todo", "claimable", "handled", "drafted"
LISTS = {TO_DO: selectors.to_do, CLAIMABLE: selectors.claimable}
EMPTY = {
    TO_DO: ("没有待办公文", "新的公文到达您的环节、由您签收后列在这里。"),
    CLAIMABLE: ("没有可签收的公文", "到达您所在环节、尚无人签收的公文列在这里。"),
    HANDLED: ("没有经办过的公文", "您办结的环节列在这里。"),
    DRAFTED: ("没有您起草的公文", "上传 Word 草稿后，公文会一直列在这里。"),
}


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Lead everybody to where their work starts."""
    return redirect(home_of(person(request).pk))


@require_safe
@for_the_office
def desk(request: HttpRequest) -> HttpResponse:
    """Show what the person has to do, may claim, has closed, or has drafted; least time left first."""
    here = visit(request)
    counts = _counts(request, here)
    tab = _chosen(request, counts)
    shape = DraftedFilter if tab == DRAFTED else DeskFilter
    form: DeskFilter | DraftedFilter = shape(request.GET.dict() | {"tab": tab}, initial={"tab": tab})
    page = _desk_page(request, here, tab, form.wanted(), counts)
    title, text = EMPTY[tab]
    return render(
        request,
        "workflow/desk.html",
        {
            "tab": tab,
            "tabs": [_tab(name, label, tab, counts) for name, label in _tabs(here)],
            "filter_form": form,
            "clear_url": f"?tab={tab}",
            "page": page,
            "empty_title": title,
            "empty_text": text,
            "endings": _endings(here),
            "troubles": release_troubles(here.identities[0]) if Role.PUBLISHER in here.identities[0].roles else None,
            "expiring": expiring_rows(here.identities[0], here.day),
            "unjudged": unjudged_of(here.identities[0]),
            "changes": [change_row(each) for each in policies.validity_changes_for(here.identities)],
            "consultations": _consultations(here),
            "schedules": _schedules(here),
            "emergencies": _emergencies(here),
            "draft_url": reverse("workflow:document_new") if Role.DRAFTER in here.identities[0].roles else "",
        },
    )


def _endings(here: Visit) -> list[dict[str, Any]]:
    """Return the proposals to retract or correct that wait for the person, or for others on the person's asking."""
    return [ending_row(each) | {"mine": mine} for each, mine in selectors.endings_around(here.user, here.identities)]


def _consultations(here: Visit) -> list[dict[str, Any]]:
    """Return the consultations that wait for the person."""
    return [waiting_row(each, here.today) for each in consultations_around(here.user, here.identities, here.day)]


def _schedules(here: Visit) -> list[dict[str, Any]]:
    """Return the orders to release that the person may still change."""
    return [schedule_row(each) for each in schedules_around(here.identities)]


def _emergencies(here: Visit) -> list[dict[str, Any]]:
    """Return what emergency releases left for the person: to approve, to co-sign, to take back."""
    found = here.identities
    return emergency_rows(emergencies_around(here.user, found), cosigns_owed(found), refused_emergencies(found))


def _chosen(request: HttpRequest, counts: dict[str, int]) -> str:
    """Return the wanted tab; without a wish the to-dos, or what may be claimed when there are none."""
    tab = request.GET.get("tab", "")
    return tab if tab in EMPTY else TO_DO if counts[TO_DO] or not counts[CLAIMABLE] else CLAIMABLE


def _tabs(here: Visit) -> list[tuple[str, str]]:
    tabs = [(TO_DO, "待我办理"), (CLAIMABLE, "可签收"), (HANDLED, "我经办的")]
    return [*tabs, (DRAFTED, "我起草的")] if Role.DRAFTER in here.identities[0].roles else tabs


def _counts(request: HttpRequest, here: Visit) -> dict[str, int]:
    """Count what the tabs say, and with it what the navigation says of this place."""
    waiting = selectors.waiting(here.user, here.identities)
    to_do, *others, claimable = counted([*waiting, Composed(selectors.claimable, here.user, here.identities)])
    keep_count(request, "workflow:desk", to_do + sum(others))
    return {TO_DO: to_do, CLAIMABLE: claimable}


def _tab(name: str, label: str, chosen: str, counts: dict[str, int]) -> dict[str, Any]:
    return {"label": label, "url": f"?tab={name}", "active": name == chosen, "count": counts.get(name)}


def _desk_page(
    request: HttpRequest, here: Visit, tab: str, wanted: dict[str, Any], counts: dict[str, int]
) -> Page[Any]:
    today = here.today
    if tab == DRAFTED:
        found = Composed(selectors.drafted, here.identities).then(selectors.documents_matching, wanted)
        page = paged(request, found, listed.document_rows)
        tasks = selectors.open_tasks_of([each.pk for each in page])
        return shown(page, [rows.drafted_row(each, tasks.get(each.pk, []), today) for each in page])
    if tab == HANDLED:
        closed = Composed(selectors.handled, here.user).then(
            readable.handled_matching, wanted, here.user, here.identities
        )
        page = paged(request, closed, selectors.rows)
        titles = readable.titles_read([task.document for task in page], here.user, here.identities)
        return shown(page, [rows.handled_row(each, titles.get(each.document_id, readable.UNREAD)) for each in page])
    tasks_asked = Composed(LISTS[tab], here.user, here.identities).then(selectors.matching, wanted)
    page = paged(request, tasks_asked, selectors.rows, known=counts[tab] if set(wanted) == {"tab"} else None)
    return shown(page, [rows.to_do_row(task, here.user, here.identities, today) for task in page])


def paged(
    request: HttpRequest,
    found: List,
    rows_of: Callable[[QuerySet[Any]], QuerySet[Any]],
    per: int = PER_PAGE,
    known: int | None = None,
) -> Page[Any]:
    """Return the page of the list that the address asks for, or the nearest there is; `rows_of` loads its rows.

    `known` is how many there are, where that was counted already.
    """
    return BoundedPaginator(found, per, rows_of, known).get_page(request.GET.get("page"))


def shown(page: Page[Any], shown_rows: list[dict[str, Any]]) -> Page[Any]:
    """Return the page with its rows as they are shown in the place of its objects."""
    page.object_list = shown_rows
    return page


@require_safe
@requires(Role.OFFICE_SECRETARY, Role.SIGNATORY)
def register(request: HttpRequest) -> HttpResponse:
    """Show the numbers that were given, void ones included, newest first, and whether any is missing."""
    here = visit(request)
    form = RegisterFilter(request.GET)
    page = paged(request, registered.numbers(here.user, form.wanted()), listed.register_rows)
    may_void = Role.OFFICE_SECRETARY in here.identities[0].roles
    return render(
        request,
        "workflow/register.html",
        {
            "filter_form": form,
            "page": shown(page, [rows.register_row(number, may_void=may_void) for number in page]),
            "gaps": registered.gaps(form.year_or(here.day)),
            "year": form.year_or(here.day),
        },
    )
