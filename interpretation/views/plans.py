"""The page on which a drafter writes the interpretation plan of a draft."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from accounts.access import requires
from accounts.roles import Role
from common.errors import DomainError, NotFound
from documents.models import Document
from documents.selectors import whole
from interpretation import selectors, services
from interpretation.facts import PlanData
from interpretation.forms import bound_forms, forms_for, plan_data
from interpretation.models import InterpretationPlan
from interpretation.views.base import on_draft, require_right, serial_in

ADDING = {"add_row": "risks", "add_phase": "phases"}


@requires(Role.DRAFTER)
class EditPlanView(View):
    """Show and save the plan; only who may edit the draft knows that the page is there."""

    keeps_typed = True

    def get(self, request: HttpRequest, document_id: int) -> HttpResponse:
        """Show the plan in force, or empty forms."""
        document = whole(document_id)
        require_right(request, document)
        plan = selectors.current_plan(document_id)
        return self._page(document, forms_for(plan), plan, seen=plan.serial if plan else 0)

    def post(self, request: HttpRequest, document_id: int) -> HttpResponse:
        """Add an empty row, or save; what was typed is never lost."""
        document, seen = whole(document_id), serial_in(request, "seen")
        require_right(request, document)
        more = next((rows for button, rows in ADDING.items() if button in request.POST), "")
        forms = bound_forms(request.POST, more=more)
        plan = selectors.current_plan(document_id)
        if more or not all([each.is_valid() for each in forms]):  # noqa: C419  # every form is to show its errors
            return self._page(document, forms, plan, seen=seen, status=200 if more else 422)
        return self._save(document, forms, plan, seen)

    def _save(self, document: Document, forms: Any, plan: InterpretationPlan | None, seen: int) -> HttpResponse:
        materials = plan.data().materials if plan else ()
        try:
            saved = self._store(document.pk, plan_data(forms[0], forms[1], forms[2], materials), seen)
        except NotFound:
            raise
        except DomainError as error:
            forms[0].add_error(None, str(error))
            return self._page(document, forms, plan, seen=seen, status=error.http_status)
        messages.success(self.request, f"已保存{saved}。")
        return redirect("interpretation:plan", document_id=document.pk)

    def _store(self, document_id: int, data: PlanData, seen: int) -> InterpretationPlan:
        saved: InterpretationPlan = on_draft(
            self.request, document_id, "保存解读方案", services.save_plan, data=data, seen=seen
        )
        return saved

    def _page(
        self, document: Document, forms: Any, plan: InterpretationPlan | None, *, seen: int, status: int = 200
    ) -> HttpResponse:
        form, rows, phases = forms
        context = {"document": document, "form": form, "rows": rows, "phases": phases, "seen": seen}
        context["attribute"] = document.decision.attribute if document.decision else ""
        context["plan"] = plan
        context["materials"] = plan.in_order() if plan else []
        context["plans"] = selectors.plans_of(document.pk)
        context["is_due"] = selectors.is_due(document)
        return render(self.request, "interpretation/plan_form.html", context, status=status)
