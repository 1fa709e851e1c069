"""The security administrator's acts on one person, and the policy of second factors."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import services
from accounts.access import person, requires
from accounts.forms import FactorPolicyForm, RoleForm
from accounts.models import User
from accounts.roles import Role
from accounts.selectors import roles_demanding_a_factor
from accounts.views.base import ActView, attempt
from common import clock
from common.errors import NotFound


def asked_role(request: HttpRequest) -> Role:
    """Return the role in the form; an unknown one is not found."""
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise NotFound
    return form.cleaned_data["role"]  # type: ignore[no-any-return]


@requires(Role.SECURITY_ADMIN)
@require_POST
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant a role."""
    user, role = get_object_or_404(User, pk=pk), asked_role(request)

    def act() -> None:
        services.grant_role(user=user, role=role, by=person(request), at=clock.now())

    return attempt(request, act, done=f"已授予“{role.label}”角色。", to="accounts:person", pk=pk)


@requires(Role.SECURITY_ADMIN)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a role."""
    user, role = get_object_or_404(User, pk=pk), asked_role(request)

    def act() -> None:
        services.withdraw_role(user=user, role=role, by=person(request), at=clock.now())

    return attempt(request, act, done=f"已收回“{role.label}”角色，立即生效。", to="accounts:person", pk=pk)


ACTS = {
    "deactivate": (services.deactivate, "已停用，立即生效。"),
    "activate": (services.activate, "已恢复启用。"),
    "unlock": (services.unlock, "已解除登录锁定。"),
    "remove-factor": (services.remove_factor, "已解除双因素认证，本人可重新绑定设备。"),
}


@requires(Role.SECURITY_ADMIN)
@require_POST
def act_on(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Deactivate, activate or unlock a person, or remove the second factor."""
    if name not in ACTS:
        raise NotFound
    user = get_object_or_404(User, pk=pk)
    service, done = ACTS[name]

    def act() -> None:
        service(user=user, by=person(request), at=clock.now())

    return attempt(request, act, done=done, to="accounts:person", pk=pk)


@requires(Role.SECURITY_ADMIN)
@require_POST
@never_cache
def issue_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue an initial password and show it once; no cache keeps the page."""
    user = get_object_or_404(User, pk=pk)
    password = services.issue_password(user=user, by=person(request), at=clock.now())
    return render(request, "accounts/password_issued.html", {"person": user, "password": password})


@requires(Role.SECURITY_ADMIN)
class FactorPolicyView(ActView):
    """Say for which roles a second factor must be shown."""

    template_name = "accounts/factor_policy.html"
    form_class = FactorPolicyForm
    success_url = reverse_lazy("accounts:factor_policy")

    def get_initial(self) -> dict[str, Any]:
        """Return the roles that demand one now."""
        return {"required_roles": sorted(roles_demanding_a_factor())}

    def act(self, cleaned: dict[str, Any]) -> None:
        """Write the policy."""
        required = frozenset(cleaned["required_roles"])
        services.set_factor_roles(required=required, by=person(self.request), at=clock.now())
