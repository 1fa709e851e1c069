"""移送清单: for archives and libraries, made for a period, exported, handed over (R39)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.roles import Role
from common.errors import NotFound
from common.paging import BoundedPaginator, BoundedValues
from common.sheets import EXCEL
from publication.models import Supply
from publication.services import supply as services
from publication.supplies import release_rows, releases_on, supplies, supply_xlsx
from workflow.forms.validity import HandOverForm, SupplyForm
from workflow.pages.validity import tabs_of
from workflow.views.base import PER_PAGE, file_response, visit
from workflow.views.small import FormPageView

KEEPERS = (Role.OFFICE_SECRETARY, Role.PUBLISHER)


def _supply(pk: int) -> Supply:
    supply = supplies().filter(pk=pk).first()
    if supply is None:
        raise NotFound
    return supply


@require_safe
@requires(*KEEPERS)
def listing(request: HttpRequest) -> HttpResponse:
    """Show every list, the newest first."""
    here = visit(request)
    page = BoundedValues(supplies(), PER_PAGE).get_page(request.GET.get("page"))
    tabs = tabs_of(here.identities[0], "supplies")
    return render(request, "workflow/supply_list.html", {"page": page, "tabs": tabs})


@requires(*KEEPERS)
class MakeSupplyView(FormPageView):
    """编制移送清单."""

    template, label = "workflow/supply_make.html", "编制移送清单"

    def form(self, *given: Any) -> SupplyForm:
        """Return the form."""
        return SupplyForm(*given, today=self.here.day)

    def act(self, form: SupplyForm) -> tuple[str, str]:
        """Make it."""
        made = services.make_supply(**form.cleaned_data, by=self.here.user, at=self.here.at)
        return "已编制清单，可导出后连同文件移送。", reverse("workflow:supply", args=[made.pk])

    def chain(self) -> str:
        """Return the chain of the lists."""
        return "supply"


@requires(*KEEPERS)
class SupplyView(FormPageView):
    """One list: what is on it, and its handing over."""

    template, label = "workflow/supply_detail.html", "登记移送"

    def form(self, *given: Any) -> HandOverForm:
        """Return the form."""
        return HandOverForm(*given, initial={"handed_on": self.here.day})

    def act(self, form: HandOverForm) -> tuple[str, str]:
        """Record that it was handed over."""
        pk = self.where["pk"]
        services.hand_over(supply_id=pk, **form.cleaned_data, by=self.here.user, at=self.here.at)
        return "已登记移送。", reverse("workflow:supply", args=[pk])

    def context(self) -> dict[str, Any]:
        """Return the list."""
        supply = _supply(self.where["pk"])
        page = BoundedPaginator(releases_on(supply), PER_PAGE, release_rows).get_page(self.request.GET.get("page"))
        return {"supply": supply, "page": page}

    def chain(self) -> str:
        """Return the chain of the lists."""
        return "supply"


@require_safe
@requires(*KEEPERS)
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a list out as a workbook."""
    visit(request)
    supply = _supply(pk)
    return file_response(supply_xlsx(supply), f"移送清单{supply.pk}.xlsx", EXCEL)
