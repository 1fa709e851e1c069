"""The page of a document's channels (templates/workflow/channels.html)."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from common.composed import Composed
from documents.models import Document
from interpretation.choices import Channel
from publication.models import Delivery, LiveCheck, Placement
from publication.outlets.choices import DeliveryState
from publication.outlets.selectors import deliveries_of, given_up, placements_of
from publication.proof.choices import Outcome, Part
from publication.proof.selectors import alerts, check_on
from publication.selectors import live_release
from publication.services.deliveries import is_overtaken
from workflow import policies
from workflow.forms.outlets import PlacementForm, PlacementNoteForm
from workflow.policies import Identity

LOOKS = {
    DeliveryState.WAITING: "info",
    DeliveryState.SENT: "ok",
    DeliveryState.FAILED: "warn",
    DeliveryState.GIVEN_UP: "bad",
}
OUTCOMES = {Outcome.OK: "ok", Outcome.UNREACHABLE: "warn", Outcome.DIFFERS: "bad"}
MOST_TROUBLES = 20


def channels_page(
    document: Document,
    found: list[Identity],
    *,
    plan_form: PlacementForm | None = None,
    note_forms: Mapping[int, PlacementNoteForm] | None = None,
) -> dict[str, Any]:
    """Return the context for the person; the forms are those that were refused."""
    may = policies.publishing_as(found, document) is not None
    release = live_release(document.pk)
    check = check_on(document.pk)
    placements = placements_of(document.pk)
    planned = {each.channel for each in placements if release and each.release_id == release.pk}
    return {
        "document": document,
        "document_url": reverse("workflow:document", args=[document.pk]),
        "attribute": document.decision.attribute if document.decision else "",
        "deliveries": [delivery_row(each, may) for each in deliveries_of(document.pk)],
        "check": check_row(check) if check else None,
        "is_live": release is not None,
        "proves": bool(settings.PORTAL_URL),
        "placements": [_placement_row(each, may, note_forms or {}) for each in placements],
        "plan_form": (plan_form or PlacementForm()) if may and release and len(planned) < len(Channel) - 1 else None,
        "plan_url": reverse("workflow:placement_plan", args=[document.pk]),
    }


def delivery_row(delivery: Delivery, may: bool) -> dict[str, Any]:
    """Return one delivery; only a failed one of a text that still counts can be sent again."""
    failed = delivery.state in {DeliveryState.FAILED, DeliveryState.GIVEN_UP}
    again = may and failed and delivery.outlet.is_active and not is_overtaken(delivery)
    address = [delivery.release.document_id, delivery.pk]
    return {
        "delivery": delivery,
        "look": "grey" if failed and is_overtaken(delivery) else LOOKS[DeliveryState(delivery.state)],
        "resend_url": reverse("workflow:delivery_resend", args=address) if again else "",
    }


def check_row(check: LiveCheck) -> dict[str, Any]:
    """Return what the last look at the live page found."""
    parts = "、".join(str(Part(each).label) for each in check.parts)
    return {"check": check, "parts": parts, "look": OUTCOMES[Outcome(check.outcome)]}


def _placement_row(placement: Placement, may: bool, typed: Mapping[int, PlacementNoteForm]) -> dict[str, Any]:
    asks = may and placement.appeared_on is None
    address = [placement.release.document_id, placement.pk]
    form = typed.get(placement.pk) or PlacementNoteForm(prefix=f"p{placement.pk}")
    return {
        "placement": placement,
        "form": form if asks else None,
        "url": reverse("workflow:placement_note", args=address) if asks else "",
    }


def release_troubles(identity: Identity) -> dict[str, Any]:
    """Return what the person's organ must look at (2 queries): pages not as released, deliveries given up."""
    amiss, unsent = (Composed(of).then(_about, identity.paths).rows(0, MOST_TROUBLES) for of in (alerts, given_up))
    checks = [check_row(each) | {"url": _url(each.release.document_id)} for each in amiss]
    lost = [{"delivery": each, "url": _url(each.release.document_id)} for each in unsent]
    return {"checks": checks, "lost": lost}


def _about(found: QuerySet[Any], paths: list[str]) -> QuerySet[Any]:
    return found.filter(release__document__lead_office__path__in=paths)


def _url(document_id: int) -> str:
    return reverse("workflow:channels", args=[document_id])
