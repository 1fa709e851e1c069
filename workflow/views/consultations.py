"""征求意见: opened from the document's page, recorded step by step on a page of its own, with letters to download."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.roles import Role
from common.errors import DomainError, NotFound
from documents.models import Document
from review.errors import ConsultationDayWrong, ConsultationTwice, ConsultationWordsMissing
from workflow import policies, selectors
from workflow import services as workflow
from workflow.forms.consultations import FORMS, ConsultForm, HappenedForm
from workflow.pages.consultations import consult_page, consultation_page
from workflow.services.consultations import OpenedConsultation, fetch_letter, may_consult, open_page, read_consultation
from workflow.views.base import Visit, file_response, for_the_office, note_refusal, visit

FIELDS = {
    ConsultationTwice.code: "addressee",
    ConsultationWordsMissing.code: "text",
    ConsultationDayWrong.code: "day",
}


@requires(Role.DRAFTER, *policies.CONSULTING_OFFICERS)
class ConsultView(View):
    """提出征求意见."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form."""
        here, document = self._document(request, pk)
        return self._page(here, document, ConsultForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Open the consultation; a refusal keeps what was typed."""
        here, document = self._document(request, pk)
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

    def _document(self, request: HttpRequest, pk: int) -> tuple[Visit, Document]:
        """Return the document for whoever may consult on it; what is public is out of reach here."""
        here = visit(request)
        document = selectors.document_for(here.user, pk, here.day)
        if not may_consult(document=document, by=here.user, at=here.at):
            raise NotFound
        return here, document

    def _page(self, here: Visit, document: Document, form: ConsultForm, status: int = 200) -> HttpResponse:
        context = consult_page(document, form, here.today)
        return render(self.request, "workflow/consultation_open.html", context, status=status)


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
