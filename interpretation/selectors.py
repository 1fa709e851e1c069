"""Reads: the plan in force of a document, what the public reads of it, and the facts that the rules ask."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, QuerySet

from common.gate import provides
from documents.choices import Attribute
from documents.facts import Subject
from documents.models import Document
from interpretation.choices import DRAWN, FIRST_PHASE, LINKED, ROAD, Step
from interpretation.drawing import SVG, to_svg
from interpretation.facts import LaterFacts, MaterialData, PlanFacts, PublicMaterial, Risk
from interpretation.material import link_html, to_html
from interpretation.models import InterpretationPlan, Material, MaterialStep


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
    decision = document.judged_decision
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


@provides(LaterFacts)
def later_facts(subject: Subject) -> LaterFacts:
    """Gather how far the later phases have come; no query for a document that is no policy document."""
    plan = plan_of(subject) if is_due(subject.document) else None
    if plan is None or not plan.phases:
        return LaterFacts()
    done = published_later(subject.document.pk).values_list("phase", flat=True)
    return LaterFacts(len(plan.phases), len(set(done)))


def facts_of(plan: InterpretationPlan) -> PlanFacts:
    """Return the facts of a plan that is due (one query: its materials)."""
    risks = [Risk(**risk) for risk in plan.risks]
    phases, materials = plan.later_phases(), [each.data() for each in plan.in_order()]
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
        phases=len(phases),
        phases_scheduled=sum(phase.is_scheduled for phase in phases),
        has_material=bool(materials),
        materials_whole=all(is_whole(each) for each in materials),
        drafts=sum(each.is_generated for each in materials),
    )


def is_whole(material: MaterialData) -> bool:
    """Test if a material has a title and says something: text, a picture, or where its form allows a link."""
    says = _filled(material.text) or bool(material.picture) or (bool(material.link) and material.form in LINKED)
    return _filled(material.title) and says


def _filled(*texts: str) -> bool:
    return all(text.strip() for text in texts)


# --- what the public reads -----------------------------------------------------------------------


def public_materials(plan: InterpretationPlan) -> list[PublicMaterial]:
    """Return what goes out with the release of the plan, in its order (one query)."""
    return [public_material(each, serial) for serial, each in enumerate(with_pictures(plan), start=1)]


def with_pictures(plan: InterpretationPlan, **where: Any) -> list[Material]:
    """Return the materials of a plan in their order with their pictures, or those that `where` names (one query)."""
    places = plan.places.filter(**where).select_related("material__picture").order_by("order")
    return [place.material for place in places]


def public_material(material: Material, serial: int | None = None) -> PublicMaterial:
    """Return one material as the public reads it; a later one bears its own number (`picture` loaded)."""
    picture, kind = _picture_of(material)
    return PublicMaterial(
        serial=serial if serial is not None else material.number,
        form=material.form_name,
        title=material.title,
        source=material.source,
        html=str(link_html(material.link) + to_html(material.text)),
        text="\n".join(filter(None, (line.strip() for line in material.text.splitlines()))),
        picture=picture,
        picture_type=kind,
        link=material.link,
        phase=material.phase,
        digest=material.sm3,
    )


def _picture_of(material: Material) -> tuple[bytes | None, str]:
    if material.picture is not None:
        data = bytes(material.picture.data)
        return data, "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
    if material.form == DRAWN and material.text.strip():
        return to_svg(material.title, material.text).encode(), SVG
    return None, ""


# --- later materials -----------------------------------------------------------------------------


def later_materials(document_ids: Iterable[int]) -> list[Material]:
    """Return the newest version of every later material of the documents, by phase and number (two queries)."""
    newest = Material.objects.filter(document__in=document_ids, phase__gt=FIRST_PHASE, erased_at__isnull=True)
    rows = newest.order_by("document_id", "number", "-serial").distinct("document_id", "number")
    found = rows.select_related("made_by", "made_for").prefetch_related("steps__by", "steps__on_behalf_of")
    return sorted(found, key=lambda each: (each.document_id, each.phase, each.number))


def published_later(document_id: int) -> QuerySet[Material]:
    """Return the later materials of a document that are public, as they became so; each with its `published_at`."""
    public = Material.objects.filter(document_id=document_id, steps__kind=Step.PUBLISHED, erased_at__isnull=True)
    return public.select_related("picture").annotate(published_at=F("steps__at")).order_by("steps__pk")


def later_material(document_id: int, number: int) -> Material | None:
    """Return the newest version of one later material with its steps."""
    return next((each for each in later_materials([document_id]) if each.number == number), None)


def steps_of(material: Material) -> list[MaterialStep]:
    """Return the steps of a material in their order."""
    return sorted(material.steps.all(), key=lambda step: step.pk)


def next_step(steps: Sequence[MaterialStep]) -> Step | None:
    """Return which step comes next; None after the publication or a return."""
    if is_public(steps) or (steps and steps[-1].kind == Step.RETURNED):
        return None
    return ROAD[len(steps)]


def is_public(steps: Sequence[MaterialStep]) -> bool:
    """Test if a material has come to the end of its road."""
    return bool(steps) and steps[-1].kind == Step.PUBLISHED


def may_be_rewritten(steps: Sequence[MaterialStep]) -> bool:
    """Test if a material was not handed in yet, or was given back."""
    return not steps or steps[-1].kind == Step.RETURNED


def people_of(material: Material) -> frozenset[int]:
    """Return who made a material or took a step of it, or for whom (`steps` loaded)."""
    had = {material.made_by_id, material.made_for_id}
    for step in material.steps.all():
        had |= {step.by_id, step.on_behalf_of_id}
    return frozenset(who for who in had if who is not None)


def standing_words(steps: Sequence[MaterialStep]) -> str:
    """Return how a material stands on its road, in words."""
    if not steps:
        return "起草中"
    coming = next_step(steps)
    if coming is None:
        return "已公布" if is_public(steps) else "已退回"
    return f"待{coming.label}"
