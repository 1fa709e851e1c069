"""The pages of electronic supervision (templates/oversight/incident*.html, card*.html), and their workbook."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from common import sheets
from common.clock import office_text
from common.sheets import Sheet
from oversight.models import Card, Incident
from oversight.supervision import policies, selectors, services
from oversight.supervision.choices import LOOKS, CardColour, CardState, Kind
from workflow.policies import Identity
from workflow.views.base import Visit

COLOURS = {CardColour.YELLOW: "warn", CardColour.RED: "bad"}
HEADINGS = (
    ("编号", 8), ("规则", 8), ("类别", 10), ("判据", 50), ("依据", 50), ("环节", 16), ("责任人", 14), ("责任单位", 24),
    ("发文字号", 24),    ("发生时间", 18), ("发现时间", 18), ("监察牌", 10), ("牌的状态", 20), ("说明期限", 14),
)  # fmt: skip


def tabs_of(own: Identity, active: str) -> list[dict[str, Any]]:
    """Return the tabs: what was found only for the General Office."""
    places = ([("监察事项", "incidents")] if policies.watches(own) else []) + [("我的监察牌", "supervision")]
    return [
        {"label": label, "url": reverse(f"oversight:{name}"), "active": name == active, "count": None}
        for label, name in places
    ]


def incident_row(incident: Incident, today: date) -> dict[str, Any]:
    """Return one incident as a line; people, office, document and card loaded (no query)."""
    card: Card | None = getattr(incident, "card", None)
    return {
        "incident": incident,
        "url": reverse("oversight:incident", args=[incident.pk]),
        "criterion": incident.by_criterion,
        "look": "bad" if incident.kind == Kind.BREACH else "warn",
        "card": card,
        "card_look": COLOURS[CardColour(card.colour)] if card else "",
        "state_look": LOOKS[CardState(card.state)] if card else "",
        "late": card is not None and selectors.is_late(card, today),
    }


def incident_page(incident: Incident, here: Visit, form: Any) -> dict[str, Any]:
    """Return the page of one incident: what was found, by what, and the card."""
    card: Card | None = getattr(incident, "card", None)
    return {
        **incident_row(incident, here.day),
        "form": form if card is None else None,
        "gate": services.issuing_gate(incident=incident, by=here.user) if card is None else None,
        "steps": selectors.steps_of(card) if card else [],
        "card_url": reverse("oversight:card", args=[card.pk]) if card else "",
    }


def card_row(card: Card, today: date) -> dict[str, Any]:
    """Return one card as a line."""
    return {
        "card": card,
        "url": reverse("oversight:card", args=[card.pk]),
        "criterion": card.incident.by_criterion,
        "look": COLOURS[CardColour(card.colour)],
        "state_look": LOOKS[CardState(card.state)],
        "late": selectors.is_late(card, today),
    }


def card_page(card: Card, here: Visit, form: Any) -> dict[str, Any]:
    """Return the page of one card: why it was given, each step, and what the person may do, with each gate."""
    acts = policies.acts_of(here.identities[0], card)
    return {
        **card_row(card, here.day),
        "incident": card.incident,
        "steps": selectors.steps_of(card),
        "form": form if acts else None,
        "acts": [(act, services.acting_gate(card=card, act=act, by=here.user).unmet) for act in acts],
    }


def xlsx_of(rows: Iterable[Incident]) -> bytes:
    """Return the incidents as a workbook."""
    return sheets.write([Sheet("监察事项", HEADINGS, map(_cells, rows))])


def _cells(each: Incident) -> tuple[str | int, ...]:
    return (each.pk, f"R{each.rule}" if each.rule else "", *_words(each), *_card(getattr(each, "card", None)))


def _words(each: Incident) -> Iterator[str]:
    criterion = each.by_criterion
    yield from (str(each.get_kind_display()), criterion.sentence, criterion.basis)
    yield str(each.get_desk_display()) if each.desk else ""
    yield from (each.person.full_name if each.person else "", each.office.name)
    yield each.document.number_text if each.document else ""
    yield from (office_text(each.happened_at), office_text(each.found_at))


def _card(card: Card | None) -> tuple[str, str, str]:
    if card is None:
        return "", "", ""
    return str(card.get_colour_display()), str(card.get_state_display()), f"{card.due_on:%Y-%m-%d}"
