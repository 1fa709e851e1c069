"""移交: what a person who leaves holds goes to others, row by row; what is bound to the person says why it stays."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from accounts.access import requires
from accounts.models import User
from accounts.roles import Role
from accounts.selectors import away
from common.errors import DomainError, NotFound
from workflow import boards
from workflow import services as workflow
from workflow.eligible import Able, candidates_of
from workflow.forms.board import HandOverForm
from workflow.models import BulkKind, DeskTask
from workflow.pages import board_acts, rows
from workflow.services import Order
from workflow.services.board import MOST
from workflow.views.base import Visit, note_refusal, visit
from workflow.views.board_acts import ids_of


@requires(Role.OFFICE_SECRETARY)
class HandOverView(View):
    """What a person holds, to be given to one or several others."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what the person holds, what is bound to the person, and the drafts."""
        here = visit(request)
        person, tasks = self._held(here, pk)
        return self._page(request, here, (person, tasks, _form(here, person, tasks)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the ticked rows over; each has its result."""
        here, ids = visit(request), ids_of(request.POST)
        person, tasks = self._held(here, pk)
        form = _form(here, person, tasks, request.POST)
        if not form.is_valid():
            return self._page(request, here, (person, tasks, form), 422)
        try:
            order = Order(kind=BulkKind.REASSIGN, task_ids=ids, **form.order())
            bulk = workflow.act_on_rows(order=order, by=here.user, at=here.at)
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain="system", act="移交", by=here.user, at=here.at)
            form.show_refusal(error)
            return self._page(request, here, (person, tasks, form), error.http_status)
        return redirect("workflow:bulk", pk=bulk.pk)

    def _held(self, here: Visit, pk: int) -> tuple[User, list[DeskTask]]:
        person = boards.colleague(here.user, pk)
        return person, list(boards.held_by(here.user, person)[:MOST])

    def _page(
        self, request: HttpRequest, here: Visit, shown: tuple[User, list[DeskTask], HandOverForm], status: int = 200
    ) -> HttpResponse:
        person, tasks, form = shown
        drafts = list(boards.drafts_of(here.user, person)[:MOST])
        absent = away([person.pk], here.day)
        held = board_acts.ticked_rows(tasks, here.today, _others(here, person, tasks))
        context: dict[str, Any] = {
            "person": person,
            "away": absent[person.pk].words if person.pk in absent else "",
            "form": form,
            "nobody": not any(row["able"] for row in held),
            "rows": held,
            "ticked": ids_of(request.POST) if request.method == "POST" else [each.pk for each in tasks],
            "bound": [rows.board_row(each, here.today) for each in boards.bound_to(here.user, person)[:MOST]],
            "drafts": [rows.drafted_row(each, [], here.today) for each in drafts],
            "most": MOST,
        }
        return render(request, "workflow/handover.html", context, status=status)


def _others(here: Visit, person: User, tasks: list[DeskTask]) -> dict[int, list[Able]]:
    """Return to whom each task may be given, but for the person whose it is."""
    found = candidates_of(tasks, here.day)
    return {pk: [each for each in able if each.pk != person.pk] for pk, able in found.items()}


def _form(here: Visit, person: User, tasks: list[DeskTask], data: Any = None) -> HandOverForm:
    people, label = board_acts.choices_of(_others(here, person, tasks), here.day)
    others = User.objects.filter(pk__in=people).select_related("office")
    return HandOverForm(data, people=others.order_by("full_name", "pk"), label=label)
