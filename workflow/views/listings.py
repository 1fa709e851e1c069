"""门户条目: rows of registers, joint entries and re-posted documents are taken down or changed by two people."""

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
from interpretation.selectors import later_material
from portal.choices import Origin
from publication.listings import selectors
from publication.models import ListingProposal
from publication.services import listings as services
from workflow import policies
from workflow.forms.endings import APPROVE, REFUSE, WITHDRAW, DecisionForm
from workflow.forms.listings import ListingChangeForm, ListingEndForm, ListingFilter, ReadingEndForm
from workflow.pages import listings as pages
from workflow.policies import LISTING_PROPOSERS
from workflow.views.base import PER_PAGE, Visit, note_refusal, visit
from workflow.views.small import FormPageView

DONE = {APPROVE: "已批准。", REFUSE: "已决定不批准，门户条目不变。", WITHDRAW: "已收回申请，门户条目不变。"}
for_listings = requires(Role.SIGNATORY, *sorted(LISTING_PROPOSERS))


@require_safe
@for_listings
def listing_list(request: HttpRequest) -> HttpResponse:
    """Show the rows that fit, newest first, and the proposals that wait."""
    here, form = visit(request), ListingFilter(request.GET)
    paths = here.identities[0].paths
    found = BoundedPaginator(selectors.listings(form.wanted(), paths), PER_PAGE, selectors.listing_rows)
    page: Page[Any] = found.get_page(request.GET.get("page"))
    page.object_list = [pages.listing_row(each) for each in page.object_list]
    waiting = [pages.proposal_row(each, here.identities) for each in selectors.open_proposals(paths)[:PER_PAGE]]
    context = {"filter_form": form, "page": page, "proposals": waiting}
    return render(request, "workflow/listing_list.html", context)


@require_safe
@for_listings
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one row with what was proposed about it."""
    here = visit(request)
    found = selectors.listing_of(pk, here.identities[0].paths)
    return render(request, "workflow/listing.html", pages.listing_page(found, here.identities))


@requires(*sorted(LISTING_PROPOSERS))
class ProposeEndView(FormPageView):
    """提请撤下 of a row."""

    template, label = "workflow/listing_propose.html", "提请撤下门户条目"
    form_class: type[ListingEndForm | ListingChangeForm] = ListingEndForm

    def form(self, *given: Any) -> ListingEndForm | ListingChangeForm:
        """Return the form; what is no such row does not exist."""
        self.listing = selectors.listing_of(self.where["pk"], self.here.identities[0].paths)
        return self.form_class(*given)

    def act(self, form: Any) -> tuple[str, str]:
        """Propose it."""
        made = self.propose(listing_id=self.where["pk"], wish=form.wish(), by=self.here.user, at=self.here.at)
        return "已提请批准；批准前门户条目不变。", reverse("workflow:listing_proposal", args=[made.pk])

    def propose(self, **given: Any) -> ListingProposal:
        """Make the one domain call."""
        return services.propose_listing_end(**given)

    def context(self) -> dict[str, Any]:
        """Return the row as it is."""
        return {**pages.listing_page(self.listing, self.here.identities), "label": self.label}

    def chain(self) -> str:
        """Return the row's chain."""
        return f"listing:{self.where['pk']}"


@requires(*sorted(LISTING_PROPOSERS))
class ProposeChangeView(ProposeEndView):
    """提请变动有效性 of a row of the register."""

    label = "提请变动条目有效性"
    form_class = ListingChangeForm

    def form(self, *given: Any) -> ListingEndForm | ListingChangeForm:
        """Return the form; rows of other origins do not change their validity here."""
        form = super().form(*given)
        if self.listing.origin != Origin.REGISTER:
            raise NotFound
        return form

    def propose(self, **given: Any) -> ListingProposal:
        """Make the one domain call."""
        return services.propose_listing_change(**given)


@requires(*sorted(LISTING_PROPOSERS))
class ProposeReadingEndView(FormPageView):
    """提请撤下 of one later interpretation alone."""

    template, label = "workflow/listing_propose.html", "提请撤下解读材料"

    def form(self, *given: Any) -> ReadingEndForm:
        """Return the form; what is not public, or of another organ, does not exist."""
        material = later_material(self.where["pk"], self.where["number"])
        listing = selectors.listing_with(material) if material else None
        if material is None or listing is None or not selectors.is_of(material, self.here.identities[0].paths):
            raise NotFound
        self.material, self.listing = material, listing
        return ReadingEndForm(*given)

    def act(self, form: ReadingEndForm) -> tuple[str, str]:
        """Propose it."""
        who: dict[str, Any] = {"by": self.here.user, "at": self.here.at}
        made = services.propose_reading_end(material=self.material, wish=form.wish(), **who)
        return "已提请批准；批准前门户页面不变。", reverse("workflow:listing_proposal", args=[made.pk])

    def context(self) -> dict[str, Any]:
        """Return the document's row, and the material."""
        return {**pages.reading_page(self.listing, self.material, self.here.identities), "label": self.label}

    def chain(self) -> str:
        """Return the document's chain."""
        return f"document:{self.where['pk']}"


@for_listings
class ProposalView(View):
    """One proposal: a signatory approves or refuses, whoever proposed may take it back."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the proposal beside the row as it is."""
        here = visit(request)
        return self._page(here, selectors.proposal_of(pk, here.identities[0].paths), DecisionForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what the pressed button says; a refusal keeps what was typed."""
        here = visit(request)
        proposal = selectors.proposal_of(pk, here.identities[0].paths)
        act = request.POST.get("act", "")
        form = DecisionForm(request.POST, act=act)
        if not form.is_valid():
            return self._page(here, proposal, form, 422)
        try:
            self._decide(here, proposal, act, form.cleaned_data["why"])
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=proposal.chain, act="办理门户条目申请", by=here.user, at=here.at)
            form.add_error(None, str(error))
            return self._page(here, selectors.proposal_of(pk, here.identities[0].paths), form, error.http_status)
        messages.success(request, DONE[act])
        return redirect(pages.place_of(proposal)[0])

    def _decide(self, here: Visit, proposal: ListingProposal, act: str, why: str) -> None:
        """Make the one domain call of the pressed button; a button that is not this person's does not exist."""
        who: dict[str, Any] = {"proposal_id": proposal.pk, "by": here.user, "at": here.at}
        mine = proposal.proposed_by_id == here.user.pk
        if act == WITHDRAW and mine:
            services.withdraw_listing(**who)
        elif act == APPROVE and policies.may_decide_listing(here.identities, proposal):
            services.approve_listing(**who)
        elif act == REFUSE and policies.may_decide_listing(here.identities, proposal):
            services.refuse_listing(why=why, **who)
        else:
            raise NotFound

    def _page(self, here: Visit, proposal: ListingProposal, form: DecisionForm, status: int = 200) -> HttpResponse:
        context = {**pages.proposal_page(proposal, here.identities), "form": form}
        return render(self.request, "workflow/listing_decide.html", context, status=status)
