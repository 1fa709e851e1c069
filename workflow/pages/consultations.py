"""征求意见 on the page of the document, and the page of one consultation (templates/workflow/consultation_*.html)."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from deadlines.choices import ClockKind
from deadlines.lights import Light, light_of
from deadlines.limits import CONSULTATIONS
from documents.choices import Attribute
from documents.models import Document
from review.choices import Consulted, ConsultStep
from review.consultation_selectors import Consulting, consultations_of, unasked
from review.consulting import Standing, last_of
from review.findings import latest_scan
from review.models import ConsultationStep
from workflow.forms.consultations import FORMS, ConsultForm, HappenedForm
from workflow.pages.lights import linked
from workflow.pages.rows import Today
from workflow.services.consultations import OpenedConsultation, has_decision_to_tell

GOOD = frozenset({Standing.CONSENTED, Standing.TAKEN_AS_CONSENT, Standing.PUBLISH, Standing.REDACT, Standing.WAIVED})
GREY = frozenset({Standing.WITHHOLD, Standing.CANCELLED})
BAD = frozenset({Standing.SILENT, Standing.UNANSWERED, Standing.OBJECTED})
LIT = frozenset({Standing.WAITING, Standing.SILENT, Standing.UNANSWERED})

LIKELY = {  # what is usually recorded next, so that its form stands open
    Standing.WAITING: ConsultStep.ANSWERED,
    Standing.SILENT: ConsultStep.DECIDED,
    Standing.OBJECTED: ConsultStep.DECIDED,
    Standing.PUBLISH: ConsultStep.TOLD,
    Standing.REDACT: ConsultStep.TOLD,
    Standing.WITHHOLD: ConsultStep.TOLD,
}


def look_of(standing: Standing) -> str:
    """Return how the standing is coloured: ok, bad, grey or warn."""
    looks = ((GOOD, "ok"), (BAD, "bad"), (GREY, "grey"))
    return next((look for those, look in looks if standing in those), "warn")


def consultations_shown(document: Document, today: Today, *, may_read: bool) -> list[dict[str, Any]]:
    """Return the consultations of the document as rows, oldest first; none for whoever reads an earlier text only."""
    return [consultation_row(each, today) for each in consultations_of(document.pk, today.day)] if may_read else []


def agencies_shown(document: Document, found: Iterable[Consulting]) -> dict[str, Any]:
    """Return the agencies that the public text concerns and that still have to be asked or set aside (one query)."""
    if document.decision is None or document.decision.attribute != Attribute.PROACTIVE:
        return {}
    url, kind = reverse("workflow:consult", args=[document.pk]), Consulted.OTHER_AGENCY.value
    agencies = [
        {"name": name, "url": f"{url}?{urlencode({'kind': kind, 'addressee': name})}"}
        for name in unasked(latest_scan(document), found)
    ]
    return {"agencies": agencies, "aside_url": reverse("workflow:aside", args=[document.pk])}


def aside_page(document: Document, today: Today) -> dict[str, Any]:
    """Return the context of the page on which agencies are set aside."""
    return {**_head(document), "consultations": consultations_shown(document, today, may_read=True)}


def consultation_row(found: Consulting, today: Today) -> dict[str, Any]:
    """Return one consultation as a row: whom, where it stands, how much time is left."""
    row = found.consultation
    return {
        "kind": row.get_kind_display(),
        "addressee": row.addressee,
        "matter": row.matter,
        "serial": row.version.serial,
        "standing": found.standing.value,
        "look": look_of(found.standing),
        "light": light_of_consultation(found, today),
        "by": found.opened.by.full_name,
        "at": found.opened.at,
        "url": reverse("workflow:consultation", args=[row.pk]),
    }


def waiting_row(found: Consulting, today: Today) -> dict[str, Any]:
    """Return one consultation as a row of 我的待办, with its document."""
    document = found.consultation.document
    about = {"title": document.title, "number": document.number_text}
    return consultation_row(found, today) | about


def light_of_consultation(found: Consulting, today: Today) -> Light | None:
    """Return the light of the time for the answer, while it counts."""
    receipt = last_of(found.steps, ConsultStep.RECEIVED)
    if receipt is None or receipt.due_on is None or found.standing not in LIT:
        return None
    basis = CONSULTATIONS[found.consultation.kind].basis
    provisional = receipt.due_is_provisional
    light = light_of(receipt.due_on, today.day, calendar=today.calendar, provisional=provisional, basis=basis)
    row = found.consultation
    return linked(light, row.document_id, ClockKind.CONSULTATION, row.pk)


def _head(document: Document) -> dict[str, Any]:
    return {
        "document": document,
        "document_url": reverse("workflow:document", args=[document.pk]),
        "attribute": document.decision.attribute if document.decision else "",
    }


def consult_page(document: Document, form: ConsultForm, today: Today) -> dict[str, Any]:
    """Return the context of the page on which a consultation is opened."""
    return {**_head(document), "form": form, "consultations": consultations_shown(document, today, may_read=True)}


def consultation_page(
    opened: OpenedConsultation, today: Today, *, letters: bool, refused: HappenedForm | None = None
) -> dict[str, Any]:
    """Return the context of one consultation's page; `refused` is the form that was not taken."""
    found = opened.found
    row = found.consultation
    likely = refused.step if refused else LIKELY.get(found.standing)
    forms = [FORMS[step](today=today.day) for step in sorted(opened.steps, key=lambda step: step != likely)]
    if refused is not None:
        forms = [refused, *(form for form in forms if form.step != refused.step)]
    address = [row.pk]
    tells = letters and has_decision_to_tell(found)
    return {
        **_head(opened.document),
        "consultation": consultation_row(found, today),
        "limit": CONSULTATIONS[row.kind],
        "steps": [_step(each) for each in found.steps],
        "forms": forms,
        "refused": refused,
        "token": opened.token,
        "letter_url": reverse("workflow:consultation_letter", args=address) if letters else "",
        "told_url": reverse("workflow:consultation_told", args=address) if tells else "",
    }


def _step(step: ConsultationStep) -> dict[str, Any]:
    behalf = f"（代{step.on_behalf_of.full_name}）" if step.on_behalf_of else ""
    return {
        "what": step.get_kind_display(),
        "outcome": step.get_outcome_display() if step.outcome else "",
        "day": step.day,
        "due_on": step.due_on,
        "provisional": step.due_is_provisional,
        "text": step.text,
        "by": step.by.full_name + behalf,
        "office": step.by.office.label,
        "at": step.at,
    }
