"""审查链设置: set by the head of the confidentiality body, confirmed by the General Office."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.roles import Role
from common.errors import NotFound
from review import chains
from review import services as review
from review.models import ChainPolicy
from workflow.forms.chains import ChainForm
from workflow.views.base import Visit, attempt, visit


def _holds(here: Visit, role: Role) -> bool:
    return role in here.identities[0].roles


@requires(Role.CONFIDENTIALITY_HEAD, Role.OFFICE_SECRETARY)
class ChainsView(View):
    """Every setting of the organ with its history; the head sets, the General Office confirms."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the settings."""
        here = visit(request)
        return self._page(here, self._form(here))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Set the chain of an office; it waits for the General Office."""
        here = visit(request)
        if not _holds(here, Role.CONFIDENTIALITY_HEAD):
            raise NotFound
        form = self._form(here, request.POST)
        if not form.is_valid():
            return self._page(here, form, 422)
        review.set_chain(**form.chain(), by=here.user, at=here.at)
        messages.success(request, "已提交，办公厅确认后生效；此前照原设置办理。")
        return redirect("workflow:chains")

    def _form(self, here: Visit, data: Any = None) -> ChainForm:
        return ChainForm(data, offices=chains.offices_below(here.user.office.path))

    def _page(self, here: Visit, form: ChainForm, status: int = 200) -> HttpResponse:
        policies = chains.policies_in(here.user.office.path)
        counting, waiting = chains.in_force(policies), chains.awaiting(policies)
        confirms = _holds(here, Role.OFFICE_SECRETARY)
        rows = [
            {"policy": each, "counts": each.pk in counting, "waits": each.pk in waiting,
             "may_confirm": each.pk in waiting and confirms and each.set_by_id != here.user.pk}
            for each in policies
        ]  # fmt: skip
        shown = form if _holds(here, Role.CONFIDENTIALITY_HEAD) else None
        return render(self.request, "workflow/chains.html", {"rows": rows, "form": shown}, status=status)


@require_POST
@requires(Role.OFFICE_SECRETARY)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a setting of the own organ."""
    here = visit(request)
    policy = ChainPolicy.objects.filter(pk=pk, office__in=chains.offices_below(here.user.office.path)).first()
    if policy is None:
        raise NotFound
    return attempt(
        request,
        lambda: review.confirm_chain(policy=policy, by=here.user, at=here.at),
        label="确认审查链设置",
        done="已确认，即日起送审的公文按此设置办理；已开始的审查不变。",
        chain="system",
        back=reverse("workflow:chains"),
    )
