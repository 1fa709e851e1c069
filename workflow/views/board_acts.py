"""批量督办: an act on the ticked rows of the board, its results row by row, and the way back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.models import User
from accounts.roles import Role
from common.errors import DomainError, NotFound
from workflow import boards
from workflow import services as workflow
from workflow.eligible import Able, candidates_of
from workflow.errors import NothingTicked
from workflow.forms.board import PLAIN, ReassignRowsForm, TickedForm
from workflow.models import BulkKind, BulkState, DeskTask
from workflow.pages import board_acts as pages
from workflow.services import Order
from workflow.services.board import MOST
from workflow.views.base import Visit, note_refusal, visit

Found = dict[int, list[Able]]
LONGEST = 19  # digits of a number that PostgreSQL takes


def board_address(back: str) -> str:
    """Return the address of the board with the filter that the person came from."""
    query = QueryDict(back).urlencode()
    return reverse("workflow:board") + (f"?{query}" if query else "")


@requires(Role.OFFICE_SECRETARY)
class BoardActView(View):
    """What is to be done to the ticked rows, asked once more with the count; then done row by row."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the ticked rows and what the act asks for."""
        return self._answer(request, request.GET)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do it; a refusal of the whole keeps what was typed, a refusal of a row stands in the results."""
        return self._answer(request, request.POST)

    def _answer(self, request: HttpRequest, sent: QueryDict) -> HttpResponse:
        here, kind, back = visit(request), sent.get("act", ""), sent.get("back", "")
        if kind not in BulkKind.values:
            raise NotFound
        ids = ids_of(sent)
        tasks = boards.ticked(here.user, ids[: MOST + 1])
        if not tasks:
            messages.error(request, str(NothingTicked(act=BulkKind(kind).label)))
            return redirect(board_address(back))
        found = candidates_of(tasks, here.day) if kind == BulkKind.REASSIGN else None
        form = _form(kind, found, here, request.POST if request.method == "POST" else None)
        page = {"kind": BulkKind(kind), "back": back, "form": form, "ids": ids, "tasks": tasks, "found": found}
        if request.method != "POST":
            return _page(request, here, page)
        return self._act(request, here, page) if form.is_valid() else _page(request, here, page, 422)

    def _act(self, request: HttpRequest, here: Visit, page: dict[str, Any]) -> HttpResponse:
        form, kind = page["form"], page["kind"]
        try:
            order = Order(kind=kind, task_ids=page["ids"], **form.order())
            bulk = workflow.act_on_rows(order=order, by=here.user, at=here.at)
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain="system", act=f"批量{kind.label}", by=here.user, at=here.at)
            form.show_refusal(error)
            return _page(request, here, page, error.http_status)
        back = QueryDict(mutable=True)
        back["back"] = page["back"]
        return redirect(reverse("workflow:bulk", args=[bulk.pk]) + "?" + back.urlencode())


def ids_of(sent: QueryDict) -> list[int]:
    """Return the ticked rows; what is no number was not ticked."""
    return list(
        dict.fromkeys(
            int(each) for each in sent.getlist("task") if each.isascii() and each.isdecimal() and len(each) < LONGEST
        )
    )


def _form(kind: str, found: Found | None, here: Visit, data: Any) -> TickedForm:
    if found is None:
        return PLAIN[kind](data)
    people, label = pages.choices_of(found, here.day)
    choices = User.objects.filter(pk__in=people).select_related("office").order_by("full_name", "pk")
    return ReassignRowsForm(data, people=choices, label=label)


def _page(request: HttpRequest, here: Visit, page: dict[str, Any], status: int = 200) -> HttpResponse:
    tasks: list[DeskTask] = page["tasks"]
    context = {
        "kind": page["kind"],
        "form": page["form"],
        "back": page["back"],
        "board_url": board_address(page["back"]),
        "ids": page["ids"],
        "rows": pages.ticked_rows(tasks, here.today, page["found"]),
        "warning": pages.WARNINGS[page["kind"]],
        "most": MOST,
    }
    return render(request, "workflow/board_act.html", context, status=status)


@require_safe
@requires(Role.OFFICE_SECRETARY)
def bulk(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what became of each row, and offer the undo while it is the person's own."""
    here = visit(request)
    found = boards.bulk_act(here.user, pk)
    rows = list(boards.results_of(found))
    context = {
        "bulk": found,
        "rows": pages.result_rows(rows),
        "counts": pages.counts_of(rows),
        "may_undo": pages.may_undo(found, rows, here.user),
        "back": request.GET.get("back", ""),
        "board_url": board_address(request.GET.get("back", "")),
    }
    return render(request, "workflow/board_result.html", context)


@require_POST
@requires(Role.OFFICE_SECRETARY)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """撤销: put back what the person's own act changed, where nobody has acted since."""
    here = visit(request)
    found = workflow.undo(bulk_id=pk, by=here.user, at=here.at)
    undone = found.rows.filter(state=BulkState.UNDONE).count()
    messages.success(request, f"已撤销 {undone} 件；其余见各行说明。")
    back = QueryDict(mutable=True)
    back["back"] = request.POST.get("back", "")
    return redirect(reverse("workflow:bulk", args=[pk]) + "?" + back.urlencode())
