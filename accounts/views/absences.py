"""外出登记: my absences; the General Office registers them for others as well."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST

from accounts import services
from accounts.access import person, requires
from accounts.forms import AbsenceForm
from accounts.roles import BUSINESS_ROLES
from accounts.selectors import absences_around
from accounts.views.base import ActView, attempt
from common import clock

MOST = 100


@requires(*BUSINESS_ROLES)
class AbsencesView(ActView):
    """Register an absence; see those that one has or registered."""

    template_name = "accounts/absences.html"
    form_class = AbsenceForm
    success_url = reverse_lazy("accounts:absences")
    done = "已登记外出；改派和看板上将显示。需要他人代办的，请另设代办。"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the person; what the form begins with is its own."""
        given = {**super().get_form_kwargs(), "user": person(self.request)}
        given.pop("initial", None)
        return given

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the absences."""
        rows = absences_around(person(self.request))[:MOST]
        return super().get_context_data(rows=rows, today=clock.office_date(clock.now()), **kwargs)

    def act(self, cleaned: dict[str, Any]) -> None:
        """Register it."""
        services.register_absence(**cleaned, by=person(self.request), at=clock.now())


@requires(*BUSINESS_ROLES)
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """销假."""

    def act() -> None:
        services.end_absence(absence_id=pk, by=person(request), at=clock.now())

    return attempt(request, act, done="已销假。", to="accounts:absences")
