"""Small acts on a task: claim, give back, reassign, urge, hand a co-sign over, ask for advice."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.roles import Role
from accounts.selectors import away
from common.errors import DomainError, NotFound
from workflow import policies, selectors
from workflow import services as workflow
from workflow.forms.acts import OfficeForm, PersonForm, UrgeForm
from workflow.models import DeskTask
from workflow.pages.rows import about
from workflow.views.base import Visit, attempt, for_the_office, note_refusal, visit

FIRST_CHOICE = "请先选择。"


def _asked(request: HttpRequest, pk: int) -> tuple[Visit, DeskTask]:
    """Return the task when it asks the person, or when the person holds it; to others it does not exist."""
    here, task = visit(request), selectors.desk_task(pk)
    if task.owner_id != here.user.pk and policies.first_fit(here.identities, task) is None:
        raise NotFound
    return here, task


@require_POST
@for_the_office
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """签收."""
    here, task = _asked(request, pk)
    return attempt(
        request,
        lambda: workflow.claim(task_id=pk, by=here.user, at=here.at),
        label="签收",
        done=f"已签收“{task.document.title}”，由您办理“{task.get_desk_display()}”。",
        chain=f"document:{task.document_id}",
    )


@require_POST
@for_the_office
def unclaim(request: HttpRequest, pk: int) -> HttpResponse:
    """退还签收."""
    here, task = _asked(request, pk)
    return attempt(
        request,
        lambda: workflow.unclaim(task_id=pk, by=here.user, at=here.at),
        label="退还签收",
        done=f"已放回“{task.document.title}”，其他人可以签收。",
        chain=f"document:{task.document_id}",
        back=reverse("workflow:desk"),
    )


@require_POST
@for_the_office
def urge(request: HttpRequest, pk: int) -> HttpResponse:
    """催办: by the drafter or the General Office."""
    here, task = visit(request), selectors.desk_task(pk)
    selectors.document_for(here.user, task.document_id, here.day)
    form = UrgeForm(request.POST, prefix=f"urge{pk}")
    if not form.is_valid():
        messages.error(request, "催办内容不能为空，最多 200 字。")
        return redirect("workflow:document", pk=task.document_id)
    return attempt(
        request,
        lambda: workflow.urge(task_id=pk, text=form.cleaned_data["text"], by=here.user, at=here.at),
        label="催办",
        done=f"已催办“{task.get_desk_display()}”，办理人将在待办中看到。",
        chain=f"document:{task.document_id}",
        back=reverse("workflow:document", args=[task.document_id]),
    )


@require_POST
@for_the_office
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """转办: another office co-signs in one's place."""
    here, task = _asked(request, pk)
    organ = policies.paths_to(here.user.office.path)[0]
    form = OfficeForm(request.POST, organ=organ, leave_out=set(), prefix="transfer")
    if not form.is_valid():
        messages.error(request, FIRST_CHOICE)
        return redirect("workflow:step", pk=pk)
    office = form.cleaned_data["office"]
    return attempt(
        request,
        lambda: workflow.transfer(task_id=pk, office=office, by=here.user, at=here.at),
        label="转办",
        done=f"已转由{office.name}会签。",
        chain=f"document:{task.document_id}",
        back=reverse("workflow:desk"),
    )


@require_POST
@for_the_office
def lend(request: HttpRequest, pk: int) -> HttpResponse:
    """委派: a person gives advice first."""
    here, task = _asked(request, pk)
    form = PersonForm(request.POST, people=selectors.advisers(task, here.user), prefix="lend")
    if not form.is_valid():
        messages.error(request, FIRST_CHOICE)
        return redirect("workflow:step", pk=pk)
    person = form.cleaned_data["person"]
    return attempt(
        request,
        lambda: workflow.lend(task_id=pk, person=person, by=here.user, at=here.at),
        label="委派",
        done=f"已请{person.full_name}先提意见，回复后仍由您会签。",
        chain=f"document:{task.document_id}",
        back=reverse("workflow:desk"),
    )


@requires(Role.OFFICE_SECRETARY)
class ReassignView(View):
    """改派: the General Office gives a task to an eligible person, or back to its queue."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show who may take it."""
        here, task = self._task(request, pk)
        return self._page(here, task, self._form(here, task))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give it to the chosen person."""
        here, task = self._task(request, pk)
        form = self._form(here, task, request.POST)
        if not form.is_valid():
            return self._page(here, task, form, 422)
        person = form.cleaned_data["person"]
        try:
            known = form.cleaned_data.get("away_known", False)
            workflow.reassign(task_id=pk, to=person, away_known=known, by=here.user, at=here.at)
        except DomainError as error:
            note_refusal(error, chain=f"document:{task.document_id}", act="改派", by=here.user, at=here.at)
            form.show_refusal(error)
            return self._page(here, task, form, error.http_status)
        messages.success(request, f"已改派给{person.full_name}。" if person else "已放回待签收队列。")
        return redirect("workflow:board")

    def _task(self, request: HttpRequest, pk: int) -> tuple[Visit, DeskTask]:
        here, task = visit(request), selectors.desk_task(pk)
        selectors.document_for(here.user, task.document_id, here.day)
        return here, task

    def _form(self, here: Visit, task: DeskTask, data: Any = None) -> PersonForm:
        """Return the form; only what somebody holds can be put back into the queue."""
        people = policies.assignable(task, here.day)
        absent = {pk: each.words for pk, each in away(people.values_list("pk", flat=True), here.day).items()}
        return PersonForm(data, people=people, optional="放回待签收" if task.owner_id else "", away=absent)

    def _page(self, here: Visit, task: DeskTask, form: PersonForm, status: int = 200) -> HttpResponse:
        context: dict[str, Any] = {
            "task": task,
            "row": about(task.document) | {"desk": task.get_desk_display(), "age": here.today.age(task)},
            "light": here.today.light(task),
            "form": form,
            "nobody": not policies.assignable(task, here.day).exists(),
        }
        return render(self.request, "workflow/reassign.html", context, status=status)
