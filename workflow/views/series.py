"""发文代字: the General Office, which numbers the documents, keeps the series; system administrators do no business."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.roles import Role
from common.errors import NotFound
from documents import selectors as documents_of
from documents import services as documents
from workflow.forms.series import SeriesForm
from workflow.pages.numbers import series_rows
from workflow.views.base import attempt, visit
from workflow.views.small import FormPageView


@require_safe
@requires(Role.OFFICE_SECRETARY)
def listing(request: HttpRequest) -> HttpResponse:
    """Show every series, those in use first, with its last number of the year."""
    year = visit(request).day.year
    return render(request, "workflow/series_list.html", {"rows": series_rows(year), "year": year})


@requires(Role.OFFICE_SECRETARY)
class AddSeriesView(FormPageView):
    """增设代字."""

    template, label = "workflow/series_form.html", "增设发文代字"

    def form(self, *given: Any) -> SeriesForm:
        """Return the empty form."""
        return SeriesForm(*given, series=None, settled=False)

    def act(self, form: SeriesForm) -> tuple[str, str]:
        """Add it."""
        made = documents.add_series(**form.cleaned_data, by=self.here.user, at=self.here.at)
        return f"已增设“{made.code}”，登记编号时即可选用。", reverse("workflow:series")

    def chain(self) -> str:
        """Return the chain of the series."""
        return "series"


@requires(Role.OFFICE_SECRETARY)
class ChangeSeriesView(AddSeriesView):
    """修改代字; once it gave a number, only what it is for."""

    label = "修改发文代字"

    def form(self, *given: Any) -> SeriesForm:
        """Return the form with what is stored."""
        self.series = documents_of.series_kept(self.here.day.year).filter(pk=self.where["pk"]).first()
        if self.series is None:
            raise NotFound
        return SeriesForm(*given, series=self.series, settled=self.series.settled)

    series: Any  # with what series_kept adds

    def act(self, form: SeriesForm) -> tuple[str, str]:
        """Write it."""
        made = documents.change_series(
            series_id=self.where["pk"], **form.cleaned_data, by=self.here.user, at=self.here.at
        )
        return f"已保存“{made.code}”。", reverse("workflow:series")

    def context(self) -> dict[str, Any]:
        """Return the series as it is stored."""
        return {"series": self.series}


@require_POST
@requires(Role.OFFICE_SECRETARY)
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """启用, 停用."""
    here, on = visit(request), request.POST.get("on") == "1"
    return attempt(
        request,
        lambda: documents.switch_series(series_id=pk, on=on, by=here.user, at=here.at),
        label="启用发文代字" if on else "停用发文代字",
        done="已启用，登记编号时即可选用。" if on else "已停用，不再编号；已编的字号不变。",
        chain="series",
        back=reverse("workflow:series"),
    )
