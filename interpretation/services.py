"""Writes on interpretation plans; call them as `interpretation.<verb>(...)`."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from audit import services as audit
from common.digests import of_json
from documents.choices import Status
from documents.models import Document
from interpretation.choices import Channel, Form, Likelihood
from interpretation.errors import PlanChanged, PlanFrozen, PlanMalformed
from interpretation.facts import PlanData
from interpretation.models import TEXTS, InterpretationPlan
from interpretation.selectors import current_plan


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
    """Save a plan as the newest of a locked draft; the same content again returns the row that is there.

    `seen` is the serial of the plan that the page showed (0: none; None: not asked). A plan may be saved
    while parts are missing; the gate of 送审 names them (R34). Raises PlanFrozen, PlanChanged,
    PlanMalformed.
    """
    if document.status != Status.DRAFT:
        raise PlanFrozen(status=document.get_status_display())
    _check_codes(data)
    latest, digest = current_plan(document.pk), of_json(data.as_json())
    if latest and latest.sm3 == digest.sm3:
        return latest
    if seen is not None and latest and latest.serial != seen:
        raise PlanChanged(by=latest.made_by.full_name, serial=latest.serial)
    plan = InterpretationPlan.objects.create(
        document=document,
        serial=_next_serial(document),
        **data.as_json(),
        sm3=digest.sm3,
        sha256=digest.sha256,
        made_by=by,
        made_for=on_behalf_of,
        made_at=at,
    )
    chain, facts = f"document:{document.pk}", {"serial": plan.serial, "sm3": plan.sm3}
    audit.record(chain=chain, verb="interpretation.save_plan", facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
    return plan


def erase(*, document: Document, at: datetime) -> None:
    """Empty every text of the document's plans because it must be classified (R12); the rows stay."""
    empty: dict[str, object] = dict.fromkeys(TEXTS, "")
    InterpretationPlan.objects.filter(document=document, erased_at__isnull=True).update(
        **empty, forms=[], channels=[], risks=[], erased_at=at
    )


def _check_codes(data: PlanData) -> None:
    likelihoods = {risk.likelihood for risk in data.risks}
    known = (
        set(data.forms) <= set(Form.values)
        and set(data.channels) <= set(Channel.values)
        and likelihoods <= {*Likelihood.values, ""}
    )
    if not known:
        raise PlanMalformed


def _next_serial(document: Document) -> int:
    plans = InterpretationPlan.objects.filter(document=document)
    return (plans.aggregate(last=Max("serial"))["last"] or 0) + 1
