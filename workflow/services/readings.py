"""后续解读: materials of later phases, written by the drafter and passed on step by step until they are public."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from common.clock import office_date
from common.errors import NotFound
from documents import selectors as documents_of
from documents.models import Document
from interpretation import services as interpretation
from interpretation.choices import Step
from interpretation.errors import MaterialSuspicious, NotYetPublic, WarningsNotSeen
from interpretation.facts import MaterialData
from interpretation.models import Material, MaterialStep
from interpretation.selectors import later_material, next_step, steps_of
from publication.selectors import live_release
from publication.services.outward import reading_out
from review.facts import PlanScan
from review.plan_scan import scan_material
from workflow import policies
from workflow.policies import Identity

MOST_NAMED = 5  # suspicions that a refusal names


@dataclass(frozen=True, slots=True)
class Walked:
    """A step as it is taken: which, on the digest that the page showed, in which words, and were warnings looked at."""

    kind: Step
    sm3: str
    text: str = ""
    seen: bool = False


@transaction.atomic
def save_reading(*, document_id: int, data: MaterialData, picture: bytes | None, by: User, at: datetime) -> Material:
    """Save a material of a later phase, with another picture where one was uploaded.

    Raises NotFound (not the drafter's), NotYetPublic, PictureUnreadable, and what interpretation.save_later raises.
    """
    document = documents_of.locked(document_id)
    identity = _identity(document, Step.SUBMITTED, by, at)
    release = live_release(document_id)
    if release is None or release.plan is None:
        raise NotYetPublic
    return interpretation.save_later(
        document=document,
        plan=release.plan,
        data=data,
        picture=picture,
        by=by,
        on_behalf_of=identity.on_behalf_of,
        at=at,
    )


@transaction.atomic
def walk(*, document_id: int, number: int, walked: Walked, by: User, at: datetime) -> MaterialStep:
    """Take one step with the newest version of a later material; the last one shows it on the portal.

    Raises NotFound, MaterialSuspicious, WarningsNotSeen, and what interpretation.take_step raises.
    """
    document = documents_of.locked(document_id)
    material = later_material(document_id, number)
    if material is None:
        raise NotFound
    identity = acting_on(document, material, walked.kind, by, at)
    if identity is None:
        raise NotFound
    warnings = _scanned(material, walked, at)
    step = interpretation.take_step(
        document=document,
        material=material,
        kind=walked.kind,
        sm3=walked.sm3,
        text=walked.text,
        warnings_seen=warnings,
        by=by,
        on_behalf_of=identity.on_behalf_of,
        at=at,
    )
    if step.kind == Step.PUBLISHED:
        reading_out(document_id, at)
    return step


def acting_on(document: Document, material: Material, kind: Step, by: User, at: datetime) -> Identity | None:
    """Return in whose name the person may take the step, None: not at all; back may send whoever's turn it is."""
    found = policies.identities(by, office_date(at))
    if kind != Step.RETURNED:
        return policies.reading_as(found, document, kind)
    coming = next_step(steps_of(material))
    asked = policies.reading_as(found, document, coming) if coming else None
    return asked or policies.reading_as(found, document, Step.SUBMITTED)


def _scanned(material: Material, walked: Walked, at: datetime) -> int:
    """Return how many warnings were looked at; refuse what must be changed, and warnings that nobody has seen."""
    if walked.kind not in {Step.SUBMITTED, Step.OFFICER}:
        return 0
    scan = scan_material(material.data(), office_date(at))
    if scan.failed or scan.blocks:
        raise MaterialSuspicious(places=places_of(scan))
    if walked.kind == Step.OFFICER and scan.warnings and not walked.seen:
        raise WarningsNotSeen(count=len(scan.warnings))
    return len(scan.warnings) if walked.kind == Step.OFFICER else 0


def places_of(scan: PlanScan) -> str:
    """Return in words where something must be changed, masked."""
    if scan.failed:
        return "疑点扫描没有完成，视为未经审查"
    more = f"等{len(scan.blocks)}处" if len(scan.blocks) > MOST_NAMED else ""
    return "；".join(map(str, scan.blocks[:MOST_NAMED])) + more


def _identity(document: Document, step: Step, by: User, at: datetime) -> Identity:
    identity = policies.reading_as(policies.identities(by, office_date(at)), document, step)
    if identity is None:
        raise NotFound
    return identity
