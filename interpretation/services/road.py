"""The road of a later material: 送审 → 保密审查 → 负责人 → 新闻办 → 公布, or back with a reason (ADR 0031)."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit import services as audit
from documents.choices import Status
from documents.models import Document
from interpretation.choices import Step
from interpretation.errors import (
    MaterialIncomplete,
    NotYetPublic,
    StepNeedsAnother,
    StepOutOfTurn,
    StepSaysNothing,
)
from interpretation.models import Material, MaterialStep
from interpretation.selectors import is_whole, next_step, people_of, standing_words, steps_of


@transaction.atomic
def take_step(
    *,
    document: Document,
    material: Material,
    kind: Step,
    sm3: str,
    text: str = "",
    warnings_seen: int = 0,
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> MaterialStep:
    """Take the next step of the newest version of a later material of a locked document, on the digest that was seen.

    `text` says why where it is returned. The caller has asked who may and what the scanner finds. Raises
    NotYetPublic, StepOutOfTurn, StepNeedsAnother, StepSaysNothing, MaterialIncomplete.
    """
    steps = steps_of(material)
    coming = next_step(steps)
    in_turn = (kind == coming) if kind != Step.RETURNED else bool(steps) and coming is not None
    if not in_turn or sm3 != material.sm3:
        raise StepOutOfTurn(standing=standing_words(steps), act=kind.label)
    _require_fit(document, material, kind, text)
    if kind not in {Step.SUBMITTED, Step.RETURNED}:
        _require_another(material, by, on_behalf_of)
    step = MaterialStep.objects.create(
        material=material,
        kind=kind,
        sm3=sm3,
        text=text.strip(),
        warnings_seen=warnings_seen,
        by=by,
        on_behalf_of=on_behalf_of,
        at=at,
    )
    facts = {"number": material.number, "serial": material.serial, "phase": material.phase, "sm3": material.sm3}
    chain, verb = f"document:{document.pk}", f"interpretation.{kind.value}"
    audit.record(chain=chain, verb=verb, facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
    return step


def _require_fit(document: Document, material: Material, kind: Step, text: str) -> None:
    if kind == Step.RETURNED:
        if not text.strip():
            raise StepSaysNothing
        return
    if document.status != Status.PUBLISHED:
        raise NotYetPublic
    if kind == Step.SUBMITTED and not is_whole(material.data()):
        raise MaterialIncomplete(why="须有标题，并有正文、图片或链接")


def _require_another(material: Material, by: User, on_behalf_of: User | None) -> None:
    if {by.pk, on_behalf_of.pk if on_behalf_of else by.pk} & people_of(material):
        raise StepNeedsAnother
