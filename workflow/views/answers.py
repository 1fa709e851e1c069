"""登记外部答复: what was answered to the leader's doubt, recorded at the leader's desk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from common.errors import DomainError, NotFound
from documents import selectors as documents_of
from review.selectors import Case
from workflow import policies, selectors, tokens
from workflow import services as workflow
from workflow.announcing import task_url
from workflow.errors import NothingInDoubt
from workflow.forms.chains import AnswerForm
from workflow.models import DeskTask
from workflow.pages.dossier import with_people
from workflow.pages.doubts import doubts_of
from workflow.views.base import Visit, for_the_office, note_refusal, visit


@for_the_office
class AnswerView(View):
    """The form of an answer from outside; only who may rule at the desk knows that it is there."""

    keeps_typed = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form with the question that was asked."""
        return self._page(self._task(visit(request), pk), AnswerForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Record the answer; a refusal keeps what was typed and says why."""
        here = visit(request)
        task, form = self._task(here, pk), AnswerForm(request.POST)
        if not form.is_valid():
            return self._page(task, form, 422)
        token, given = request.POST.get("token", ""), form.given()
        try:
            workflow.record_answer(task_id=pk, token=token, answer=given, by=here.user, at=here.at)
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=f"document:{task.document_id}", act="登记外部答复", by=here.user, at=here.at)
            form.show_refusal(error)
            return self._page(self._task(here, pk), form, error.http_status)
        messages.success(request, "已登记答复，请据此作出裁定。")
        return redirect(task_url(task))

    def _task(self, here: Visit, pk: int) -> DeskTask:
        task = selectors.desk_task(pk)
        if not task.is_open or policies.first_fit(here.identities, task) is None:
            raise NotFound
        return task

    def _page(self, task: DeskTask, form: AnswerForm, status: int = 200) -> HttpResponse:
        document = documents_of.whole(task.document_id)
        case = with_people(Case(document))
        asked = doubts_of(task, case.held)
        if not asked.get("answer_url"):
            raise NothingInDoubt
        token, url = tokens.token_of(task, case.present), task_url(task)
        context = {**asked, "form": form, "document": document, "token": token, "task_url": url, "answer_url": ""}
        return render(self.request, "workflow/answer.html", context, status=status)
