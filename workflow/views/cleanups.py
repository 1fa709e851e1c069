"""清理: campaigns over normative documents; each office judges its own, another person confirms, a leader publishes."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.roles import Role
from common.errors import DomainError, NotFound
from common.paging import BoundedPaginator, BoundedValues
from publication.models import Cleanup, CleanupItem
from publication.normative.choices import CleanupState
from publication.normative.selectors import cleanup_with, cleanups, counts_of, item_rows, item_with, items_of
from publication.services import cleanups as services
from workflow import policies
from workflow.forms.validity import CleanupForm, CleanupResultForm, VerdictForm
from workflow.pages.validity import item_row, tabs_of
from workflow.views.base import PER_PAGE, Visit, attempt, for_the_office, note_refusal, visit
from workflow.views.small import FormPageView

OPENERS = (Role.OFFICE_SECRETARY, Role.LEGAL_OFFICER)


def _cleanup(pk: int) -> Cleanup:
    cleanup = cleanup_with(pk)
    if cleanup is None:
        raise NotFound
    return cleanup


@require_safe
@for_the_office
def listing(request: HttpRequest) -> HttpResponse:
    """Show every campaign, the newest first."""
    here = visit(request)
    page = BoundedValues(cleanups(), PER_PAGE).get_page(request.GET.get("page"))
    may, tabs = bool(here.identities[0].roles & set(OPENERS)), tabs_of(here.identities[0], "cleanups")
    return render(request, "workflow/cleanup_list.html", {"page": page, "may_open": may, "tabs": tabs})


@requires(*OPENERS)
class OpenCleanupView(FormPageView):
    """发起清理."""

    template, label = "workflow/cleanup_open.html", "发起清理"

    def form(self, *given: Any) -> CleanupForm:
        """Return the form."""
        return CleanupForm(*given)

    def act(self, form: CleanupForm) -> tuple[str, str]:
        """Open it."""
        made = services.open_cleanup(scope=form.scope(), by=self.here.user, at=self.here.at)
        return "已发起清理；请通知各起草单位提出意见。", reverse("workflow:cleanup", args=[made.pk])


@for_the_office
class CleanupView(View):
    """One campaign with its documents; a signatory publishes the results."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it."""
        return self._page(visit(request), _cleanup(pk), CleanupResultForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publish the results; a refusal keeps what was typed."""
        here, cleanup = visit(request), _cleanup(pk)
        if Role.SIGNATORY not in here.identities[0].roles:
            raise NotFound
        form = CleanupResultForm(request.POST)
        if not form.is_valid():
            return self._page(here, cleanup, form, 422)
        try:
            services.publish_cleanup(cleanup_id=pk, **form.cleaned_data, by=here.user, at=here.at)
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=f"cleanup:{pk}", act="公布清理结果", by=here.user, at=here.at)
            form.show_refusal(error)
            return self._page(here, _cleanup(pk), form, error.http_status)
        messages.success(request, "已公布清理结果；废止、失效的自所填之日起在门户标明。")
        return redirect("workflow:cleanup", pk=pk)

    def _page(self, here: Visit, cleanup: Cleanup, form: CleanupResultForm, status: int = 200) -> HttpResponse:
        return shown(self.request, here, cleanup, status=status, result_form=form)


def shown(
    request: HttpRequest,
    here: Visit,
    cleanup: Cleanup,
    *,
    status: int = 200,
    result_form: CleanupResultForm | None = None,
    typed: tuple[int, VerdictForm] | None = None,
) -> HttpResponse:
    """Return the page of a campaign; `typed` is the refused verdict of one of its documents."""
    page: Page[Any] = BoundedPaginator(items_of(cleanup), PER_PAGE, item_rows).get_page(request.GET.get("page"))
    forms = dict([typed] if typed else [])
    page.object_list = [item_row(each, here.identities, forms.get(each.pk)) for each in page.object_list]
    signs = Role.SIGNATORY in here.identities[0].roles and cleanup.state == CleanupState.OPEN
    context = {"cleanup": cleanup, "page": page, "counts": counts_of(cleanup), "verdict_form": VerdictForm()}
    context["result_form"] = (result_form or CleanupResultForm()) if signs else None
    return render(request, "workflow/cleanup_detail.html", context, status=status)


def _item(request: HttpRequest, pk: int, may: Any) -> tuple[Visit, CleanupItem]:
    here, item = visit(request), item_with(pk)
    if item is None or not may(here.identities, item):
        raise NotFound
    return here, item


@require_POST
@requires(Role.DRAFTER, Role.DIVISION_HEAD)
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """提出清理意见."""
    here, item = _item(request, pk, policies.may_judge_cleanup)
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return shown(request, here, item.cleanup, status=422, typed=(pk, form))
    return attempt(
        request,
        lambda: services.judge(item_id=pk, **form.cleaned_data, by=here.user, at=here.at),
        label="提出清理意见",
        done="已提出清理意见，待另一人确认。",
        chain=f"cleanup:{item.cleanup_id}",
        back=reverse("workflow:cleanup", args=[item.cleanup_id]),
    )


@require_POST
@requires(*OPENERS)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """确认清理意见."""
    here, item = _item(request, pk, policies.may_confirm_cleanup)
    return attempt(
        request,
        lambda: services.confirm(item_id=pk, by=here.user, at=here.at),
        label="确认清理意见",
        done="已确认。",
        chain=f"cleanup:{item.cleanup_id}",
        back=reverse("workflow:cleanup", args=[item.cleanup_id]),
    )
