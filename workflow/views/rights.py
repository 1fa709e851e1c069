"""公开的依据: the maker's consent to what is forwarded, the lead agency's address of a joint document."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from accounts.access import requires
from accounts.roles import Role
from common.errors import DomainError, NotFound
from documents.models import Document
from workflow import selectors
from workflow import services as workflow
from workflow.forms.rights import ConsentForm, JointLinkForm
from workflow.pages.rights import rights_page
from workflow.services.rights import may_record_rights
from workflow.views.base import Visit, note_refusal, visit


@requires(Role.DRAFTER, Role.OFFICE_SECRETARY)
class RightsView(View):
    """What is on record, and the two forms by which it gets there."""

    keeps_typed = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the page."""
        _here, document = self._document(request, pk)
        return self._page(document)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Record what the pressed button says; a refusal keeps what was typed and says why."""
        here, document = self._document(request, pk)
        act = request.POST.get("act", "")
        forms = {"consent": ConsentForm, "link": JointLinkForm}
        if act not in forms:
            raise NotFound
        form = forms[act](request.POST, prefix=act)
        if not form.is_valid():
            return self._page(document, 422, **{act: form})
        record: Any = workflow.record_consent if act == "consent" else workflow.record_joint_link
        try:
            record(document_id=pk, **form.cleaned_data, by=here.user, at=here.at)
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=f"document:{pk}", act="登记公开的依据", by=here.user, at=here.at)
            form.show_refusal(error)
            return self._page(document, error.http_status, **{act: form})
        messages.success(request, "已登记。")
        return redirect("workflow:document", pk=pk)

    def _document(self, request: HttpRequest, pk: int) -> tuple[Visit, Document]:
        here = visit(request)
        document = selectors.document_for(here.user, pk, here.day)
        if not may_record_rights(here.user, document):
            raise NotFound
        return here, document

    def _page(self, document: Document, status: int = 200, **typed: Any) -> HttpResponse:
        return render(self.request, "workflow/rights.html", rights_page(document, **typed), status=status)
