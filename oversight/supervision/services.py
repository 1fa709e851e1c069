"""巡查, 发牌 and what follows: each thing found once, each act on a card a step that stays."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from accounts.selectors import users_with_role
from audit import services as audit
from common.clock import office_date
from common.errors import NotFound
from common.gate import Gate
from deadlines.selectors import calendar, crossings_since
from documents.models import Document
from notices import services as notices
from oversight.models import Card, CardStep, Incident, Sweep
from oversight.supervision.choices import CardAct, CardColour, CardState, after
from oversight.supervision.criteria import CRITERIA, Criterion
from oversight.supervision.errors import CardClosed, CardGiven, CardNeedsWords, ExplanationAwaited
from oversight.supervision.finding import FINDERS, Found, Sight, journal_since
from oversight.supervision.selectors import concerned_by, is_late, last_sweep
from workflow.policies import paths_to

AGAIN, FIRST = timedelta(hours=1), timedelta(days=30)  # how far a sweep looks back before the last one, and the first
CHAIN = "supervision"


@transaction.atomic
def sweep(*, at: datetime) -> int:
    """Look at all that exists by every criterion and keep what was not found before; return how much that is.

    Several workers at once find each thing once: the criterion and the key of a row are unique.
    """
    last = last_sweep()
    since = last.at - AGAIN if last else at - FIRST
    sight = Sight(at, journal_since(since), tuple(crossings_since(since)))
    made = sum(_keep(each, list(FINDERS[each.code](sight)), at) for each in CRITERIA.values())
    Sweep.objects.get_or_create(at=at, defaults={"found": made})
    if made:
        audit.record(chain=CHAIN, verb="oversight.swept", facts={"count": made}, by=None, at=at)
    return made


def _keep(criterion: Criterion, found: list[Found], at: datetime) -> int:
    rows = Incident.objects.filter(criterion=criterion.code, key__in=[each.key for each in found])
    known = set(rows.values_list("key", flat=True))
    new = {each.key: each for each in found if each.key not in known}
    if not new:
        return 0
    offices = _offices(new.values())
    Incident.objects.bulk_create(
        [_incident(criterion, each, offices[each.key], at) for each in new.values()], ignore_conflicts=True
    )
    return len(new)


def _offices(found: Iterable[Found]) -> dict[str, int]:
    """Return to which office each thing belongs: its own, else that of its person, else that of its document."""
    found = list(found)
    people = dict(User.objects.filter(pk__in={f.person_id for f in found}).values_list("pk", "office_id"))
    made = dict(Document.objects.filter(pk__in={f.document_id for f in found}).values_list("pk", "office_id"))
    return {
        each.key: each.office_id or people.get(each.person_id or 0) or made[each.document_id or 0] for each in found
    }


def _incident(criterion: Criterion, found: Found, office_id: int, at: datetime) -> Incident:
    return Incident(
        criterion=criterion.code,
        key=found.key,
        rule=found.rule or criterion.rule,
        kind=criterion.kind,
        colour=criterion.colour,
        person_id=found.person_id,
        office_id=office_id,
        document_id=found.document_id,
        desk=found.desk,
        happened_at=found.happened_at,
        found_at=at,
    )


def issuing_gate(*, incident: Incident, by: User) -> Gate:
    """Return the gate that the page shows for 发牌: the one that `issue` asks."""
    return Gate("card_issue", "发牌", {"incident": incident, "by": by})


@transaction.atomic
def issue(*, incident_id: int, colour: str, by: User, at: datetime) -> Card:
    """Give a card for an incident to its person, or to its office where nobody is named, and tell them.

    Raises NotFound, CardGiven, GateClosed.
    """
    rows = Incident.objects.select_for_update(of=("self",)).select_related("office")
    incident = rows.filter(pk=incident_id).first()
    if incident is None:
        raise NotFound
    if Card.objects.filter(incident=incident).exists():
        raise CardGiven
    issuing_gate(incident=incident, by=by).check()
    due = calendar(incident.office.path).add_working_days(office_date(at), incident.by_criterion.days).on
    card = Card.objects.create(
        incident=incident,
        colour=CardColour(colour),
        person_id=incident.person_id,
        office=incident.office,
        due_on=due,
        issued_by=by,
        issued_at=at,
    )
    _step(card, CardAct.ISSUE, "", by, at)
    _tell(card, concerned_by(card), f"收到{card.get_colour_display()}：请于{due:%Y-%m-%d}前说明情况", at)
    return card


def acting_gate(*, card: Card, act: CardAct, by: User) -> Gate:
    """Return the gate that the page shows for an act on a card: the one that `act_on` asks."""
    return Gate(f"card_{act.value}", str(act.label), {"card": card, "by": by})


@transaction.atomic
def act_on(*, card_id: int, act: CardAct, text: str, by: User, at: datetime) -> Card:
    """Explain, settle, appeal or rule on an appeal, in words. The caller has asked who may.

    Raises NotFound, CardClosed, CardNeedsWords, ExplanationAwaited, GateClosed.
    """
    card = Card.objects.select_for_update(of=("self",)).select_related("office", "incident").filter(pk=card_id).first()
    if card is None:
        raise NotFound
    follows = after(card.state, act)
    if follows is None:
        raise CardClosed(state=card.get_state_display(), act=act.label)
    if not text.strip():
        raise CardNeedsWords(act=act.label)
    acting_gate(card=card, act=act, by=by).check()
    if card.state == CardState.ISSUED and act == CardAct.UPHOLD and not is_late(card, office_date(at)):
        raise ExplanationAwaited(due=f"{card.due_on:%Y-%m-%d}")
    if act in {CardAct.UPHOLD, CardAct.WITHDRAW}:
        card.settled_by = by
    if act in {CardAct.REJECT, CardAct.GRANT}:
        card.ruled_by = by
    card.state = follows
    card.save(update_fields=["state", "settled_by", "ruled_by"])
    step = _step(card, act, text.strip(), by, at)
    _tell_of(card, step, at)
    return card


def _step(card: Card, act: CardAct, text: str, by: User, at: datetime) -> CardStep:
    step = CardStep.objects.create(card=card, act=act, state=card.state, text=text, by=by, at=at)
    facts = {"incident": card.incident_id, "colour": card.colour, "state": card.state}
    audit.record(chain=f"card:{card.pk}", verb=f"oversight.card_{act.value}", facts=facts, by=by, at=at)
    return step


def _rulers(card: Card) -> set[int]:
    """Return who may rule on an appeal beside the General Office: the signatories of the organ."""
    organ = paths_to(card.office.path)[0]
    signatories = users_with_role(Role.SIGNATORY).filter(office__path__startswith=organ)
    return set(signatories.exclude(pk__in=concerned_by(card)).values_list("pk", flat=True))


def _tell_of(card: Card, step: CardStep, at: datetime) -> None:
    """Tell the other side what was done."""
    if step.act in {CardAct.EXPLAIN, CardAct.APPEAL}:
        to, words = {card.issued_by_id}, f"{card}：对方已{step.get_act_display()}"
        to |= _rulers(card) if step.act == CardAct.APPEAL else set()
    else:
        to, words = set(concerned_by(card)), f"{card}：{step.get_act_display()}"
    _tell(card, to, words, at, step.pk)


def _tell(card: Card, to: Collection[int], text: str, at: datetime, step: int = 0) -> None:
    url = reverse("oversight:card", args=[card.pk])
    key = f"card:{card.pk}:{step}"
    notices.tell(to=to, kind="card", key=key, text=text, url=url, colour=card.colour, at=at)


def export(*, count: int, by: User, at: datetime) -> None:
    """Write down that the audit administrator exports the incidents (R84)."""
    audit.record(chain=CHAIN, verb="oversight.incidents_exported", facts={"count": count}, by=by, at=at)
