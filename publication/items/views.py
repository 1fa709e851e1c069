"""公开目录: its rows, a change of one of them, and the decision on it; the same people as for the statutory pages."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View
from django.views.decorators.http import require_safe

from accounts.access import person, requires
from accounts.roles import Role
from accounts.selectors import roles_of
from audit import services as audit
from common import clock
from common.errors import DomainError, NotFound
from documents.models import CatalogueItem
from publication.choices import ProposalState
from publication.column_views import EDITORS, for_editors
from publication.items import selectors, services
from publication.items.choices import ItemAct
from publication.items.forms import EndItemForm, ItemDecisionForm, ItemForm, NewItemForm
from publication.models import CatalogueProposal

SHOWN = 20  # decided proposals that the list shows
LABELS = {
    "subject": "事项",
    "content": "公开内容",
    "basis": "依据",
    "limit_days": "公开时限",
    "counted_from": "起算",
    "withdrawal_days": "撤回时限（工作日）",
}
DONE = {
    "approve": "已批准，目录即时更新；已引用原版的公文不变。",
    "refuse": "已决定不批准，目录不变。",
    "withdraw": "已收回，目录不变。",
}


@for_editors
@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """Show the rows in use, on wish also former ones, with the proposals that wait and the last that were decided."""
    past, found = request.GET.get("past") == "1", selectors.proposals()
    context = {
        "rows": selectors.items(past=past),
        "past": past,
        "edits": bool(roles_of(person(request).pk) & EDITORS),
        "waiting": found.filter(state=ProposalState.OPEN),
        "decided": found.exclude(state=ProposalState.OPEN)[:SHOWN],
    }
    return render(request, "publication/item_list.html", context)


@requires(*sorted(EDITORS))
class ProposeItemView(View):
    """提请增列; the subclasses change a row that is there."""

    act = ItemAct.ADD
    form_class: type[ItemForm | EndItemForm] = NewItemForm
    keeps_typed = True

    def get(self, request: HttpRequest, pk: int = 0) -> HttpResponse:
        """Show the form with the row as it is."""
        item = self._item(pk)
        known = asdict(services.wish_of(item)) if item else {}
        return self._page(item, self.form_class(initial=known))

    def post(self, request: HttpRequest, pk: int = 0) -> HttpResponse:
        """Propose; a refusal keeps what was typed and says why."""
        item, form = self._item(pk), self.form_class(request.POST)
        by, at = person(request), clock.now()
        if not form.is_valid():
            return self._page(item, form, 422)
        try:
            proposal = self._propose(form, item, {"reason": form.cleaned_data["reason"], "by": by, "at": at})
        except NotFound:
            raise
        except DomainError as error:
            audit.record_refusal(chain="system", act=f"提请{self.act.label}目录项", code=error.code, by=by, at=at)
            form.show_refusal(error)
            return self._page(item, form, error.http_status)
        messages.success(request, f"已提请{self.act.label}目录项 {proposal.code}，待签发人批准；批准前目录不变。")
        return redirect("publication:item_proposal", pk=proposal.pk)

    def _item(self, pk: int) -> CatalogueItem | None:
        return None if self.act == ItemAct.ADD else selectors.item_of(pk)

    def _propose(
        self, form: ItemForm | EndItemForm, item: CatalogueItem | None, common: dict[str, Any]
    ) -> CatalogueProposal:
        """Make the one domain call of this act."""
        if not isinstance(form, ItemForm):
            return services.propose_end(item_id=item.pk if item else 0, **common)
        if item is None:
            return services.propose_item(code=form.cleaned_data["code"], wish=form.wish(), **common)
        return services.propose_revision(item_id=item.pk, wish=form.wish(), **common)

    def _page(self, item: CatalogueItem | None, form: ItemForm | EndItemForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "item": item, "act": self.act}
        return render(self.request, "publication/item_propose.html", context, status=status)


@requires(*sorted(EDITORS))
class ReviseItemView(ProposeItemView):
    """提请修订."""

    act = ItemAct.REVISE
    form_class = ItemForm


@requires(*sorted(EDITORS))
class EndItemView(ProposeItemView):
    """提请停用."""

    act = ItemAct.END
    form_class = EndItemForm


@for_editors
class ItemProposalView(View):
    """One proposal: somebody else who may sign approves or refuses, whoever proposed may take it back."""

    keeps_typed = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what is proposed beside the row as it is."""
        return self._page(selectors.proposal_of(pk), ItemDecisionForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what the pressed button says; a refusal keeps what was typed."""
        proposal, form = selectors.proposal_of(pk), ItemDecisionForm(request.POST)
        if not form.is_valid():
            return self._page(proposal, form, 422)
        act, by, at = form.cleaned_data["act"], person(request), clock.now()
        if act != "withdraw" and Role.SIGNATORY not in roles_of(by.pk):
            raise NotFound
        try:
            with transaction.atomic():
                _decide(act, form.cleaned_data["why"], {"proposal_id": pk, "by": by, "at": at})
        except NotFound:
            raise
        except DomainError as error:
            audit.record_refusal(chain="system", act=f"办理{proposal}", code=error.code, by=by, at=at)
            form.show_refusal(error, "why")
            return self._page(selectors.proposal_of(pk), form, error.http_status)
        messages.success(request, DONE[act])
        return redirect("publication:items")

    def _page(self, proposal: CatalogueProposal, form: ItemDecisionForm, status: int = 200) -> HttpResponse:
        user = person(self.request)
        others = proposal.is_open and proposal.by_id != user.pk
        context = {
            "proposal": proposal,
            "lines": _lines(proposal),
            "form": form,
            "may_decide": others and Role.SIGNATORY in roles_of(user.pk),
            "may_withdraw": proposal.is_open and proposal.by_id == user.pk,
        }
        return render(self.request, "publication/item_proposal.html", context, status=status)


def _decide(act: str, why: str, who: dict[str, Any]) -> CatalogueProposal:
    """Make the one domain call of the pressed button."""
    if act == "refuse":
        return services.refuse_item(why=why, **who)
    return services.approve_item(**who) if act == "approve" else services.withdraw_item(**who)


def _lines(proposal: CatalogueProposal) -> list[tuple[str, str, str]]:
    """Return label, present words and proposed words of each column of the row."""
    return [(label, _said(proposal.item, name), _said(proposal, name)) for name, label in LABELS.items()]


def _said(row: CatalogueItem | CatalogueProposal | None, name: str) -> str:
    value = getattr(row, name, None)
    if name == "limit_days" and row is not None and value is not None:
        return f"{value}{row.get_limit_unit_display()}"
    return str(value or "")
