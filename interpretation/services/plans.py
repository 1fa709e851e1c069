"""Writes on interpretation plans."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from audit import services as audit
from common.digests import Digest, of_json
from documents.choices import Status
from documents.models import Document
from documents.services.blobs import discard
from interpretation.choices import FIRST_PHASE, Channel, Form, Likelihood
from interpretation.errors import (
    MaterialMalformed,
    PlanChanged,
    PlanFrozen,
    PlanMalformed,
    TooManyMaterials,
)
from interpretation.facts import MaterialData, PlanData
from interpretation.models import TEXTS, InterpretationPlan, Material, MaterialStep, PlanMaterial
from interpretation.models.material import ERASED
from interpretation.selectors import current_plan

MOST_MATERIALS = 20
LINK = re.compile(r"https?://\S+")


@transaction.atomic
def save_plan(
    *,
    document: Document,
    data: PlanData,
    seen: int | None = None,
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> InterpretationPlan:
    """Save a plan with its materials as the newest of a locked draft; the same content again returns the row there is.

    `seen` is the serial of the plan that the page showed (0: none; None: not asked). A plan may be saved while parts
    are missing; the gate of 送审 names them (R34). A material that differs from its last version becomes the next
    one. Raises PlanFrozen, PlanChanged, PlanMalformed, MaterialMalformed, TooManyMaterials.
    """
    if document.status != Status.DRAFT and not document.awaits_a_plan:
        raise PlanFrozen(status=document.get_status_display())
    _check_codes(data)
    latest = current_plan(document.pk)
    given = data.materials
    materials = save_versions(document=document, materials=given, by=by, on_behalf_of=on_behalf_of, at=at)
    digest = digest_of(data, [each.sm3 for each in materials])
    if latest and latest.sm3 == digest.sm3:
        return latest
    if seen is not None and latest and latest.serial != seen:
        raise PlanChanged(by=latest.made_by.full_name, serial=latest.serial)
    made = {"made_by": by, "made_for": on_behalf_of, "made_at": at, "serial": _next_serial(document)}
    digests = {"material_sm3s": [each.sm3 for each in materials], "sm3": digest.sm3, "sha256": digest.sha256}
    plan = InterpretationPlan.objects.create(document=document, **data.as_json(), **digests, **made)
    _place(plan, materials)
    chain, facts = f"document:{document.pk}", {"serial": plan.serial, "sm3": plan.sm3}
    audit.record(chain=chain, verb="interpretation.save_plan", facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
    return plan


def save_versions(
    *, document: Document, materials: Sequence[MaterialData], by: User, on_behalf_of: User | None = None, at: datetime
) -> list[Material]:
    """Return the version of each material, stored anew where it differs from its last one. Raises MaterialMalformed."""
    rows = Material.objects.filter(document=document, number__in=[each.number for each in materials])
    last = {each.number: each for each in rows.order_by("number", "-serial").distinct("number")}
    return [
        save_version(document=document, data=each, last=last.get(each.number), by=by, on_behalf_of=on_behalf_of, at=at)
        for each in materials
    ]


def _place(plan: InterpretationPlan, materials: Sequence[Material]) -> None:
    places = enumerate(materials, start=1)
    PlanMaterial.objects.bulk_create(PlanMaterial(plan=plan, material=each, order=order) for order, each in places)


def digest_of(data: PlanData, material_sm3s: Sequence[str]) -> Digest:
    """Return the digest of a plan: over its own data and the digests of its materials, in their order."""
    return of_json(data.as_json() | {"materials": list(material_sm3s)})


def save_version(
    *,
    document: Document,
    data: MaterialData,
    last: Material | None,
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> Material:
    """Return the last version of a material when it is the same, else store the next one; `picture` is stored already.

    Raises MaterialMalformed.
    """
    if data.form not in Form.values or (data.link and not LINK.fullmatch(data.link)):
        raise MaterialMalformed
    digest = of_json(data.as_json())
    if last is not None and last.sm3 == digest.sm3 and not _has_road(last):
        return last
    material = Material.objects.create(
        **(data.as_json() | {"picture": None}),
        picture_id=data.picture or None,
        document=document,
        serial=last.serial + 1 if last else 1,
        sm3=digest.sm3,
        sha256=digest.sha256,
        made_by=by,
        made_for=on_behalf_of,
        made_at=at,
    )
    facts = {"number": material.number, "serial": material.serial, "phase": material.phase, "sm3": material.sm3}
    chain = f"document:{document.pk}"
    audit.record(chain=chain, verb="interpretation.material", facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
    return material


def _has_road(material: Material) -> bool:
    """Test if the version was handed in once: what was returned is handed in again as a version of its own."""
    return material.phase != FIRST_PHASE and material.steps.exists()


def erase(*, document: Document, at: datetime) -> None:
    """Empty every text of the document's plans and materials because it must be classified (R12); the rows stay."""
    empty: dict[str, object] = dict.fromkeys(TEXTS, "")
    InterpretationPlan.objects.filter(document=document, erased_at__isnull=True).update(
        **empty, forms=[], channels=[], risks=[], phases=[], erased_at=at
    )
    MaterialStep.objects.filter(material__document=document).exclude(text="").update(text=ERASED)
    materials = Material.objects.filter(document=document, erased_at__isnull=True)
    pictures = list(materials.filter(picture__isnull=False).values_list("picture_id", flat=True))
    materials.update(title="", text="", source="", link="", picture=None, erased_at=at)
    discard(pictures)


def _check_codes(data: PlanData) -> None:
    if len(data.materials) > MOST_MATERIALS:
        raise TooManyMaterials(limit=MOST_MATERIALS)
    likelihoods = {risk.likelihood for risk in data.risks}
    forms = {*data.forms, *(form for phase in data.phases for form in phase.forms)}
    known = (
        forms <= set(Form.values)
        and set(data.channels) <= set(Channel.values)
        and likelihoods <= {*Likelihood.values, ""}
    )
    if not known:
        raise PlanMalformed


def _next_serial(document: Document) -> int:
    plans = InterpretationPlan.objects.filter(document=document)
    return (plans.aggregate(last=Max("serial"))["last"] or 0) + 1
