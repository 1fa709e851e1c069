"""代办: my delegations."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST

from accounts import policies, services
from accounts.access import person, requires
from accounts.forms import DelegationForm
from accounts.roles import BUSINESS_ROLES
from accounts.selectors import delegations_around
from accounts.views.base import ActView, attempt
from common import clock


@requires(*BUSINESS_ROLES)
class DelegationsView(ActView):
    """Make a delegation; see those given and held."""

    template_name = "accounts/delegations.html"
    form_class = DelegationForm
    success_url = reverse_lazy("accounts:delegations")
    done = "已设定代办；办理留痕将同时记录两人姓名。"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the person, whose possible delegates the form offers."""
        return {**super().get_form_kwargs(), "user": person(self.request)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the delegations, and which of them may be ended today."""
        user, today = person(self.request), clock.office_date(clock.now())
        revocable = set(policies.revocable_by(user, today).values_list("pk", flat=True))
        rows = delegations_around(user)
        return super().get_context_data(rows=rows, revocable=revocable, today=today, **kwargs)

    def act(self, cleaned: dict[str, Any]) -> None:
        """Make the delegation."""
        services.delegate(**cleaned, by=person(self.request), at=clock.now())


@requires(*BUSINESS_ROLES)
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a delegation."""

    def act() -> None:
        services.revoke_delegation(delegation_id=pk, by=person(request), at=clock.now())

    return attempt(request, act, done="已撤销代办委托。", to="accounts:delegations")
