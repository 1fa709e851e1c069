"""督办看板 and its saved filters; the address is the filter."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.models import Office
from accounts.roles import Role
from accounts.selectors import away
from common.composed import Composed
from common.errors import DomainError
from common.prepared import AT
from notices.selectors import given_up
from outbox.selectors import troubled
from workflow import boards, selectors
from workflow import services as workflow
from workflow.arranged import emergency_share
from workflow.forms.board import FilterForm
from workflow.forms.lists import BoardFilter
from workflow.models import DeskTask
from workflow.pages import board as pages
from workflow.pages import rows
from workflow.pages.channels import release_troubles
from workflow.views.base import PER_PAGE, Visit, visit
from workflow.views.board_acts import board_address
from workflow.views.lists import paged, shown
from workflow.views.small import FormPageView
from workflow.waiting import waiting_of

MOST_TROUBLES = 20


@require_safe
@requires(Role.OFFICE_SECRETARY)
def board(request: HttpRequest) -> HttpResponse:
    """Show how much lies where and since when, who holds what, and what nobody can take."""
    here = visit(request)
    offices, today = boards.offices_of(here.user), here.today
    form = BoardFilter(request.GET, offices=offices)
    wanted, lights = form.wanted(), boards.lights_at(here.at, today.calendar)
    overseen = Composed(selectors.tasks_issued_by, selectors.organ_to_ask(here.user))
    columns = _columns(here, request.GET, wanted, offices, overseen)
    found = overseen.then(boards.on_board, wanted, boards.LIGHTS, **lights.values)
    page = paged(request, found, boards.page_rows, int(wanted.get("per", PER_PAGE)), columns["fitting"])
    tasks = list(page)
    waiting, absent = waiting_of(tasks, here.at), _absent(here, tasks)
    context = {
        **columns,
        "filter_form": form,
        "chips": pages.chips_of(form, request.GET),
        "ignored": form.ignored(),
        "clear_url": pages.address(QueryDict(), by=wanted.get("by")),
        "page": shown(
            page, [pages.waiting_row(task, waiting[task.pk], absent.get(task.pk, ""), today) for task in tasks]
        ),
        "last_act": boards.last_act(here.user, here.at),
        "scheduled": boards.scheduled(here.user),
        "rush": emergency_share(here.day),
        **_troubles(here),
        **_saved(here, form, request.GET, offices),
    }
    return render(request, "workflow/board.html", context)


def _columns(
    here: Visit, query: QueryDict, wanted: dict[str, Any], offices: list[Office], overseen: Composed[DeskTask]
) -> dict[str, Any]:
    """Return the columns and their sums: of everything that fits the filter, but for the desk that is chosen.

    `fitting` is how many tasks fit the whole filter.
    """
    by, today = wanted.get("by", boards.DESK), here.today
    lights = boards.lights_at(here.at, today.calendar)
    others = {name: value for name, value in wanted.items() if by != boards.DESK or name != boards.DESK}
    counted = boards.counted(overseen.then(boards.on_board, others, boards.LIGHTS, **lights.values), by)
    desk = wanted.get(boards.DESK) if by == boards.DESK else None
    tree = pages.Tree(offices, None if by == boards.DESK else wanted.get(by), by)
    columns = (
        pages.desk_columns(counted, wanted.get("desk", ""), query, today)
        if by == boards.DESK
        else pages.office_columns(counted, tree, query, today)
    )
    return {
        "desks": columns,
        "tabs": pages.switch(query, by),
        "trail": pages.trail(tree, query),
        "under": tree.under,
        **{f"{name}_total": sum(each[name] for each in counted.values()) for name in ("overdue", "near")},
        "total": sum(each["count"] for each in counted.values()),
        "fitting": sum(each["count"] for place, each in counted.items() if desk in (None, place)),
        "orphan_total": sum(each["orphans"] for each in counted.values()),
    }


def _absent(here: Visit, tasks: list[DeskTask]) -> dict[int, str]:
    """Return in words, by the task's id, that whoever holds it or is named is absent today (two queries)."""
    acting = {task.pk: task.owner_id or task.person_id for task in tasks}
    absent = away({person for person in acting.values() if person}, here.day)
    return {pk: absent[person].words for pk, person in acting.items() if person in absent}


def _troubles(here: Visit) -> dict[str, Any]:
    found = Composed(troubled, AT, at=here.at).rows(0, MOST_TROUBLES)
    documents = selectors.documents_of_tasks([each.payload.get("task", 0) for each in found])
    return {
        "troubles": [rows.trouble_row(each, documents) for each in found]
        + [rows.message_trouble_row(each) for each in Composed(given_up, AT, at=here.at).rows(0, MOST_TROUBLES)],
        "release_troubles": release_troubles(here.identities[0]),
    }


def _saved(here: Visit, form: BoardFilter, query: QueryDict, offices: list[Office]) -> dict[str, Any]:
    saved, present = boards.saved_filters(here.user), pages.kept_query(form, query)
    people = boards.people_in_use(pages.people_in(saved))
    return {"saved": pages.saved_rows(saved, here.user, offices, people, present), "present": present}


@require_POST
@requires(Role.OFFICE_SECRETARY)
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep the present filter of the board under a name."""
    here, query = visit(request), QueryDict(request.POST.get("query", ""))
    form = FilterForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请给筛选起一个名称，最多 40 字。")
        return redirect(board_address(query.urlencode()))
    kept = pages.kept_query(BoardFilter(query, offices=boards.offices_of(here.user)), query)
    try:
        saved = workflow.save_filter(query=kept, **form.cleaned_data, by=here.user, at=here.at)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"已保存筛选“{saved.name}”。")
    return redirect(board_address(query.urlencode()))


@requires(Role.OFFICE_SECRETARY)
class FilterView(FormPageView):
    """One of one's own saved filters: its name, whether it is shared, what it asks for, what of it is lost."""

    template, label = "workflow/board_filter.html", "修改筛选"

    def form(self, *given: Any) -> FilterForm:
        """Return the form; others' filters do not exist here."""
        self.saved = boards.saved_filter(self.here.user, self.where["pk"])
        return FilterForm(*given, initial={"name": self.saved.name, "shared": self.saved.shared})

    def act(self, form: FilterForm) -> tuple[str, str]:
        """Change it."""
        who: dict[str, Any] = {"by": self.here.user, "at": self.here.at}
        saved = workflow.change_filter(filter_id=self.where["pk"], **form.cleaned_data, **who)
        return f"已修改筛选“{saved.name}”。", board_address(saved.query)

    def context(self) -> dict[str, Any]:
        """Return its conditions, as far as they mean something."""
        query = QueryDict(self.saved.query)
        asked = BoardFilter(query, offices=boards.offices_of(self.here.user))
        return {
            "saved": self.saved,
            "chips": pages.chips_of(asked, query),
            "broken": asked.ignored(),
            "open_url": board_address(self.saved.query),
        }


@require_POST
@requires(Role.OFFICE_SECRETARY)
def delete_filter(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own saved filter away."""
    workflow.delete_filter(filter_id=pk, by=visit(request).user)
    messages.success(request, "已删除筛选。")
    return redirect(reverse("workflow:board"))
