"""开放数据集: the aggregation is reviewed, decided on by another person, and ended (R20)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.roles import Role
from common.errors import DomainError, NotFound
from portal.choices import Dataset
from review.dataset_selectors import dataset_review
from review.models import DatasetReview
from review.policies import READERS
from review.services import datasets as services
from workflow.forms.datasets import END, DatasetDecisionForm, DatasetForm
from workflow.forms.endings import APPROVE, REFUSE, WITHDRAW
from workflow.pages import datasets as pages
from workflow.views.base import Visit, note_refusal, visit
from workflow.views.small import FormPageView

SAID = {
    APPROVE: "已批准，门户即日起提供整个数据集。",
    REFUSE: "已决定不批准，数据集不开放。",
    WITHDRAW: "已收回，数据集不开放。",
    END: "已停止开放，门户不再提供整个数据集。",
}


@require_safe
@requires(*READERS)
def datasets(request: HttpRequest) -> HttpResponse:
    """Show every aggregation review, the newest first."""
    here = visit(request)
    return render(request, "workflow/dataset_list.html", pages.datasets_page(here.user, here.day))


@requires(Role.CONFIDENTIALITY_OFFICER)
class ReviewDatasetView(FormPageView):
    """汇聚审查: one person reviews and asks for the set to be opened."""

    template, label = "workflow/dataset_propose.html", "提请开放数据集"

    def form(self, *given: Any) -> DatasetForm:
        """Return the form."""
        return DatasetForm(*given, today=self.here.day)

    def act(self, form: DatasetForm) -> tuple[str, str]:
        """Propose."""
        given = form.cleaned_data | {"dataset": Dataset(form.cleaned_data["dataset"])}
        review = services.propose_dataset(**given, by=self.here.user, at=self.here.at)
        done = "已提请，待保密机构负责人批准；批准前门户不提供整个数据集。"
        return done, reverse("workflow:dataset_review", args=[review.pk])

    def chain(self) -> str:
        """Return the chain of the data sets."""
        return services.CHAIN


@requires(*READERS)
class DatasetReviewView(View):
    """One review: a head decides, the reviewer may take it back, either may close an open set."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the review."""
        return self._page(visit(request), dataset_review(pk), DatasetDecisionForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what the pressed button says; a refusal keeps what was typed."""
        here, review = visit(request), dataset_review(pk)
        act = request.POST.get("act", "")
        form = DatasetDecisionForm(request.POST, act=act)
        if not form.is_valid():
            return self._page(here, review, form, 422)
        try:
            done = self._decide(here, review, act, form.cleaned_data["why"])
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=services.CHAIN, act=f"办理{review}", by=here.user, at=here.at)
            form.add_error(None, str(error))
            return self._page(here, dataset_review(pk), form, error.http_status)
        messages.success(request, f"{done}{SAID[act]}")
        return redirect("workflow:datasets")

    def _decide(self, here: Visit, review: DatasetReview, act: str, why: str) -> DatasetReview:
        """Make the one domain call of the pressed button."""
        who: dict[str, Any] = {"review_id": review.pk, "by": here.user, "at": here.at}
        worded = {REFUSE: services.refuse_dataset, END: services.end_dataset}
        if act in worded:
            return worded[act](why=why, **who)
        acts = {APPROVE: services.approve_dataset, WITHDRAW: services.withdraw_dataset}
        if act not in acts:
            raise NotFound
        return acts[act](**who)

    def _page(self, here: Visit, review: DatasetReview, form: DatasetDecisionForm, status: int = 200) -> HttpResponse:
        context = pages.dataset_page(review, form, here.user, here.at, here.day)
        return render(self.request, "workflow/dataset_review.html", context, status=status)
