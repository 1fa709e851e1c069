"""词库: its editions, a new one by file or by a few terms, what it would touch, and the decision on it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.roles import Role
from common.errors import DomainError, NotFound
from common.sheets import EXCEL
from documents.selectors import negative_list
from documents.uploads import oversize
from review.dictionary import selectors
from review.errors import RowsRefused
from review.models import DictionaryEdition
from review.policies import READERS
from review.services import dictionary
from workflow.forms.dictionary import PROPOSE, ListDecisionForm, ListForm, SheetForm, TermsFilter, TermsForm
from workflow.forms.endings import APPROVE, REFUSE, WITHDRAW
from workflow.pages import dictionary as pages
from workflow.views.base import Visit, file_response, note_refusal, visit

SAID = {
    PROPOSE: "已提请批准；批准前现行版照常使用。",
    APPROVE: "已批准，自{day}起生效。",
    REFUSE: "已决定不批准；现行版照常使用。",
    WITHDRAW: "已收回。",
}


@require_safe
@requires(*READERS)
def editions(request: HttpRequest) -> HttpResponse:
    """Show every edition, the newest first, and which one is in force."""
    here = visit(request)
    context = pages.editions_page(here.user, here.day, request.GET.get("page"))
    return render(request, "workflow/dictionary_list.html", context)


@requires(Role.CONFIDENTIALITY_OFFICER)
class DraftEditionView(View):
    """A new edition as a draft; a refusal keeps what was typed and names the rows."""

    form_class: type[ListForm] = SheetForm
    template = "workflow/dictionary_upload.html"
    act = "草拟词库新版"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        here = visit(request)
        return self._page(here, self.form_class(today=here.day))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make the draft, or say why not."""
        here = visit(request)
        form = self._form(request, here)
        if not form.is_valid():
            return self._page(here, form, 422)
        try:
            edition = self._draft(form, here)
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=dictionary.CHAIN, act=self.act, by=here.user, at=here.at)
            form.add_error(None, str(error))
            if isinstance(error, RowsRefused):
                form.note_problems(error)
            return self._page(here, form, error.http_status)
        messages.success(request, f"已草拟词库{edition}。请先试运行，看看会影响哪些公文，再提请批准。")
        return redirect("workflow:edition", serial=edition.serial)

    def _form(self, request: HttpRequest, here: Visit) -> ListForm:
        return SheetForm(request.POST, request.FILES, today=here.day, oversize=oversize(request))

    def _draft(self, form: ListForm, here: Visit) -> DictionaryEdition:
        given = form.cleaned_data
        return dictionary.import_xlsx(
            data=given["file"].read(), note=given["note"], valid_from=given["valid_from"], by=here.user, at=here.at
        )

    def _page(self, here: Visit, form: ListForm, status: int = 200) -> HttpResponse:
        current, entries = selectors.edition_on(here.day), negative_list(here.day)
        context = {"form": form, "current": current, "entries": entries}
        return render(self.request, self.template, context, status=status)


@requires(Role.CONFIDENTIALITY_OFFICER)
class ChangeTermsView(DraftEditionView):
    """增删词条: a draft of the next edition from the one in force."""

    form_class = TermsForm
    template = "workflow/dictionary_change.html"

    def _form(self, request: HttpRequest, here: Visit) -> ListForm:
        return TermsForm(request.POST, today=here.day)

    def _draft(self, form: ListForm, here: Visit) -> DictionaryEdition:
        assert isinstance(form, TermsForm)  # noqa: S101  # as _form made it
        given = form.cleaned_data
        return dictionary.change_terms(
            add=form.rows(), drop=form.dropped(), note=given["note"], valid_from=given["valid_from"],
            by=here.user, at=here.at,
        )  # fmt: skip


@requires(*READERS)
class EditionView(View):
    """One edition: its terms, what it changes, and the decision on it."""

    def get(self, request: HttpRequest, serial: int) -> HttpResponse:
        """Show the edition."""
        return self._page(visit(request), selectors.edition_of(serial), ListDecisionForm())

    def post(self, request: HttpRequest, serial: int) -> HttpResponse:
        """Do what the pressed button says; a refusal keeps what was typed."""
        here, edition = visit(request), selectors.edition_of(serial)
        act = request.POST.get("act", "")
        form = ListDecisionForm(request.POST, act=act)
        if not form.is_valid():
            return self._page(here, edition, form, 422)
        try:
            done = self._decide(here, edition, act, form.cleaned_data["why"])
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=dictionary.CHAIN, act=f"办理词库{edition}", by=here.user, at=here.at)
            form.add_error(None, str(error))
            return self._page(here, selectors.edition_of(serial), form, error.http_status)
        messages.success(request, f"词库{edition}{SAID[act].format(day=done.valid_from)}")
        return redirect("workflow:edition", serial=serial)

    def _decide(self, here: Visit, edition: DictionaryEdition, act: str, why: str) -> DictionaryEdition:
        """Make the one domain call of the pressed button."""
        who: dict[str, Any] = {"edition_id": edition.pk, "by": here.user, "at": here.at}
        if act == REFUSE:
            return dictionary.refuse(why=why, **who)
        acts = {PROPOSE: dictionary.propose, APPROVE: dictionary.approve, WITHDRAW: dictionary.withdraw}
        if act not in acts:
            raise NotFound
        return acts[act](**who)

    def _page(self, here: Visit, edition: DictionaryEdition, form: ListDecisionForm, status: int = 200) -> HttpResponse:
        wanted = TermsFilter(self.request.GET)
        context = pages.edition_page(edition, form, wanted, here.user, here.day)
        context["page"] = pages.terms_page(edition, wanted.wanted(), self.request.GET.get("page"))
        return render(self.request, "workflow/dictionary_edition.html", context, status=status)


@require_safe
@requires(*READERS)
def touched(request: HttpRequest, serial: int) -> HttpResponse:
    """Show which current documents the edition would newly touch or free; the run is on record."""
    here, edition = visit(request), selectors.edition_of(serial)
    outcome = dictionary.dry_run(edition=edition, by=here.user, at=here.at)
    context = pages.touched_page(edition, outcome, here.user, here.day)
    return render(request, "workflow/dictionary_touched.html", context)


@require_safe
@requires(*READERS)
def export(request: HttpRequest, serial: int) -> HttpResponse:
    """Give the edition out as an Excel file, kept by no cache."""
    edition = selectors.edition_of(serial)
    return file_response(dictionary.export_xlsx(edition=edition), f"词库{edition}.xlsx", EXCEL)
