"""Reads: what was decided on a document, and the facts that the rules ask."""

from collections import defaultdict
from typing import Any

from accounts import selectors as accounts
from common.clock import office_date
from common.gate import provides
from common.prepared import Prepared, Slot
from documents.choices import Aspect, EmergencyState
from documents.facts import Subject
from documents.models import Document
from interpretation import selectors as interpretation
from review import validity
from review.choices import CHECKLIST, CONFIDENTIALITY_CHAIN, Desk, Verdict
from review.facts import ActorFacts, OpinionFacts, ReturnFacts, ReviewFacts
from review.models import Cosign, CosignRound, Opinion, Return
from review.rules import SEPARATED_DESKS

SKIPPING = frozenset({EmergencyState.DECLARED, EmergencyState.RATIFIED})


def opinions_of(document_id: int) -> list[Opinion]:
    """Return every opinion on the document, oldest first (one query, people and offices loaded)."""
    related = ("by__office", "on_behalf_of", "office", "version")
    query = Opinion.objects.filter(document_id=document_id).select_related(*related)
    return list(query.defer("version__content", "version__hidden").order_by("pk"))


def returns_of(document_id: int) -> list[Return]:
    """Return every return of the document, newest first."""
    query = Return.objects.filter(document_id=document_id).select_related("by__office", "on_behalf_of", "version")
    return list(query.defer("version__content", "version__hidden").order_by("-pk"))


def present_of(document: Document, plan_sm3: str, cosign_offices: frozenset[int] = frozenset()) -> validity.Present:
    """Return the digests of what the document is now; relations must be loaded (`whole()`)."""
    judged = document.judged_decision
    return validity.Present(
        content=document.version.content_sm3 if document.version else "",
        public=document.public_sm3,
        decision=judged.sm3 if judged else "",
        routing=document.routing_sm3(),
        plan=plan_sm3,
        attribute=judged.attribute if judged else "",
        is_policy=document.is_policy,
        is_normative=document.is_normative,
        is_major=document.is_major,
        cosign_offices=cosign_offices,
        emergency=document.emergency in SKIPPING,
        routing_at_any_urgency=document.routing_at_any_urgency(),
    )


_opinions = Prepared(lambda: Opinion.objects.filter(document_id=Slot("document")).order_by("pk"))
_cosign_offices = Prepared(
    lambda: Document.cosign_offices.through.objects.filter(document_id=Slot("document")).values_list(
        "office_id", flat=True
    )
)


class Case:
    """All that is known of one document's reviews at one moment; gathered once for an act."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.opinions = _opinions(document=document.pk)
        plan = interpretation.current_plan(document.pk) if document.is_policy else None
        offices = _cosign_offices(document=document.pk)
        self.present = present_of(document, plan.sm3 if plan else "", frozenset(offices))
        self._weigh()

    def _weigh(self) -> None:
        self.held = [o for o in self.opinions if validity.holds(o, self.present)]
        self.chain = validity.confidentiality_chain(self.held)

    def add(self, opinion: Opinion) -> None:
        """Take note of the opinion that this act has just recorded."""
        self.opinions.append(opinion)
        self._weigh()

    def open_branches(self) -> list[Desk]:
        """Return the parallel desks that still have to be asked."""
        return validity.open_branches(list(self.held), self.present)

    def offices_left(self) -> frozenset[int]:
        """Return the co-signing offices that still have to be asked."""
        return validity.offices_left(self.held, self.present)

    def agreed(self, desk: Desk) -> bool:
        """Test if the latest held opinion of the desk agrees."""
        return validity.agreed(self.held, desk)


def case_of(subject: Subject) -> Case:
    """Return the case of a gate's subject, gathered once."""
    if "case" not in subject.gathered:
        subject.gathered["case"] = Case(subject.document)
    case: Case = subject.gathered["case"]
    return case


def makers_of(document: Document, subject: Subject) -> frozenset[int]:
    """Return who drafted or last edited, for whom, and who stands in for any of them on that day (R87).

    Gathered once for a gate.
    """
    if "makers" not in subject.gathered:
        subject.gathered["makers"] = _makers_of(document, subject)
    makers: frozenset[int] = subject.gathered["makers"]
    return makers


