"""Reads: the plan in force of a document, and the facts that the rules ask."""

from common.gate import provides
from documents.choices import Attribute
from documents.facts import Subject
from documents.models import Document
from interpretation.facts import PlanFacts, Risk
from interpretation.models import InterpretationPlan


def current_plan(document_id: int) -> InterpretationPlan | None:
    """Return the plan in force, who made it loaded; None when there is none or it was erased (one query)."""
    plans = InterpretationPlan.objects.filter(document_id=document_id).select_related("made_by", "made_for")
    latest = plans.order_by("-serial").first()
    return latest if latest and latest.erased_at is None else None


def plans_of(document_id: int) -> list[InterpretationPlan]:
    """Return every plan of the document, newest first, who made it loaded (one query)."""
    plans = InterpretationPlan.objects.filter(document_id=document_id).select_related("made_by", "made_for")
    return list(plans.order_by("-serial"))


def is_due(document: Document) -> bool:
    """Test if an interpretation is due: a policy document that is proactive; `decision` must be loaded."""
    decision = document.decision
    return document.is_policy and decision is not None and decision.attribute == Attribute.PROACTIVE


def plan_of(subject: Subject) -> InterpretationPlan | None:
    """Return the plan in force of a gate's subject, fetched once for the gate."""
    if "plan" not in subject.gathered:
        subject.gathered["plan"] = current_plan(subject.document.pk)
    plan: InterpretationPlan | None = subject.gathered["plan"]
    return plan


@provides(PlanFacts)
def plan_facts(subject: Subject) -> PlanFacts:
    """Gather what the rules ask of the subject's interpretation; no query when none is due."""
    if not is_due(subject.document):
        return PlanFacts(is_due=False)
    plan = plan_of(subject)
    return facts_of(plan) if plan else PlanFacts(is_due=True)


def facts_of(plan: InterpretationPlan) -> PlanFacts:
    """Return the facts of a plan that is due."""
    risks = [Risk(**risk) for risk in plan.risks]
    return PlanFacts(
        is_due=True,
        has_plan=True,
        has_people=_filled(plan.first_interpreter, plan.responsible),
        has_points=_filled(plan.background, plan.key_points),
        has_forms=bool(plan.forms),
        has_schedule=_filled(plan.schedule),
        has_channels=bool(plan.channels),
        has_publicity=_filled(plan.publicity),
        risks=len(risks),
        risks_assessed=sum(_filled(r.point, r.likelihood, r.response, r.owner) for r in risks),
        states_no_risk=_filled(plan.no_risk_reason),
        has_material=_filled(plan.material_title, plan.material_text),
    )


def _filled(*texts: str) -> bool:
    return all(text.strip() for text in texts)
