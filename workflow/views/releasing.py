"""公开安排: the moment of a release is changed or called off, the earliest moment is set."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from accounts.access import requires
from accounts.roles import Role
from common.clock import office_text
from common.errors import DomainError, NotFound
from documents.models import Document
from workflow import selectors
from workflow import services as workflow
from workflow.forms.releasing import CallOffForm, EmbargoForm, RescheduleForm
from workflow.pages.releasing import arrangement_page, may_arrange
from workflow.pages.where import where_now
from workflow.views.base import Visit, note_refusal, visit

Form = RescheduleForm | CallOffForm | EmbargoForm
FORMS: dict[str, Callable[..., Form]] = {
    "reschedule": RescheduleForm,
    "call_off": CallOffForm,
    "embargo": EmbargoForm,
}
LABELS = {"reschedule": "改期", "call_off": "取消定时公开", "embargo": "设定不早于公开的时间"}


@requires(Role.PUBLISHER, Role.OFFICE_SECRETARY)
class ArrangementView(View):
    """When the document is to be released; the pressed button says what is changed about it."""

    keeps_typed = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the arrangement and what the person may change."""
        here, document = self._document(request, pk)
        return self._page(here, document)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what the pressed button says; a refusal keeps what was typed and says why."""
        here, document = self._document(request, pk)
        act = request.POST.get("act", "")
        if act not in FORMS:
            raise NotFound
        form = FORMS[act](request.POST, prefix=act)
        if not form.is_valid():
            return self._page(here, document, 422, **{act: form})
        try:
            done = self._act(here, pk, form)
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=f"document:{pk}", act=LABELS[act], by=here.user, at=here.at)
            form.show_refusal(error)
            here, document = self._document(request, pk)
            return self._page(here, document, error.http_status, **{act: form})
        messages.success(request, done)
        return redirect("workflow:document", pk=pk)

    def _act(self, here: Visit, pk: int, form: Form) -> str:
        """Make the one domain call of the pressed button; return what was done, in words."""
        who: dict[str, Any] = {"document_id": pk, "by": here.user, "at": here.at}
        token = self.request.POST.get("token", "")
        if isinstance(form, RescheduleForm):
            made = workflow.reschedule(token=token, timing=form.timing(), **who)
            return f"已改期，定时公开：{office_text(made.release_at)}。"
        if isinstance(form, CallOffForm):
            workflow.call_off_release(token=token, why=form.cleaned_data["why"], **who)
            return f"已取消定时公开。{where_now(pk)}"
        moment = form.cleaned_data["not_before"]
        workflow.set_embargo(not_before=moment, reason=form.cleaned_data["reason"], **who)
        return f"已设定公开不早于 {office_text(moment)}。" if moment else "已取消不早于公开的时间。"

    def _document(self, request: HttpRequest, pk: int) -> tuple[Visit, Document]:
        here = visit(request)
        document = selectors.document_for(here.user, pk, here.day)
        if not may_arrange(here.identities, document):
            raise NotFound
        return here, document

    def _page(self, here: Visit, document: Document, status: int = 200, **typed: Form) -> HttpResponse:
        context = arrangement_page(document, here.identities, here.at, **typed)
        return render(self.request, "workflow/arrangement.html", context, status=status)
