"""The page on which a drafter writes the interpretation plan of a draft."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from accounts.access import requires
from accounts.models import User
from accounts.roles import Role
from common import clock
from common.errors import DomainError, NotFound
from documents import policies
from documents.models import Document
from documents.selectors import locked, whole
from interpretation import selectors, services
from interpretation.facts import PlanData
from interpretation.forms import PlanForm, bound_forms, forms_for, plan_data


@requires(Role.DRAFTER)
class EditPlanView(View):
    """Show and save the plan; only who may edit the draft knows that the page is there."""

    keeps_typed = True

    def get(self, request: HttpRequest, document_id: int) -> HttpResponse:
        """Show the plan in force, or empty forms."""
        document = whole(document_id)
        self._require_right(document)
        plan = selectors.current_plan(document_id)
        form, rows = forms_for(plan)
        return self._page(document, form, rows, seen=plan.serial if plan else 0)

    def post(self, request: HttpRequest, document_id: int) -> HttpResponse:
        """Add an empty risk row, or save; what was typed is never lost."""
        document, seen = whole(document_id), request.POST.get("seen", "")
        self._require_right(document)
        more = "add_row" in request.POST
        form, rows = bound_forms(request.POST, more=more)
        serial = int(seen) if seen.isdecimal() and len(seen) < 9 else 0  # noqa: PLR2004  # below 2^31
        if more or not (form.is_valid() and rows.is_valid()):
            return self._page(document, form, rows, seen=serial, status=200 if more else 422)
        return self._save(document, form, rows, serial)

    def _save(self, document: Document, form: PlanForm, rows: Any, seen: int) -> HttpResponse:
        try:
            plan = self._store(document.pk, plan_data(form, rows), seen)
        except NotFound:
            raise
        except DomainError as error:
            form.add_error(None, str(error))
            return self._page(document, form, rows, seen=seen, status=error.http_status)
        messages.success(self.request, f"已保存{plan}。")
        return redirect("interpretation:plan", document_id=document.pk)

    @transaction.atomic
    def _store(self, document_id: int, data: PlanData, seen: int) -> Any:
        document, at = locked(document_id), clock.now()
        person = self._require_right(document)
        principal = policies.acts_for(person, document.drafter_id, clock.office_date(at))
        return services.save_plan(document=document, data=data, seen=seen, by=person, on_behalf_of=principal, at=at)

    def _require_right(self, document: Document) -> User:
        person = self.request.user
        assert isinstance(person, User)  # noqa: S101  # the access mark sees to it
        if not policies.may_edit(person, document, clock.office_date(clock.now())):
            raise NotFound
        return person

    def _page(self, document: Document, form: PlanForm, rows: Any, *, seen: int, status: int = 200) -> HttpResponse:
        context = {"document": document, "form": form, "rows": rows, "seen": seen}
        context["attribute"] = document.decision.attribute if document.decision else ""
        context["plans"] = selectors.plans_of(document.pk)
        context["is_due"] = selectors.is_due(document)
        return render(self.request, "interpretation/plan_form.html", context, status=status)
