"""批注: the news office comments on passages of a plan at its desk, the drafter answers on the draft."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.roles import Role
from common.errors import DomainError, NotFound
from documents import policies as documents_policies
from documents import selectors as documents_of
from documents.models import Document
from interpretation.models import InterpretationPlan
from interpretation.selectors import current_plan, public_material, with_pictures
from interpretation.views.base import serial_in
from interpretation.views.materials import picture_response
from review.choices import Desk
from review.plan_comments import remarks_of
from review.selectors import Case
from workflow import policies, selectors, tokens
from workflow import services as workflow
from workflow.announcing import task_url
from workflow.forms.readings import AnswerCommentForm, CommentForm
from workflow.models import DeskTask
from workflow.pages.materials import passages_to_comment, remarks_context
from workflow.views.base import Visit, for_the_office, note_refusal, visit

BACK = "take_back"


@for_the_office
class PlanCommentsView(View):
    """The plan passage by passage at the news office's desk; shown to whoever the task asks, to nobody else."""

    keeps_typed = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show every passage with a field for a comment."""
        return self._page(self._task(visit(request), pk), CommentForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note a comment, or take one back; a refusal keeps what was typed."""
        here = visit(request)
        task, form = self._task(here, pk), CommentForm(request.POST)
        sent = BACK in request.POST
        if not sent and not form.is_valid():
            return self._page(task, form, 422)
        try:
            self._act(here, pk, form)
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=f"document:{task.document_id}", act="批注", by=here.user, at=here.at)
            form.is_valid()
            form.show_refusal(error)
            return self._page(task, form, error.http_status)
        messages.success(request, "已收回批注。" if sent else "已记下批注；出具意见时一并送拟稿人。")
        return redirect("workflow:plan_comments", pk=pk)

    def _act(self, here: Visit, pk: int, form: CommentForm) -> None:
        given: dict[str, Any] = {"task_id": pk, "token": self.request.POST.get("token", ""), "by": here.user}
        if BACK in self.request.POST:
            workflow.take_comment_back(comment_id=serial_in(self.request, BACK), at=here.at, **given)
            return
        typed = form.cleaned_data
        said = workflow.Said(typed["anchor"], typed["quote"], typed["text"])
        workflow.comment(said=said, at=here.at, **given)

    def _task(self, here: Visit, pk: int) -> DeskTask:
        task = selectors.desk_task(pk)
        fits = task.is_open and policies.first_fit(here.identities, task) is not None
        if not fits or task.desk != Desk.INTERPRETATION_COSIGN:
            raise NotFound
        return task

    def _page(self, task: DeskTask, form: CommentForm, status: int = 200) -> HttpResponse:
        document = documents_of.whole(task.document_id)
        plan = current_plan(document.pk)
        context = {
            **remarks_context(task, document, plan),
            "document": document,
            "form": form,
            "passages": passages_to_comment(document),
            "token": tokens.token_of(task, Case(document).present),
            "task_url": task_url(task),
            "me": self.request.user,
        }
        return render(self.request, "workflow/plan_comments.html", context, status=status)


@requires(Role.DRAFTER)
class AnswerCommentsView(View):
    """What the news office said about the plan of a draft; only who may edit the draft knows that the page is there."""

    keeps_typed = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the comments with the answers so far."""
        return self._page(self._document(visit(request), pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer one comment; a refusal keeps what was typed."""
        here = visit(request)
        document = self._document(here, pk)
        number = serial_in(request, "comment")
        form = AnswerCommentForm(request.POST, prefix=f"c{number}")
        if not form.is_valid():
            return self._page(document, form, 422)
        typed = form.cleaned_data
        answer = {"comment_id": number, "outcome": typed["outcome"], "reason": typed["reason"]}
        try:
            workflow.answer_comment(document_id=pk, by=here.user, at=here.at, **answer)
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=f"document:{pk}", act="答复批注", by=here.user, at=here.at)
            form.show_refusal(error)
            return self._page(document, form, error.http_status)
        messages.success(request, "已答复该处批注。")
        return redirect("workflow:answer_comments", pk=pk)

    def _document(self, here: Visit, pk: int) -> Document:
        document = documents_of.whole(pk)
        if not documents_policies.may_edit(here.user, document, here.day):
            raise NotFound
        return document

    def _page(self, document: Document, form: AnswerCommentForm | None = None, status: int = 200) -> HttpResponse:
        rows = []
        for each in remarks_of(document.pk):
            prefix = f"c{each.comment.pk}"
            mine = form if form is not None and form.prefix == prefix else AnswerCommentForm(prefix=prefix)
            rows.append({"remark": each, "form": mine})
        return render(
            self.request, "workflow/comments_answer.html", {"document": document, "rows": rows[::-1]}, status=status
        )


@require_safe
@for_the_office
def plan_picture(request: HttpRequest, pk: int, serial: int, order: int) -> HttpResponse:
    """Send the picture of a material of a plan, for whoever may read the present version of its document."""
    here = visit(request)
    document = selectors.document_for(here.user, pk, here.day)
    sight = selectors.sight_of(here.user, document, here.day)
    plan = InterpretationPlan.objects.filter(document=document, serial=serial, erased_at__isnull=True).first()
    if plan is None or document.version is None or not sight.sees(document.version.serial):
        raise NotFound
    found = with_pictures(plan, order=order)
    if not found:
        raise NotFound
    return picture_response(public_material(found[0]))
