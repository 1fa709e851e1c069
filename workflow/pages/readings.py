"""解读安排: the later phases with their lights, and the materials on their road."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from accounts.models import User
from deadlines.lights import Light, light_of
from documents.models import Document
from interpretation.choices import FIRST_PHASE, Form, Step
from interpretation.facts import Phase
from interpretation.models import Material
from interpretation.selectors import is_public, later_materials, next_step, people_of, standing_words, steps_of
from publication.listings.selectors import ended_materials
from publication.models import Release
from publication.selectors import live_release
from workflow import policies
from workflow.pages.rows import Today, stands_out
from workflow.policies import Identity

BASIS = "国办发〔2016〕80号 二：分段、多次、持续开展解读；解读方案"


def phase_due(phase: Phase, published_on: date, today: Today) -> tuple[date | None, bool]:
    """Return when a phase is due and whether that is provisional; None where the plan does not say."""
    if phase.due_on:
        return date.fromisoformat(phase.due_on), False
    if phase.days:
        due = today.calendar.add_working_days(published_on, phase.days)
        return due.on, due.provisional
    return None, False


def phase_light(phase: Phase, published_on: date, today: Today) -> Light | None:
    """Return the light of a phase."""
    due, provisional = phase_due(phase, published_on, today)
    if due is None:
        return None
    return light_of(due, today.day, calendar=today.calendar, provisional=provisional, basis=BASIS)


def phases_of(document: Document, today: Today) -> list[dict[str, Any]]:
    """Return the later phases of a published document."""
    release = live_release(document.pk)
    return schedule_rows([release], today) if release is not None and release.plan else []


def schedule_rows(releases: Sequence[Release], today: Today) -> list[dict[str, Any]]:
    """Return a row for each later phase of the releases (`plan` and `document` loaded; three queries)."""
    materials: dict[tuple[int, int], list[Material]] = defaultdict(list)
    ended = ended_materials([release.document_id for release in releases])
    for each in later_materials([release.document_id for release in releases]):
        materials[each.document_id, each.phase].append(each)
    return [
        _row(release, number, phase, materials[release.document_id, number], today=today, ended=ended)
        for release in releases
        if release.plan
        for number, phase in enumerate(release.plan.later_phases(), start=FIRST_PHASE + 1)
    ]


def _row(
    release: Release, number: int, phase: Phase, materials: list[Material], *, today: Today, ended: Container[int]
) -> dict[str, Any]:
    done = any(is_public(steps_of(each)) and each.pk not in ended for each in materials)
    return stands_out(release.document) | {
        "title": release.title,
        "number_text": release.number_text,
        "document_url": reverse("workflow:document", args=[release.document_id]),
        "phase": number,
        "name": phase.name,
        "owner": phase.owner,
        "forms": "、".join(str(Form(code).label) for code in phase.forms),
        "is_done": done,
        "drafter_id": release.document.drafter_id,
        "light": None if done else phase_light(phase, release.published_on, today),
        "materials": [material_row(each) | ({"standing": "已撤下"} if each.pk in ended else {}) for each in materials],
        "new_url": reverse("workflow:reading_edit", args=[release.document_id, number, 0]),
    }


def material_row(material: Material) -> dict[str, Any]:
    """Return a later material as a line."""
    return {
        "title": material.title or "（无标题）",
        "form": material.form_name,
        "serial": material.serial,
        "standing": standing_words(steps_of(material)),
        "url": reverse("workflow:reading", args=[material.document_id, material.number]),
    }


def waiting_rows(materials: Iterable[Material], user: User, found: list[Identity]) -> list[dict[str, Any]]:
    """Return the materials on their road whose next step the person may take (`document__lead_office` loaded)."""
    rows = []
    for each in materials:
        steps = steps_of(each)
        coming = next_step(steps)
        if coming is None or coming == Step.SUBMITTED or user.pk in people_of(each):
            continue
        if policies.reading_as(found, each.document, coming) is not None:
            rows.append(material_row(each) | {"document": each.document.title, "step": coming.label})
    return rows
