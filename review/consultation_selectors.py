"""Reads: the consultations of a document with where they stand, and the facts that rules 7, 25, 29 ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from common.clock import office_date
from common.composed import Composed
from common.errors import NotFound
from common.gate import provides
from common.prepared import Prepared, Slot
from documents.choices import Attribute, Status
from documents.facts import Subject
from documents.models import Document
from documents.rules import withholds_what_is_due
from review import consulting
from review.agencies import one_name
from review.choices import Consulted, Reply
from review.consulting import Asked, Standing
from review.facts import ConfirmationFacts, ConsultationFacts
from review.findings import scan_for
from review.models import Consultation, ConsultationStep, Scan

UNDER_WAY = (Status.DRAFT, Status.IN_REVIEW, Status.SIGNED, Status.ISSUED, Status.RETRACTED)


@dataclass(frozen=True, slots=True)
class Consulting:
    """One consultation with its steps, oldest first, and where it stands on the day."""

    consultation: Consultation
    steps: list[ConsultationStep]
    standing: Standing

    def asked(self) -> Asked:
        """Return what an act asks of it."""
        return Asked(self.consultation.kind, self.standing, self.steps)

    @property
    def opened(self) -> ConsultationStep:
        """Return the step that began it."""
        return self.steps[0]


_steps = Prepared(
    lambda: (
        ConsultationStep.objects.filter(consultation__document_id=Slot("document"))
        .select_related("consultation")
        .order_by("pk")
    )
)

_steps_of_one = Prepared(
    lambda: (
        ConsultationStep.objects.filter(consultation_id=Slot("consultation"))
        .select_related("consultation__document", "consultation__version", "by__office", "on_behalf_of")
        .defer("consultation__version__content", "consultation__version__hidden")
        .order_by("pk")
    )
)


def _grouped(steps: list[ConsultationStep], day: date) -> list[Consulting]:
    found: dict[int, list[ConsultationStep]] = {}
    for step in steps:
        found.setdefault(step.consultation_id, []).append(step)
    rows = [(each[0].consultation, each) for each in found.values()]
    return [Consulting(row, each, consulting.standing_of(row.kind, each, day)) for row, each in rows]


def consultations_of(document_id: int, day: date) -> list[Consulting]:
    """Return the consultations of the document as they stand on the office day, oldest first (one query)."""
    related = ("consultation__version", "by__office", "on_behalf_of")
    steps = ConsultationStep.objects.filter(consultation__document_id=document_id).select_related(*related)
    hidden = ("consultation__version__content", "consultation__version__hidden")
    return _grouped(list(steps.defer(*hidden).order_by("pk")), day)


def consultation_with(consultation_id: int, day: date) -> Consulting:
    """Return one consultation with people and document loaded (one query). Raises NotFound."""
    found = _grouped(_steps_of_one(consultation=consultation_id), day)
    if not found:
        raise NotFound
    return found[0]


def unsettled() -> QuerySet[Consultation]:
    """Return the consultations that may still wait for somebody: no answer yet, or an objection without a decision."""
    weighing = ConsultationStep.objects.filter(consultation=OuterRef("pk"), kind__in=sorted(consulting.WEIGHING))
    last = Subquery(weighing.order_by("-pk").values("outcome")[:1])
    waiting = Q(last=Reply.OBJECTS) | ~Exists(weighing)
    return Consultation.objects.alias(last=last).filter(waiting, document__status__in=UNDER_WAY)


def standing_now(rows: Composed[Consultation], day: date, most: int) -> list[Consulting]:
    """Return the newest of these consultations as they stand on the office day, oldest first (one query)."""
    return _grouped(rows.then(_steps_of_newest, most).rows(), day)


def _steps_of_newest(rows: QuerySet[Consultation], most: int) -> QuerySet[ConsultationStep]:
    related = ("consultation__document__office", "consultation__version", "by__office", "on_behalf_of")
    newest = rows.order_by("-pk").values("pk")[:most]
    steps = ConsultationStep.objects.filter(consultation__in=newest).select_related(*related)
    hidden = ("consultation__version__content", "consultation__version__hidden")
    return steps.defer(*hidden).order_by("pk")


@provides(ConsultationFacts)
def consultation_facts(subject: Subject) -> ConsultationFacts:
    """Gather how the consultations of the subject's document stand on the office day of the act (two queries).

    The scan is read only for what is to become public, and once for the whole gate.
    """
    document: Document = subject.document
    is_proactive = document.decision is not None and document.decision.attribute == Attribute.PROACTIVE
    found = _grouped(_steps(document=document.pk), office_date(subject.at))
    third = [each for each in found if each.consultation.kind == Consulted.THIRD_PARTY]
    others = [each for each in found if each.consultation.kind != Consulted.THIRD_PARTY]
    told = [each for each in third if each.standing is not Standing.PUBLISH or consulting.is_told(each.steps)]
    return ConsultationFacts(
        is_proactive=is_proactive,
        third_parties_open=sum(not _lets_out(each, document) for each in third),
        others_open=sum(not _agreed(each, document) for each in others),
        untold=len(third) - len(told),
        unasked=len(unasked(scan_for(subject), others)) if is_proactive else 0,
    )


def unasked(scan: Scan | None, consultations: Iterable[Consulting]) -> list[str]:
    """Return the agencies that the scanned text concerns and that no consultation names."""
    asked = [each.consultation for each in consultations if each.consultation.kind != Consulted.THIRD_PARTY]
    names = {one_name(each.addressee) for each in asked}
    return [name for name in (scan.agencies if scan else ()) if one_name(name) not in names]


def _agreed(each: Consulting, document: Document) -> bool:
    """Test if an agency agrees, is taken as agreeing, was waived with a reason, or was overruled in words."""
    return each.standing in {Standing.TAKEN_AS_CONSENT, Standing.WAIVED} or _lets_out(each, document)


def _lets_out(each: Consulting, document: Document) -> bool:
    """Test if the document may go out; what was to be removed is gone: the text is not the one asked about any more."""
    if each.standing is Standing.REDACT:
        return document.public_sm3 != each.consultation.content_sm3
    return each.standing in consulting.LETS_OUT


@provides(ConfirmationFacts)
def confirmation_facts(subject: Subject) -> ConfirmationFacts:
    """Return if the disclosure desk has to confirm a withholding, and whether it does; before it said, that it does."""
    decision = subject.document.decision_facts()
    due = decision is not None and withholds_what_is_due(decision)
    return ConfirmationFacts(due=due, confirmed=subject.gathered.get("confirmed", True))
