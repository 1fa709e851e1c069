"""紧急公开: declared by a signatory or a head in the General Office, co-signed afterwards, decided on by another."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from accounts.access import requires
from accounts.roles import Role
from common.errors import DomainError, NotFound
from documents import selectors as documents_of
from documents.models import Document
from review.emergencies import emergency_with, skipped_of
from review.emergency_rules import RATIFYING, REFUSING
from review.models import Emergency
from workflow import policies, selectors
from workflow import services as workflow
from workflow.forms.emergencies import AfterwardsForm, EmergencyForm, RatifyForm
from workflow.pages.emergencies import declaring_page, emergency_page
from workflow.pages.where import where_now
from workflow.views.base import Visit, for_the_office, note_refusal, visit

DONE = {RATIFYING: "已追认紧急公开。", REFUSING: "已决定不予追认；发布员须提请撤下或更正。"}


@requires(Role.SIGNATORY, Role.DIVISION_HEAD, Role.OFFICE_SECRETARY, Role.DRAFTER)
class DeclareEmergencyView(View):
    """What an emergency release means, and its declaration for whoever may; others hand the address on."""

    keeps_typed = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the page."""
        here, document = self._document(request, pk)
        return self._page(here, document, EmergencyForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Declare it; a refusal keeps what was typed and says why."""
        here, document = self._document(request, pk)
        form = EmergencyForm(request.POST)
        if not form.is_valid():
            return self._page(here, document, form, 422)
        token = request.POST.get("token", "")
        try:
            made = workflow.declare_emergency(
                document_id=pk, token=token, **form.cleaned_data, by=here.user, at=here.at
            )
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=f"document:{pk}", act="决定紧急公开", by=here.user, at=here.at)
            form.show_refusal(error)
            here, document = self._document(request, pk)
            return self._page(here, document, form, error.http_status)
        messages.success(request, f"已决定紧急公开，尚未答复的会签改为事后补齐。{where_now(pk)}")
        return redirect("workflow:emergency", pk=made.pk)

    def _document(self, request: HttpRequest, pk: int) -> tuple[Visit, Document]:
        """Return the document for whoever may declare, however early it is, and for whoever may know of it anyway."""
        here = visit(request)
        document = documents_of.whole(pk)
        if policies.declaring_as(here.identities, document) is None:
            document = selectors.document_for(here.user, pk, here.day)
        return here, document

    def _page(self, here: Visit, document: Document, form: EmergencyForm, status: int = 200) -> HttpResponse:
        context = declaring_page(document, form, here.identities, here.at)
        return render(self.request, "workflow/emergency_declare.html", context, status=status)


@for_the_office
class EmergencyView(View):
    """One emergency: what it skipped, the co-signs given since, the decision of another signatory."""

    keeps_typed = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the page."""
        return self._page(*self._emergency(request, pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what the pressed button says; a refusal keeps what was typed and says why."""
        here, emergency, document = self._emergency(request, pk)
        act = request.POST.get("act", "")
        name = "decide" if act in DONE else act
        form = self._form(emergency, act, name)
        if not form.is_valid():
            return self._page(here, emergency, document, 422, **{name: form})
        try:
            done = self._act(here, emergency, act, form)
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=f"document:{document.pk}", act="紧急公开", by=here.user, at=here.at)
            form.show_refusal(error)
            here, emergency, document = self._emergency(request, pk)
            return self._page(here, emergency, document, error.http_status, **{name: form})
        messages.success(request, done)
        return redirect("workflow:emergency", pk=pk)

    def _form(self, emergency: Emergency, act: str, name: str) -> RatifyForm | AfterwardsForm:
        if act in DONE:
            return RatifyForm(self.request.POST, act=act, prefix=name)
        if act not in {f"skipped{row.pk}" for row in skipped_of(emergency)}:
            raise NotFound
        return AfterwardsForm(self.request.POST, prefix=name)

    def _act(self, here: Visit, emergency: Emergency, act: str, form: RatifyForm | AfterwardsForm) -> str:
        """Make the one domain call of the pressed button; return what was done, in words."""
        who: dict[str, Any] = {"by": here.user, "at": here.at}
        if act in DONE:
            words = form.cleaned_data["words"]
            workflow.decide_emergency(emergency_id=emergency.pk, act=act, words=words, **who)
            return DONE[act]
        skipped_id = int(act.removeprefix("skipped"))
        workflow.cosign_afterwards(skipped_id=skipped_id, **form.cleaned_data, **who)
        return "已补会签。"

    def _emergency(self, request: HttpRequest, pk: int) -> tuple[Visit, Emergency, Document]:
        here, emergency = visit(request), emergency_with(pk)
        if emergency is None:
            raise NotFound
        document = documents_of.whole(emergency.document_id)
        asked = any(policies.cosigning_as(here.identities, row, document) for row in skipped_of(emergency))
        if not asked and policies.declaring_as(here.identities, document) is None:
            document = selectors.document_for(here.user, emergency.document_id, here.day)
        return here, emergency, document

    def _page(
        self, here: Visit, emergency: Emergency, document: Document, status: int = 200, **typed: Any
    ) -> HttpResponse:
        context = emergency_page(emergency, document, here.identities, here.at, **typed)
        return render(self.request, "workflow/emergency.html", context, status=status)
