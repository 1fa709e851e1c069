"""撤下、更正、重新公开: proposed by the publisher, decided by a signatory, each under the own sign-in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.roles import Role
from common.errors import DomainError, NotFound
from documents.models import Document
from publication.choices import Ending
from publication.errors import SuccessorUnknown
from publication.models import EndingProposal, Release
from publication.selectors import live_release, proposal_with
from workflow import policies, selectors
from workflow import services as workflow
from workflow.forms.acts import ConfirmForm
from workflow.forms.endings import APPROVE, FORMS, REFUSE, WITHDRAW, DecisionForm, EndingForm, RepublishForm
from workflow.pages.endings import decision_page, proposal_page, republish_page
from workflow.pages.where import where_now
from workflow.views.base import Visit, attempt, note_refusal, visit


def _published_by(request: HttpRequest, pk: int) -> tuple[Visit, Document]:
    """Return the document when the person publishes for its organ; to others it does not exist here."""
    here = visit(request)
    document = selectors.document_for(here.user, pk, here.day)
    if policies.publishing_as(here.identities, document) is None:
        raise NotFound
    return here, document


@requires(Role.PUBLISHER)
class ProposeEndingView(View):
    """提请撤下, 提请更正: the form with its rules; nothing happens before somebody else has approved."""

    keeps_typed = True
    act: str = Ending.RETRACT

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form; what is not public has nothing to end."""
        here, document = _published_by(request, pk)
        release = live_release(pk)
        if release is None:
            messages.info(request, "该件目前没有公开的文本。")
            return redirect("workflow:document", pk=pk)
        return self._page(here, document, FORMS[self.act](release=release))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Propose; a refusal keeps what was typed and says why."""
        here, document = _published_by(request, pk)
        release = live_release(pk) or Release.objects.filter(document=document).order_by("-serial").first()
        if release is None:
            raise NotFound
        form = FORMS[self.act](request.POST, release=release)
        if not form.is_valid():
            return self._page(here, document, form, 422)
        token, wish = request.POST.get("token", ""), form.wish()
        try:
            proposal = workflow.propose_ending(document_id=pk, token=token, wish=wish, by=here.user, at=here.at)
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=f"document:{pk}", act=f"提请{self._label}", by=here.user, at=here.at)
            form.show_refusal(error, "successor" if isinstance(error, SuccessorUnknown) else "")
            return self._page(here, document, form, error.http_status)
        messages.success(request, f"已提请{self._label}，待签发人批准；批准前门户页面不变。")
        return redirect("workflow:ending", pk=proposal.pk)

    @property
    def _label(self) -> str:
        return str(Ending(self.act).label)

    def _page(self, here: Visit, document: Document, form: EndingForm, status: int = 200) -> HttpResponse:
        context = proposal_page(document, form, here.identities, here.at)
        return render(self.request, "workflow/ending_propose.html", context, status=status)


@requires(Role.SIGNATORY, Role.PUBLISHER)
class DecideEndingView(View):
    """One proposal: a signatory approves or refuses, whoever proposed may take it back."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the proposal and what the public would see."""
        here, proposal, document = self._proposal(request, pk)
        return self._page(here, proposal, document, DecisionForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what the pressed button says; a refusal keeps what was typed."""
        here, proposal, document = self._proposal(request, pk)
        act = request.POST.get("act", "")
        form = DecisionForm(request.POST, act=act)
        if not form.is_valid():
            return self._page(here, proposal, document, form, 422)
        try:
            done = self._decide(here, proposal, act, form.cleaned_data["why"])
        except NotFound:
            raise
        except DomainError as error:
            label = f"{proposal.get_act_display()}申请"
            note_refusal(error, chain=f"document:{document.pk}", act=label, by=here.user, at=here.at)
            form.add_error(None, str(error))
            here, proposal, document = self._proposal(request, pk)
            return self._page(here, proposal, document, form, error.http_status)
        messages.success(request, done)
        return redirect("workflow:document", pk=document.pk)

    def _decide(self, here: Visit, proposal: EndingProposal, act: str, why: str) -> str:
        """Make the one domain call of the pressed button; return what was done, in words."""
        who: dict[str, Any] = {"proposal_id": proposal.pk, "by": here.user, "at": here.at}
        label = proposal.get_act_display()
        if act == APPROVE:
            workflow.approve_ending(token=self.request.POST.get("token", ""), **who)
            return f"已批准{label}，门户页面已随即{label}。"
        if act == REFUSE:
            workflow.refuse_ending(why=why, **who)
            return f"已决定不批准{label}，门户页面不变；理由已告知提出人。"
        if act != WITHDRAW:
            raise NotFound
        workflow.withdraw_ending(**who)
        return f"已收回{label}申请，门户页面不变。"

    def _proposal(self, request: HttpRequest, pk: int) -> tuple[Visit, EndingProposal, Document]:
        here, proposal = visit(request), proposal_with(pk)
        if proposal is None:
            raise NotFound
        document = selectors.document_for(here.user, proposal.document_id, here.day)
        return here, proposal, document

    def _page(
        self, here: Visit, proposal: EndingProposal, document: Document, form: DecisionForm, status: int = 200
    ) -> HttpResponse:
        context = decision_page(proposal, document, form, here.identities, here.at)
        return render(self.request, "workflow/ending_decide.html", context, status=status)


@requires(Role.PUBLISHER)
class RepublishView(View):
    """提请重新公开: a retracted text goes through the confidentiality review once more."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form."""
        _here, document = _published_by(request, pk)
        return self._page(document, RepublishForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the review; a refusal keeps what was typed and says why."""
        here, document = _published_by(request, pk)
        form = RepublishForm(request.POST)
        if not form.is_valid():
            return self._page(document, form, 422)
        token, reason = request.POST.get("token", ""), form.cleaned_data["reason"]
        try:
            workflow.republish(document_id=pk, token=token, reason=reason, by=here.user, at=here.at)
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=f"document:{pk}", act="提请重新公开", by=here.user, at=here.at)
            form.add_error(None, str(error))
            return self._page(document, form, error.http_status)
        messages.success(request, f"已提请重新公开。{where_now(pk)}")
        return redirect("workflow:document", pk=pk)

    def _page(self, document: Document, form: RepublishForm, status: int = 200) -> HttpResponse:
        return render(self.request, "workflow/republish.html", republish_page(document, form), status=status)


@require_POST
@requires(Role.PUBLISHER)
def stop_republishing(request: HttpRequest, pk: int) -> HttpResponse:
    """终止重新公开, after a tick."""
    here, _document = _published_by(request, pk)
    if not ConfirmForm(request.POST, prefix="stop", label="确认").is_valid():
        messages.error(request, "请先勾选“确认终止”。")
        return redirect("workflow:document", pk=pk)
    return attempt(
        request,
        lambda: workflow.stop_republishing(document_id=pk, by=here.user, at=here.at),
        label="终止重新公开",
        done=f"已终止重新公开，公文仍为已撤下。{where_now(pk)}",
        chain=f"document:{pk}",
        back=reverse("workflow:document", args=[pk]),
    )
