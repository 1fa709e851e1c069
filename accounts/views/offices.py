"""Offices: the system administrator's tree."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_GET

from accounts import services
from accounts.access import person, requires
from accounts.forms import OfficeForm
from accounts.models import Office
from accounts.roles import Role
from accounts.selectors import office_tree
from accounts.views.base import ActView
from common import clock

FIELDS = ("name", "short_name", "kind", "parent", "is_general_office", "leader")


@requires(Role.SYSTEM_ADMIN)
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """List the tree with the number of people in use."""
    return render(request, "accounts/offices.html", {"offices": office_tree()})


class OfficeActView(ActView):
    """What adding and changing share."""

    template_name = "accounts/office_form.html"
    form_class = OfficeForm
    success_url = reverse_lazy("accounts:offices")


@requires(Role.SYSTEM_ADMIN)
class AddOfficeView(OfficeActView):
    """Add an office."""

    done = "已增设机构。"

    def act(self, cleaned: dict[str, Any]) -> None:
        """Add it."""
        services.add_office(**cleaned, by=person(self.request), at=clock.now())


@requires(Role.SYSTEM_ADMIN)
class ChangeOfficeView(OfficeActView):
    """Rename or move an office."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Load the office, or answer 404."""
        self.office = get_object_or_404(Office, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """Return what is registered now."""
        return {name: getattr(self.office, name) for name in FIELDS}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the office."""
        return super().get_context_data(office=self.office, **kwargs)

    def act(self, cleaned: dict[str, Any]) -> None:
        """Write the change."""
        services.change_office(office=self.office, **cleaned, by=person(self.request), at=clock.now())
