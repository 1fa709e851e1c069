"""Writes on materials: put into the plan of a draft, moved, taken out, generated; those of later phases."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from documents.choices import Status
from documents.docx import content as contents
from documents.docx.errors import PictureRefused
from documents.docx.flow import Shown
from documents.docx.pictures import cleaned
from documents.models import Blob, Document
from documents.services.blobs import store
from interpretation.choices import FIRST_PHASE, Form
from interpretation.errors import (
    MaterialMissing,
    NothingToGenerate,
    NotYetPublic,
    PictureUnreadable,
    StepOutOfTurn,
)
from interpretation.facts import MaterialData, PlanData
from interpretation.models import InterpretationPlan, Material
from interpretation.selectors import current_plan, later_material, may_be_rewritten, standing_words, steps_of
from interpretation.services.plans import save_plan, save_version
from interpretation.starting import page_of, questions_of

MB = 1024 * 1024
LARGEST = 5 * MB  # bytes of a picture
WHOLE = Shown("")


def keep_picture(data: bytes) -> Blob:
    """Store a picture made anew without anything but its pixels. Raises PictureUnreadable."""
    bare = None
    if len(data) <= LARGEST:
        try:
            bare = cleaned(data, WHOLE)
        except PictureRefused:
            bare = None
    if bare is None:
        raise PictureUnreadable(limit=LARGEST // MB)
    return store(bare)


@transaction.atomic
def put_material(
    *,
    document: Document,
    data: MaterialData,
    picture: bytes | None = None,
    seen: int | None = None,
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> InterpretationPlan:
    """Put a new material (number 0) at the end of the draft's plan, or a new version in the place of the old.

    `picture` are the bytes of another picture; without them `data.picture` stands.

    What was generated counts as edited as soon as title or text differ. Raises MaterialMissing and what save_plan
    raises.
    """
    data = _with_picture(data, picture)
    plan = _content(document)
    old = {each.number: each for each in plan.materials}
    if data.number and data.number not in old:
        raise MaterialMissing
    new = replace(data, number=data.number or _next_number(document), phase=FIRST_PHASE)
    before = old.get(new.number)
    if before is not None and before.is_generated:
        new = replace(new, is_generated=(before.title, before.text) == (new.title, new.text))
    materials = (*plan.materials, new) if before is None else tuple(new if m is before else m for m in plan.materials)
    changed = replace(plan, materials=materials)
    return save_plan(document=document, data=changed, seen=seen, by=by, on_behalf_of=on_behalf_of, at=at)


def remove_material(
    *, document: Document, number: int, by: User, on_behalf_of: User | None = None, at: datetime
) -> InterpretationPlan:
    """Take a material out of the draft's plan; its versions stay. Raises MaterialMissing and what save_plan raises."""
    plan = _content(document)
    left = tuple(each for each in plan.materials if each.number != number)
    if len(left) == len(plan.materials):
        raise MaterialMissing
    changed = replace(plan, materials=left)
    return save_plan(document=document, data=changed, by=by, on_behalf_of=on_behalf_of, at=at)


def arrange(
    *, document: Document, number: int, up: bool, by: User, on_behalf_of: User | None = None, at: datetime
) -> InterpretationPlan:
    """Move a material of the draft's plan one place up or down. Raises MaterialMissing and what save_plan raises."""
    plan = _content(document)
    rows = list(plan.materials)
    place = next((n for n, each in enumerate(rows) if each.number == number), None)
    if place is None:
        raise MaterialMissing
    rows.insert(max(0, place + (-1 if up else 1)), rows.pop(place))
    changed = replace(plan, materials=tuple(rows))
    return save_plan(document=document, data=changed, by=by, on_behalf_of=on_behalf_of, at=at)


def _with_picture(data: MaterialData, picture: bytes | None) -> MaterialData:
    return data if picture is None else replace(data, picture=keep_picture(picture).pk)


def generate(
    *, document: Document, form: Form, by: User, on_behalf_of: User | None = None, at: datetime
) -> InterpretationPlan:
    """Put a starting point made from the document's structure into the plan: a Q&A, or a one-page picture.

    It is marked as a draft until somebody edits it (R34). Raises NothingToGenerate and what save_plan raises.
    """
    version = document.version
    content = contents.from_json(version.content) if version is not None and not version.erased_at else None
    if content is None or not content.blocks:
        raise NothingToGenerate
    title, text = questions_of(content) if form == Form.QUESTIONS else page_of(content)
    data = MaterialData(number=0, form=form, title=title, text=text, source=document.issuing_body, is_generated=True)
    return put_material(document=document, data=data, by=by, on_behalf_of=on_behalf_of, at=at)


@transaction.atomic
def save_later(
    *,
    document: Document,
    plan: InterpretationPlan,
    data: MaterialData,
    picture: bytes | None = None,
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> Material:
    """Save a material for a later phase of the plan with which a locked document was published; `number` 0: a new one.

    Raises NotYetPublic, MaterialMissing, StepOutOfTurn while it is on its road or public, MaterialMalformed.
    """
    phases = range(FIRST_PHASE + 1, FIRST_PHASE + 1 + len(plan.phases))
    if document.status != Status.PUBLISHED or data.phase not in phases:
        raise NotYetPublic
    last = _still(document, data.number) if data.number else None
    data = _with_picture(data, picture)
    new = replace(data, number=data.number or _next_number(document), is_generated=False)
    return save_version(document=document, data=new, last=last, by=by, on_behalf_of=on_behalf_of, at=at)


def _still(document: Document, number: int) -> Material:
    """Return the newest version of a later material that is not on its road."""
    last = later_material(document.pk, number)
    if last is None:
        raise MaterialMissing
    steps = steps_of(last)
    if not may_be_rewritten(steps):
        raise StepOutOfTurn(standing=standing_words(steps), act="修改")
    return last


def _content(document: Document) -> PlanData:
    plan = current_plan(document.pk)
    return plan.data() if plan else PlanData()


def _next_number(document: Document) -> int:
    return (Material.objects.filter(document=document).aggregate(last=Max("number"))["last"] or 0) + 1