def _makers_of(document: Document, subject: Subject) -> frozenset[int]:
    version, decision = document.version, document.judged_decision
    makers = {document.drafter_id}
    if version:
        makers |= {version.uploaded_by_id, version.uploaded_for_id or version.uploaded_by_id}
    if decision:
        makers |= {decision.decided_by_id, decision.decided_for_id or decision.decided_by_id}
    return frozenset(makers | accounts.substitutes_of(makers, office_date(subject.at)))


def people_of(opinions: list[Any]) -> tuple[int, ...]:
    """Return actors and persons acted for, one number for each part that somebody had."""
    pairs = ((o.by_id, o.on_behalf_of_id) for o in opinions)
    return tuple(person for pair in pairs for person in pair if person is not None)


@provides(ReviewFacts)
def review_facts(subject: Subject) -> ReviewFacts:
    """Gather the state of all reviews of the subject's document."""
    case, document = case_of(subject), subject.document
    present, held = case.present, case.held
    against = [o for o in held if o.desk == Desk.DEPARTMENT_COSIGN and o.verdict != Verdict.AGREE]
    return ReviewFacts(
        attribute=present.attribute,
        is_policy=document.is_policy,
        is_normative=document.is_normative,
        is_major=document.is_major,
        has_content=bool(present.content),
        chain_desks=tuple(o.desk for o in case.chain),
        chain_verdicts=tuple(o.verdict for o in case.chain),
        chain_people=people_of(case.chain),
        makers=makers_of(document, subject),
        chain_complete=validity.chain_is_complete(case.chain, present.attribute),
        chain_favourable=validity.chain_is_favourable(case.chain, present.attribute),
        disclosure_agreed=case.agreed(Desk.DISCLOSURE_CHECK),
        news_agreed=validity.news_settled(list(held), present),
        legality_agreed=case.agreed(Desk.LEGALITY_REVIEW),
        cosigns_missing=len(case.offices_left()),
        cosigns_against=len(against),
        division_agreed=case.agreed(Desk.DIVISION_CHECK),
        office_agreed=case.agreed(Desk.OFFICE_CHECK),
    )


@provides(ActorFacts)
def actor_facts(subject: Subject) -> ActorFacts:
    """Gather what the person about to act did before on this document (subject.gathered["desk"])."""
    opinions, desk = case_of(subject).opinions, subject.gathered.get("desk", "")
    chain = [o for o in opinions if o.desk in CONFIDENTIALITY_CHAIN and o.desk != desk]
    separated = [o for o in opinions if o.desk in SEPARATED_DESKS and o.desk != desk]
    return ActorFacts(
        people=frozenset(who for who in (subject.by_id, subject.on_behalf_of_id) if who is not None),
        makers=makers_of(subject.document, subject),
        chain_people=frozenset(people_of(chain)),
        separated_people=frozenset(people_of(separated)),
    )


@provides(OpinionFacts)
def opinion_facts(subject: Subject) -> OpinionFacts:
    """Return the opinion about to be given; before one was typed, one that breaks nothing."""
    blank = OpinionFacts(Verdict.MAY_PUBLISH, "", frozenset(CHECKLIST), by_person=True)
    facts: OpinionFacts = subject.gathered.get("opinion", blank)
    return facts


@provides(ReturnFacts)
def return_facts(subject: Subject) -> ReturnFacts:
    """Return the return about to be given."""
    facts: ReturnFacts = subject.gathered["return"]
    return facts


def open_round(document_id: int) -> CosignRound | None:
    """Return the co-sign round that is running."""
    return CosignRound.objects.filter(document_id=document_id, closed_at__isnull=True).first()


def rounds_of(document_id: int) -> list[tuple[CosignRound, list[Cosign]]]:
    """Return every co-sign round with its rows, newest first (two queries)."""
    rounds = list(CosignRound.objects.filter(document_id=document_id).order_by("-serial"))
    rows = defaultdict(list)
    query = Cosign.objects.filter(round__in=rounds).select_related("office", "person", "opinion__by", "added_by")
    for row in query.order_by("pk"):
        rows[row.round_id].append(row)
    return [(each, rows[each.pk]) for each in rounds]


def changes_since(opinion: Opinion, present: validity.Present) -> list[Aspect]:
    """Return what changed since the opinion was given, among what its desk judged."""
    return validity.changed_aspects(opinion, present)
