"""电子监察: what was found for the General Office, cards for those concerned, everything to read for the audit."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires, signed_in
from accounts.roles import Role
from common.errors import NotFound
from common.sheets import EXCEL
from oversight.models import Card, Incident
from oversight.supervision import pages, policies, selectors, services
from oversight.supervision.forms import ActForm, IncidentFilter, IssueForm
from workflow.policies import paths_to
from workflow.views.base import Visit, file_response, visit
from workflow.views.lists import paged, shown
from workflow.views.small import FormPageView

MOST_ROWS = 100_000  # of one workbook


def _organ(here: Visit) -> str:
    return paths_to(here.identities[0].path)[0]


def _listed(request: HttpRequest, here: Visit, rows: QuerySet[Incident]) -> dict[str, Any]:
    form = IncidentFilter(request.GET, offices=selectors.offices_below(_organ(here)))
    page = paged(request, selectors.filtered(rows, form.wanted()), selectors.incident_rows)
    shown(page, [pages.incident_row(each, here.day) for each in page])
    return {"page": page, "filter_form": form, "swept": selectors.last_sweep()}


@require_safe
@requires(Role.OFFICE_SECRETARY)
def incidents(request: HttpRequest) -> HttpResponse:
    """Show what was found in the organ."""
    here = visit(request)
    context = _listed(request, here, selectors.incidents_of(_organ(here)))
    context["tabs"] = pages.tabs_of(here.identities[0], "incidents")
    return render(request, "oversight/incident_list.html", context)


@requires(Role.OFFICE_SECRETARY)
class IncidentView(FormPageView):
    """One incident: a card is given here."""

    template, label = "oversight/incident_detail.html", "发牌"

    def form(self, *given: Any) -> IssueForm:
        """Return the form, with the colour that the criterion proposes."""
        incident = selectors.incident_with(self.where["pk"])
        if incident is None or not policies.is_of_the_organ(self.here.identities[0], incident):
            raise NotFound
        self.incident: Incident = incident
        return IssueForm(*given, initial={"colour": incident.colour})

    def act(self, form: IssueForm) -> tuple[str, str]:
        """Give the card."""
        pk = self.incident.pk
        services.issue(incident_id=pk, **form.cleaned_data, by=self.here.user, at=self.here.at)
        return "已发牌，并已告知责任人。", reverse("oversight:incident", args=[pk])

    def chain(self) -> str:
        """Return the chain of supervision."""
        return services.CHAIN

    def _page(self, form: Any, status: int = 200) -> HttpResponse:
        context = pages.incident_page(self.incident, self.here, form)
        return render(self.request, self.template, context, status=status)


@require_safe
@signed_in
def cards(request: HttpRequest) -> HttpResponse:
    """Show the cards that concern the person or wait for their ruling, the newest first."""
    here = visit(request)
    own = here.identities[0]
    page = paged(request, selectors.listed(own), selectors.card_rows)
    shown(page, [pages.card_row(each, here.day) for each in page])
    return render(request, "oversight/card_list.html", {"page": page, "tabs": pages.tabs_of(own, "supervision")})


@signed_in
class CardView(FormPageView):
    """One card: explained, settled, appealed against, ruled on."""

    template, label = "oversight/card_detail.html", "办理监察牌"

    def form(self, *given: Any) -> ActForm:
        """Return the form with the acts that are open to the person."""
        card, own = selectors.card_with(self.where["pk"]), self.here.identities[0]
        if card is None or not policies.may_see(own, card):
            raise NotFound
        self.card: Card = card
        return ActForm(*given, acts=policies.acts_of(own, card))

    def act(self, form: ActForm) -> tuple[str, str]:
        """Do what the pressed button says. Raises NotFound for what is not offered."""
        act, pk = form.act(), self.card.pk
        if act is None:
            raise NotFound
        text = form.cleaned_data["text"]
        services.act_on(card_id=pk, act=act, text=text, by=self.here.user, at=self.here.at)
        return f"已办理：{act.label}。", reverse("oversight:card", args=[pk])

    def chain(self) -> str:
        """Return the chain of the card."""
        return f"card:{self.card.pk}"

    def _page(self, form: Any, status: int = 200) -> HttpResponse:
        return render(self.request, self.template, pages.card_page(self.card, self.here, form), status=status)


@require_safe
@requires(Role.AUDIT_ADMIN)
def incidents_audit(request: HttpRequest) -> HttpResponse:
    """Show everything that was found, in every organ, with its card: to be read only."""
    return render(request, "oversight/incident_audit.html", _audited(request, visit(request)))


def _audited(request: HttpRequest, here: Visit) -> dict[str, Any]:
    context = _listed(request, here, selectors.incidents())
    for row in context["page"].object_list:
        row["url"] = reverse("oversight:incident_audit", args=[row["incident"].pk])
    return context


@require_safe
@requires(Role.AUDIT_ADMIN)
def incident_audit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one incident with every step of its card: to be read only."""
    here, incident = visit(request), selectors.incident_with(pk)
    if incident is None:
        raise NotFound
    card = getattr(incident, "card", None)
    steps = selectors.steps_of(card) if card else []
    context = pages.incident_row(incident, here.day) | {"steps": steps, "reads": True}
    return render(request, "oversight/incident_detail.html", context)


@require_POST
@requires(Role.AUDIT_ADMIN)
def incidents_export(request: HttpRequest) -> HttpResponse:
    """Send what the filter covers as a workbook; the export is journalled."""
    here = visit(request)
    form = IncidentFilter(request.POST, offices=selectors.offices_below(_organ(here)))
    rows = selectors.filtered(selectors.incidents(), form.wanted())[:MOST_ROWS]
    services.export(count=rows.count(), by=here.user, at=here.at)
    return file_response(pages.xlsx_of(rows.iterator(1000)), f"监察记录 {here.day}.xlsx", EXCEL)
