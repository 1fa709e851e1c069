"""负面清单: its entries, a change of one of them, and the decision on it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.roles import Role
from common.errors import DomainError, NotFound
from documents.models import NegativeListEntry
from review.dictionary import selectors
from review.dictionary.choices import EntryAct
from review.models import EntryProposal
from review.policies import READERS
from review.services import negative_list as lists
from workflow.forms.dictionary import EndEntryForm, EntryForm, ListDecisionForm, ListForm, NewEntryForm
from workflow.forms.endings import APPROVE, REFUSE, WITHDRAW
from workflow.pages import dictionary as pages
from workflow.views.base import Visit, note_refusal, visit

SAID = {
    APPROVE: "已批准，自{day}起执行。",
    REFUSE: "已决定不批准，清单不变。",
    WITHDRAW: "已收回，清单不变。",
}


@require_safe
@requires(*READERS)
def entries(request: HttpRequest) -> HttpResponse:
    """Show the entries in force and to come, on wish also those that are over, and the proposals."""
    here = visit(request)
    context = pages.entries_page(here.user, here.day, past=request.GET.get("past") == "1")
    return render(request, "workflow/entry_list.html", context)


@requires(Role.CONFIDENTIALITY_OFFICER)
class ProposeEntryView(View):
    """提请增列; the subclasses change an entry that is there."""

    act = EntryAct.ADD
    form_class: type[ListForm] = NewEntryForm

    def get(self, request: HttpRequest, pk: int = 0) -> HttpResponse:
        """Show the form with the entry as it is."""
        here, entry = visit(request), self._entry(pk)
        return self._page(entry, self.form_class(today=here.day, initial=self._initial(entry)))

    def post(self, request: HttpRequest, pk: int = 0) -> HttpResponse:
        """Propose; a refusal keeps what was typed and says why."""
        here, entry = visit(request), self._entry(pk)
        form = self.form_class(request.POST, today=here.day)
        if not form.is_valid():
            return self._page(entry, form, 422)
        try:
            proposal = self._propose(form, entry, here)
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=lists.CHAIN, act=f"提请{self.act.label}条目", by=here.user, at=here.at)
            form.add_error(None, str(error))
            return self._page(entry, form, error.http_status)
        messages.success(request, f"已提请{self.act.label}条目{proposal.code}，待保密机构负责人批准；批准前清单不变。")
        return redirect("workflow:entry_proposal", pk=proposal.pk)

    def _entry(self, pk: int) -> NegativeListEntry | None:
        return None if self.act == EntryAct.ADD else selectors.entry_of(pk)

    def _initial(self, entry: NegativeListEntry | None) -> dict[str, Any]:
        names = ("ground", "subject", "scope", "basis", "valid_to")
        return {name: getattr(entry, name) for name in names} if entry else {}

    def _propose(self, form: ListForm, entry: NegativeListEntry | None, here: Visit) -> EntryProposal:
        """Make the one domain call of this act."""
        given = form.cleaned_data
        common: dict[str, Any] = {
            "valid_from": given["valid_from"],
            "note": given["note"],
            "by": here.user,
            "at": here.at,
        }
        if entry is None:
            assert isinstance(form, EntryForm)  # noqa: S101  # as this act's form is
            return lists.propose_entry(code=given["code"], wording=form.wording(), **common)
        if isinstance(form, EntryForm):
            return lists.propose_revision(entry_id=entry.pk, wording=form.wording(), **common)
        return lists.propose_end(entry_id=entry.pk, **common)

    def _page(self, entry: NegativeListEntry | None, form: ListForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "entry": entry, "act": self.act}
        return render(self.request, "workflow/entry_propose.html", context, status=status)


@requires(Role.CONFIDENTIALITY_OFFICER)
class ReviseEntryView(ProposeEntryView):
    """提请修订."""

    act = EntryAct.REVISE
    form_class = EntryForm


@requires(Role.CONFIDENTIALITY_OFFICER)
class EndEntryView(ProposeEntryView):
    """提请废止."""

    act = EntryAct.END
    form_class = EndEntryForm


@requires(*READERS)
class EntryProposalView(View):
    """One proposal: a head approves or refuses, whoever proposed may take it back."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the proposal beside the entry as it is."""
        return self._page(visit(request), selectors.entry_proposal(pk), ListDecisionForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what the pressed button says; a refusal keeps what was typed."""
        here, proposal = visit(request), selectors.entry_proposal(pk)
        act = request.POST.get("act", "")
        form = ListDecisionForm(request.POST, act=act)
        if not form.is_valid():
            return self._page(here, proposal, form, 422)
        try:
            done = self._decide(here, proposal, act, form.cleaned_data["why"])
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=lists.CHAIN, act=f"办理{proposal}", by=here.user, at=here.at)
            form.add_error(None, str(error))
            return self._page(here, selectors.entry_proposal(pk), form, error.http_status)
        messages.success(request, f"{done}{SAID[act].format(day=done.valid_from)}")
        return redirect("workflow:entries")

    def _decide(self, here: Visit, proposal: EntryProposal, act: str, why: str) -> EntryProposal:
        """Make the one domain call of the pressed button."""
        who: dict[str, Any] = {"proposal_id": proposal.pk, "by": here.user, "at": here.at}
        if act == REFUSE:
            return lists.refuse_entry(why=why, **who)
        acts = {APPROVE: lists.approve_entry, WITHDRAW: lists.withdraw_entry}
        if act not in acts:
            raise NotFound
        return acts[act](**who)

    def _page(self, here: Visit, proposal: EntryProposal, form: ListDecisionForm, status: int = 200) -> HttpResponse:
        context = pages.entry_proposal_page(proposal, form, here.user, here.day)
        return render(self.request, "workflow/entry_proposal.html", context, status=status)
