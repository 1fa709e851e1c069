"""先例 and 征求意见 beside the work of a desk (templates/components/precedents.html, consultations.html)."""

from datetime import date
from typing import Any

from django.urls import reverse

from accounts.models import User
from documents.choices import Attribute
from documents.models import Document
from documents.rules import withholds_what_is_due
from review.choices import Desk
from review.consultation_selectors import consultations_of
from workflow.pages.consultations import agencies_shown, consultation_row
from workflow.pages.rows import Today
from workflow.precedents import Precedent, precedents_of

ASKS_FOR_OTHERS = frozenset({Desk.CONFIDENTIALITY_OFFICER, Desk.DISCLOSURE_CHECK})


def papers_beside(desk: str, document: Document, user: User, today: Today) -> dict[str, Any]:
    """Return what a desk reads beside the text: consultations, whom the text concerns, precedents."""
    rows = consultations_of(document.pk, today.day)
    found: dict[str, Any] = {"consultations": [consultation_row(each, today) for each in rows]}
    if desk in ASKS_FOR_OTHERS:
        found |= agencies_shown(document, rows)
    if desk == Desk.DISCLOSURE_CHECK:
        found |= precedents_shown(document, user, today.day)
    return found


def must_confirm(desk: str, document: Document) -> bool:
    """Test if the desk is asked to confirm again that what art. 20 makes public is withheld (R7)."""
    decision = document.decision_facts() if desk == Desk.DISCLOSURE_CHECK else None
    return decision is not None and withholds_what_is_due(decision)


def precedents_shown(document: Document, user: User, on: date) -> dict[str, Any]:
    """Return the precedents as rows, with how many of the similar documents bear each attribute."""
    found = precedents_of(document, user, on)
    counts = [(str(label), found.counts[code]) for code, label in Attribute.choices if found.counts[code]]
    return {"precedents": [_row(each) for each in found.shown], "precedent_counts": counts}


def _row(each: Precedent) -> dict[str, Any]:
    document, decision = each.document, each.decision
    return {
        "title": document.title,
        "number": document.number_text,
        "url": reverse("workflow:document", args=[document.pk]),
        "genre": document.get_genre_display(),
        "attribute": decision.attribute,
        "ground": decision.get_ground_display() if decision.ground else "",
        "entry": str(decision.entry) if decision.entry else "",
        "outcome": _outcome(each),
        "shared": "、".join(each.shared),
    }


def _outcome(each: Precedent) -> str:
    """Return what became of the attribute that was proposed first: agreed, returned, changed."""
    said = []
    if each.returned:
        said.append(f"曾被退回 {each.returned} 次")
    if each.earlier:
        said.append("由" + "、".join(str(Attribute(code).label) for code in each.earlier) + "改定")
    return "，".join(said) or "审核同意"
