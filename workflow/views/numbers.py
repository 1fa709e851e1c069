"""作废字号: the General Office makes a number void and gives the next one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from accounts.access import requires
from accounts.roles import Role
from common.errors import DomainError, NotFound
from documents.models import Document
from workflow import policies, selectors
from workflow import services as workflow
from workflow.forms.acts import RenumberForm
from workflow.pages.numbers import renumber_form, renumber_page
from workflow.pages.where import where_now
from workflow.views.base import Visit, note_refusal, visit


@requires(Role.OFFICE_SECRETARY)
class RenumberView(View):
    """Show what is void for ever and what follows, then do it; to other organs the page does not exist."""

    keeps_typed = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form, or why the number cannot become void any more."""
        here, document = self._document(request, pk)
        return self._page(here, document, renumber_form(document))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make the number void; a refusal keeps what was typed and says why."""
        here, document = self._document(request, pk)
        form, old = renumber_form(document, request.POST), document.number_text
        if not form.is_valid():
            return self._page(here, document, form, 422)
        given, token = form.cleaned_data, request.POST.get("token", "")
        try:
            number = workflow.renumber(document_id=pk, token=token, by=here.user, at=here.at, **given)
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=f"document:{pk}", act="作废字号", by=here.user, at=here.at)
            form.add_error(None, str(error))
            return self._page(here, selectors.document_for(here.user, pk, here.day), form, error.http_status)
        messages.success(request, f"{old}已作废，新字号为{number}。{where_now(pk)}")
        return redirect("workflow:document", pk=pk)

    def _document(self, request: HttpRequest, pk: int) -> tuple[Visit, Document]:
        here = visit(request)
        document = selectors.document_for(here.user, pk, here.day)
        if not policies.may_register(here.user, document):
            raise NotFound
        return here, document

    def _page(self, here: Visit, document: Document, form: RenumberForm, status: int = 200) -> HttpResponse:
        context = renumber_page(document, form, here.user, here.at)
        return render(self.request, "workflow/renumber.html", context, status=status)
