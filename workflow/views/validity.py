"""规范性文件有效性: the list with its lights, and each change proposed by one person and decided by another."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.roles import Role
from common.errors import DomainError, NotFound
from common.paging import BoundedPaginator
from common.sheets import EXCEL
from documents import selectors as documents
from documents.models import Document
from publication.models import ValidityChange
from publication.normative.selectors import change_with, filtered, open_changes, with_terms
from publication.selectors import live_release
from workflow import policies
from workflow import services as workflow
from workflow.forms.endings import APPROVE, REFUSE, DecisionForm
from workflow.forms.validity import ChangeForm, ValidityFilter
from workflow.pages import validity as pages
from workflow.policies import VALIDITY_PROPOSERS
from workflow.views.base import PER_PAGE, Visit, file_response, for_the_office, note_refusal, visit
from workflow.views.small import FormPageView


@require_safe
@for_the_office
def listing(request: HttpRequest) -> HttpResponse:
    """Show every normative document that is public: those that end first, first."""
    here, form = visit(request), ValidityFilter(request.GET)
    pages_of = BoundedPaginator(filtered(form.wanted(), here.day), PER_PAGE, with_terms)
    page: Page[Any] = pages_of.get_page(request.GET.get("page"))
    may = bool(here.identities[0].roles & VALIDITY_PROPOSERS)
    page.object_list = [pages.validity_row(each, here.day, may) for each in page.object_list]
    own = open_changes().filter(document__lead_office__path__in=here.identities[0].paths)
    context = {
        "tabs": pages.tabs_of(here.identities[0], "validity"),
        "filter_form": form,
        "page": page,
        "may_change": may,
        "export_url": f"{reverse('workflow:validity_export')}?{request.GET.urlencode()}",
        "changes": [pages.change_row(each) for each in own[:PER_PAGE]],
    }
    return render(request, "workflow/validity_list.html", context)


@require_safe
@for_the_office
def export(request: HttpRequest) -> HttpResponse:
    """Give the filtered list out as a workbook."""
    here, form = visit(request), ValidityFilter(request.GET)
    rows = filtered(form.wanted(), here.day).iterator(chunk_size=500)
    return file_response(pages.validity_xlsx(rows), f"规范性文件有效性{here.day.isoformat()}.xlsx", EXCEL)


@requires(*sorted(VALIDITY_PROPOSERS))
class ProposeChangeView(FormPageView):
    """提请变动有效性 of a document that is public."""

    template, label = "workflow/validity_propose.html", "提请变动有效性"

    def form(self, *given: Any) -> ChangeForm:
        """Return the form; a document that is none of the person's organ does not exist here."""
        self._document()
        return ChangeForm(*given, initial={"effective_on": self.here.day})

    def act(self, form: ChangeForm) -> tuple[str, str]:
        """Propose it."""
        who: dict[str, Any] = {"by": self.here.user, "at": self.here.at}
        made = workflow.propose_validity(document_id=self.where["pk"], wish=form.wish(), **who)
        return "已提请批准；批准前门户页面不变。", reverse("workflow:validity_change", args=[made.pk])

    def context(self) -> dict[str, Any]:
        """Return what the document is worth now, and its story."""
        return pages.change_page(self._document(), self.here.day)

    def chain(self) -> str:
        """Return the document's chain."""
        return f"document:{self.where['pk']}"

    def _document(self) -> Document:
        document = documents.whole(self.where["pk"])
        if not policies.may_propose_validity(self.here.identities, document) or live_release(document.pk) is None:
            raise NotFound
        return document


@requires(Role.SIGNATORY, *sorted(VALIDITY_PROPOSERS))
class ChangeView(View):
    """One change: a signatory decides; everybody who may propose reads its story."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it."""
        here = visit(request)
        return self._page(here, self._change(here, pk), DecisionForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what the pressed button says; a refusal keeps what was typed."""
        here = visit(request)
        change = self._change(here, pk)
        act = request.POST.get("act", "")
        if act not in {APPROVE, REFUSE} or not policies.may_decide_validity(here.identities, change):
            raise NotFound
        form = DecisionForm(request.POST, act=act)
        if not form.is_valid():
            return self._page(here, change, form, 422)
        decide = workflow.approve_validity if act == APPROVE else workflow.refuse_validity
        try:
            decide(change_id=pk, why=form.cleaned_data["why"], by=here.user, at=here.at)
        except NotFound:
            raise
        except DomainError as error:
            chain = f"document:{change.document_id}"
            note_refusal(error, chain=chain, act="办理有效性变动", by=here.user, at=here.at)
            form.add_error(None, str(error))
            return self._page(here, self._change(here, pk), form, error.http_status)
        messages.success(request, "已批准，到期日门户自动更新。" if act == APPROVE else "已决定不批准，门户页面不变。")
        return redirect("workflow:validity_change", pk=pk)

    def _change(self, here: Visit, pk: int) -> ValidityChange:
        change = change_with(pk)
        if change is None or change.document.lead_office.path not in here.identities[0].paths:
            raise NotFound
        return change

    def _page(self, here: Visit, change: ValidityChange, form: DecisionForm, status: int = 200) -> HttpResponse:
        may = change.is_open and policies.may_decide_validity(here.identities, change)
        shown = {**pages.change_page(documents.whole(change.document_id), here.day), "may_decide": may}
        context = {**shown, "change": change, "form": form}
        return render(self.request, "workflow/validity_decide.html", context, status=status)
