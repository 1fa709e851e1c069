"""Who sees and does what with cards: those concerned explain, the General Office settles, the audit only reads."""

from accounts.roles import Role
from oversight.models import Card, Incident
from oversight.supervision.choices import APPEAL_ACTS, CONCERNED_ACTS, OFFICE_ACTS, CardAct, acts_at
from workflow.policies import Identity, paths_to


def watches(own: Identity) -> bool:
    """Test if the person keeps the cards: the General Office."""
    return Role.OFFICE_SECRETARY in own.roles


def is_of_the_organ(own: Identity, about: Incident | Card) -> bool:
    """Test if an incident or card is of the person's organ."""
    return about.office.path.startswith(paths_to(own.path)[0])


def is_concerned(own: Identity, card: Card) -> bool:
    """Test if the card is the person's, or that of an office that the person heads."""
    if card.person_id is not None:
        return card.person_id == own.person.pk
    return Role.DIVISION_HEAD in own.roles and card.office.path.startswith(own.path)


def may_see(own: Identity, card: Card) -> bool:
    """Test if the page of the card opens to the person."""
    rules = watches(own) or Role.SIGNATORY in own.roles
    return is_concerned(own, card) or (rules and is_of_the_organ(own, card))


def may_act(own: Identity, card: Card, act: CardAct) -> bool:
    """Test if the person may do the act: its rules (R87) are the gate's, its state is the service's."""
    if act in CONCERNED_ACTS:
        return is_concerned(own, card)
    if act in OFFICE_ACTS:
        return watches(own) and is_of_the_organ(own, card)
    rules = watches(own) or Role.SIGNATORY in own.roles
    return act in APPEAL_ACTS and rules and is_of_the_organ(own, card)


def acts_of(own: Identity, card: Card) -> list[CardAct]:
    """Return what the person may do with the card as it stands now."""
    return [act for act in acts_at(card.state) if may_act(own, card, act)]
