"""征求意见: opened from the document's page, recorded step by step on a page of its own, with letters to download."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.roles import Role
from common.errors import DomainError, NotFound
from documents.models import Document
from review.errors import ConsultationDayWrong, ConsultationTwice, ConsultationWordsMissing
from workflow import policies, selectors
from workflow import services as workflow
from workflow.forms.consultations import FORMS, AsideForm, ConsultForm, HappenedForm
from workflow.pages.consultations import aside_page, consult_page, consultation_page
from workflow.services.consultations import (
    OpenedConsultation,
    fetch_letter,
    may_consult,
    open_page,
    read_consultation,
    unasked_of,
)
from workflow.views.base import Visit, file_response, for_the_office, note_refusal, visit
from workflow.views.small import FormPageView

FIELDS = {
    ConsultationTwice.code: "addressee",
    ConsultationWordsMissing.code: "text",
    ConsultationDayWrong.code: "day",
}


def _document(request: HttpRequest, pk: int) -> tuple[Visit, Document]:
    """Return the document for whoever may consult on it; what is public is out of reach here."""
    here = visit(request)
    document = selectors.document_for(here.user, pk, here.day)
    if not may_consult(document=document, by=here.user, at=here.at):
        raise NotFound
    return here, document


@requires(Role.DRAFTER, *policies.CONSULTING_OFFICERS)
class ConsultView(View):
    """提出征求意见."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form."""
        here, document = _document(request, pk)
        about = {name: request.GET[name] for name in ("kind", "addressee") if name in request.GET}
        return self._page(here, document, ConsultForm(initial=about))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Open the consultation; a refusal keeps what was typed."""
        here, document = _document(request, pk)
        form = ConsultForm(request.POST)
        if not form.is_valid():
            return self._page(here, document, form, 422)
        try:
            row = workflow.consult(document_id=pk, wanted=form.wanted(), by=here.user, at=here.at)
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=f"document:{pk}", act="提出征求意见", by=here.user, at=here.at)
            form.show_refusal(error, FIELDS.get(error.code, ""))
            return self._page(here, document, form, error.http_status)
        messages.success(request, "已提出征求意见。请下载函件办理用印，对方收到后在本页登记送达。")
        return redirect("workflow:consultation", pk=row.pk)

    def _page(self, here: Visit, document: Document, form: ConsultForm, status: int = 200) -> HttpResponse:
        context = consult_page(document, form, here.today)
        return render(self.request, "workflow/consultation_open.html", context, status=status)


@requires(Role.DRAFTER, *policies.CONSULTING_OFFICERS)
class AsideView(FormPageView):
    """不涉及: agencies that the text names and does not concern, with the reason."""

    template, label = "workflow/consultation_aside.html", "说明不涉及其他机关"

    def form(self, *given: Any) -> AsideForm:
        """Return the form over the agencies that nobody has said anything about."""
        self.here, self.document = _document(self.request, self.where["pk"])
        return AsideForm(*given, names=unasked_of(document=self.document, day=self.here.day))

    def act(self, form: AsideForm) -> tuple[str, str]:
        """Set the ticked agencies aside."""
        workflow.set_aside(document_id=self.document.pk, by=self.here.user, at=self.here.at, **form.cleaned_data)
        return "已记录不涉及的机关和理由。", reverse("workflow:document", args=[self.document.pk])

    def context(self) -> dict[str, Any]:
        """Return the head of the document and what was asked before."""
        return aside_page(self.document, self.here.today)

    def chain(self) -> str:
        """Return the document's chain."""
        return f"document:{self.document.pk}"


@for_the_office
class ConsultationView(View):
    """One consultation: what was asked, what came of it, and what may be recorded next."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it to whoever reads the text that it is about."""
        here = visit(request)
        return self._page(here, open_page(consultation_id=pk, by=here.user, at=here.at))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Record what the pressed button says; a refusal keeps what was typed."""
        here = visit(request)
        opened = read_consultation(consultation_id=pk, by=here.user, at=here.at)
        kind = FORMS.get(request.POST.get("act", ""))
        if kind is None:
            raise NotFound
        form = kind(request.POST, today=here.day)
        if not form.is_valid():
            return self._page(here, opened, form, 422)
        token = request.POST.get("token", "")
        try:
            workflow.record_consultation(
                consultation_id=pk, token=token, happened=form.happened(), by=here.user, at=here.at
            )
        except NotFound:
            raise
        except DomainError as error:
            chain = f"document:{opened.document.pk}"
            note_refusal(error, chain=chain, act=form.label, by=here.user, at=here.at)
            form.show_refusal(error, FIELDS.get(error.code, ""))
            fresh = read_consultation(consultation_id=pk, by=here.user, at=here.at)
            return self._page(here, fresh, form, error.http_status)
        messages.success(request, f"已完成“{form.label}”。")
        return redirect("workflow:consultation", pk=pk)

    def _page(
        self, here: Visit, opened: OpenedConsultation, form: HappenedForm | None = None, status: int = 200
    ) -> HttpResponse:
        letters = policies.consulting_as(here.identities, opened.document) is not None
        context = consultation_page(opened, here.today, letters=letters, refused=form)
        return render(self.request, "workflow/consultation_detail.html", context, status=status)


@require_safe
@requires(Role.DRAFTER, *policies.CONSULTING_OFFICERS)
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the letter that asks, as a Word file."""
    return _send(request, pk, told=False)


@require_safe
@requires(Role.DRAFTER, *policies.CONSULTING_OFFICERS)
def told(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the letter that tells a decision, as a Word file."""
    return _send(request, pk, told=True)


def _send(request: HttpRequest, pk: int, *, told: bool) -> HttpResponse:
    here = visit(request)
    found = fetch_letter(consultation_id=pk, told=told, by=here.user, at=here.at)
    return file_response(found.data, found.filename)
