"""Reads over incidents and cards."""

from datetime import date
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from accounts.models import Office
from accounts.roles import Role
from accounts.selectors import users_with_role
from common.gate import provides
from oversight.models import Card, CardStep, Incident, Sweep
from oversight.supervision.choices import AFTER, CardAct, CardState
from oversight.supervision.facts import CardFacts
from workflow.policies import Identity, paths_to

SHOWN = ("person__office", "office", "document", "card__issued_by")


def incidents() -> QuerySet[Incident]:
    """Return every incident, the newest first, with people, office, document and card loaded."""
    return incident_rows(Incident.objects.order_by("-happened_at", "-pk"))


def incident_rows(found: QuerySet[Incident]) -> QuerySet[Incident]:
    """Return the incidents with people, office, document and card loaded."""
    return found.select_related(*SHOWN)


def incidents_of(organ: str) -> QuerySet[Incident]:
    """Return the incidents of the organ with this path, those first whose cards wait for the office or a ruling."""
    first = Case(When(card__state__in=[CardState.EXPLAINED, CardState.APPEALED], then=Value(0)), default=Value(1))
    return incidents().filter(office__path__startswith=organ).order_by(first, "-happened_at", "-pk")


def incident_with(incident_id: int) -> Incident | None:
    """Return an incident with people, office, document and card loaded."""
    return incidents().filter(pk=incident_id).first()


def filtered(rows: QuerySet[Incident], wanted: dict[str, Any]) -> QuerySet[Incident]:
    """Return the incidents that fit: criterion, kind, colour, card (state, or "none"), office, since, until."""
    for name in ("criterion", "kind", "colour"):
        if wanted.get(name):
            rows = rows.filter(**{name: wanted[name]})
    if card := wanted.get("card"):
        rows = rows.filter(card__isnull=True) if card == "none" else rows.filter(card__state=card)
    if office := wanted.get("office"):
        rows = rows.filter(office__path__startswith=office.path)
    if since := wanted.get("since"):
        rows = rows.filter(happened_at__date__gte=since)
    return rows.filter(happened_at__date__lte=wanted["until"]) if wanted.get("until") else rows


def offices_below(organ: str) -> QuerySet[Office]:
    """Return the offices of the organ, in the order of the tree."""
    return Office.objects.filter(path__startswith=organ).order_by("path")


def last_sweep() -> Sweep | None:
    """Return the newest sweep."""
    return Sweep.objects.order_by("-at").first()


def card_with(card_id: int) -> Card | None:
    """Return a card with incident, people and office loaded."""
    related = ("incident__document", "person__office", "office", "issued_by", "settled_by", "ruled_by")
    return Card.objects.filter(pk=card_id).select_related(*related).first()


def cards_for(own: Identity) -> QuerySet[Card]:
    """Return the cards that concern the person: to the person, or as a head to an office below; newest first."""
    mine = Q(person=own.person)
    if Role.DIVISION_HEAD in own.roles:
        mine |= Q(person__isnull=True, office__path__startswith=own.path)
    return _loaded().filter(mine)


def to_answer(own: Identity) -> QuerySet[Card]:
    """Return the cards that wait for the person's explanation."""
    return cards_for(own).filter(state=CardState.ISSUED)


def to_rule(own: Identity) -> QuerySet[Card]:
    """Return the cards that wait for the person's ruling: explained ones for the General Office, appeals also for
    signatories, of the organ and not their own; appeals not for whoever gave or upheld the card (rule 87)."""
    appeals = Q(state=CardState.APPEALED) & ~Q(issued_by=own.person) & ~Q(settled_by=own.person)
    open_to = {Role.OFFICE_SECRETARY: Q(state=CardState.EXPLAINED) | appeals, Role.SIGNATORY: appeals}
    asked = Q(pk__in=[])
    for role in own.roles & open_to.keys():
        asked |= open_to[Role(role)]
    return _loaded().filter(asked, office__path__startswith=paths_to(own.path)[0]).exclude(person=own.person)


def listed(own: Identity) -> QuerySet[Card]:
    """Return the cards that concern the person or wait for their ruling, newest first."""
    return cards_for(own) | to_rule(own)


def card_rows(found: QuerySet[Card]) -> QuerySet[Card]:
    """Return the cards with incident, document, person and office loaded."""
    return found.select_related("incident__document", "person", "office")


def _loaded() -> QuerySet[Card]:
    return card_rows(Card.objects.order_by("-pk"))


def steps_of(card: Card) -> list[CardStep]:
    """Return each act on the card, oldest first, with people loaded (one query)."""
    return list(CardStep.objects.filter(card=card).select_related("by__office").order_by("pk"))


def is_late(card: Card, today: date) -> bool:
    """Test if the day for the explanation has passed without one."""
    return card.state == CardState.ISSUED and today > card.due_on


def possible(card: Card, act: CardAct) -> bool:
    """Test if the card's state allows the act."""
    return (card.state, act.value) in AFTER


def concerned_by(about: Incident | Card) -> frozenset[int]:
    """Return whom an incident or a card is about: its person, else the heads of its office (`office` loaded)."""
    if about.person_id is not None:
        return frozenset({about.person_id})
    heads = users_with_role(Role.DIVISION_HEAD).filter(office__path__in=paths_to(about.office.path))
    return frozenset(heads.values_list("pk", flat=True))


@provides(CardFacts)
def card_facts(subject: dict[str, Any]) -> CardFacts:
    """Gather from {by, and incident (about to get a card) or card}."""
    card: Card | None = subject.get("card")
    given = (card.issued_by_id, card.settled_by_id) if card else ()
    return CardFacts(
        concerned=concerned_by(card or subject["incident"]),
        decided_by=frozenset(who for who in given if who is not None),
        by=subject["by"].pk,
    )
