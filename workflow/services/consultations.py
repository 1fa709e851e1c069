"""征求意见: who may consult others about a document, read what came of it, and decide after silence or an objection."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from audit import services as audit
from common.clock import office_date
from common.errors import NotFound
from documents import selectors as documents_of
from documents.choices import Attribute
from documents.models import Document
from documents.services.moves import subject_of
from review import consultation_selectors as consultations
from review import letters
from review import services as review
from review.choices import Consulted, ConsultStep, Reply
from review.consultation_selectors import Consulting
from review.consulting import DECIDED, last_of, steps_open
from review.findings import latest_scan
from review.letters import Asking, Telling
from review.models import Consultation, ConsultationStep
from review.selectors import makers_of
from review.services import Happened, Wanted
from review.services.consultations import OVER
from workflow import policies, selectors
from workflow.errors import Stale
from workflow.policies import Identity
from workflow.services.held import open_process

NOT_CONCERNED = "文中提及该机关，经核对不涉及其制作、掌握的信息"


@dataclass(frozen=True, slots=True)
class OpenedConsultation:
    """A consultation as one person may read it; `steps` are what the person may record now."""

    found: Consulting
    document: Document
    steps: list[ConsultStep]

    @property
    def token(self) -> str:
        """Return what the page has seen: the last step."""
        return token_of(self.found)


def token_of(found: Consulting) -> str:
    """Return the token of a consultation's page."""
    return str(found.steps[-1].pk)


@dataclass(frozen=True, slots=True)
class _Acting:
    """Who is about to act, and in whose names."""

    by: User
    identities: list[Identity]
    at: datetime

    def identity_for(self, step: ConsultStep, found: Consulting, document: Document) -> Identity | None:
        """Return in whose name the person may record the step.

        A decision is an officer's who did not make the document; another's consultation is taken back by an officer.
        """
        if step == ConsultStep.DECIDED:
            return self._deciding(document)
        if step == ConsultStep.CANCELLED and not {each.person.pk for each in self.identities} & _openers(found):
            return policies.consulting_officer(self.identities, document)
        return policies.consulting_as(self.identities, document)

    def _deciding(self, document: Document) -> Identity | None:
        identity = policies.consulting_officer(self.identities, document)
        if identity is None:
            return None
        makers = makers_of(document, subject_of(document, self.by, identity.on_behalf_of, self.at))
        return None if {self.by.pk, identity.person.pk} & makers else identity


def _openers(found: Consulting) -> set[int]:
    return {who for who in (found.opened.by_id, found.opened.on_behalf_of_id) if who is not None}


def read_consultation(*, consultation_id: int, by: User, at: datetime) -> OpenedConsultation:
    """Return a consultation for whoever may read the version that it is about. Raises NotFound."""
    day = office_date(at)
    found = consultations.consultation_with(consultation_id, day)
    document = selectors.document_for(by, found.consultation.document_id, day)
    if not selectors.sight_of(by, document, day).sees(found.consultation.version.serial):
        raise NotFound
    acting = _Acting(by, policies.identities(by, day), at)
    steps = [step for step in steps_open(found.asked()) if acting.identity_for(step, found, document) is not None]
    return OpenedConsultation(found, document, [] if document.status in OVER else steps)


def open_page(*, consultation_id: int, by: User, at: datetime) -> OpenedConsultation:
    """Return a consultation for its page; journalled where the document is not 主动公开. Raises NotFound."""
    opened = read_consultation(consultation_id=consultation_id, by=by, at=at)
    document = opened.document
    if document.decision and document.decision.attribute != Attribute.PROACTIVE:
        audit.record_view(chain=f"document:{document.pk}", page="征求意见", by=by, at=at)
    return opened


def may_consult(*, document: Document, by: User, at: datetime) -> bool:
    """Test if the person may open a consultation on the document as it is now."""
    day = office_date(at)
    if document.status in OVER or document.version is None:
        return False
    if not selectors.sight_of(by, document, day).sees(document.version.serial):
        return False
    return policies.consulting_as(policies.identities(by, day), document) is not None


@transaction.atomic
def consult(*, document_id: int, wanted: Wanted, by: User, at: datetime) -> Consultation:
    """Open a consultation; a document that concerns a third party does not go out before it is settled (R29).

    Raises NotFound, ConsultationTooLate, ConsultationTwice.
    """
    day = office_date(at)
    selectors.document_for(by, document_id, day)
    document = documents_of.locked(document_id)
    identity = policies.consulting_as(policies.identities(by, day), document)
    seen = document.version is not None and selectors.sight_of(by, document, day).sees(document.version.serial)
    if identity is None or not seen:
        raise NotFound
    return review.open_consultation(document=document, wanted=wanted, by=by, on_behalf_of=identity.on_behalf_of, at=at)


def unasked_of(*, document: Document, day: date) -> list[str]:
    """Return the agencies that what the public is to read concerns, and about which nobody has said anything (R25)."""
    return consultations.unasked(latest_scan(document), consultations.consultations_of(document.pk, day))


@transaction.atomic
def set_aside(*, document_id: int, agencies: Collection[str], reason: str, by: User, at: datetime) -> None:
    """Record that the text does not concern agencies that it names, with the reason (R25).

    Each is a consultation that was opened and taken back. Raises NotFound, ConsultationTooLate, ConsultationTwice,
    ConsultationWordsMissing.
    """
    open_process(document_id)
    for name in agencies:
        wanted = Wanted(Consulted.OTHER_AGENCY, name, NOT_CONCERNED)
        row = consult(document_id=document_id, wanted=wanted, by=by, at=at)
        happened = Happened(ConsultStep.CANCELLED, text=reason)
        record_consultation(consultation_id=row.pk, token=None, happened=happened, by=by, at=at)


@transaction.atomic
def record_consultation(
    *, consultation_id: int, token: str | None, happened: Happened, by: User, at: datetime
) -> ConsultationStep:
    """Record what happened to a consultation.

    Raises NotFound, Stale, ConsultationTooLate, ConsultationUnfit, ConsultationWordsMissing, ConsultationDayWrong.
    """
    opened = read_consultation(consultation_id=consultation_id, by=by, at=at)
    open_process(opened.document.pk)  # the desks' limits are counted again: process first, as everywhere
    document = documents_of.locked(opened.document.pk)
    found = consultations.consultation_with(consultation_id, office_date(at))
    acting = _Acting(by, policies.identities(by, office_date(at)), at)
    identity = acting.identity_for(happened.kind, found, document)
    if identity is None:
        raise NotFound
    if token is not None and token != token_of(found):
        raise Stale(what="征求意见")
    return review.record_step(
        document=document,
        consultation_id=consultation_id,
        happened=happened,
        by=by,
        on_behalf_of=identity.on_behalf_of,
        at=at,
    )


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as a Word file."""

    filename: str
    data: bytes


def fetch_letter(*, consultation_id: int, told: bool, by: User, at: datetime) -> Letter:
    """Return the letter that asks, or the one that tells the decision; journalled.

    Raises NotFound, also while there is no decision to tell.
    """
    opened = read_consultation(consultation_id=consultation_id, by=by, at=at)
    if policies.consulting_as(policies.identities(by, office_date(at)), opened.document) is None:
        raise NotFound
    if told and not has_decision_to_tell(opened.found):
        raise NotFound
    data = letters.telling_letter(_telling(opened)) if told else letters.asking_letter(_asking(opened))
    row = opened.found.consultation
    facts = {"consultation": row.pk, "told": told}
    audit.record(chain=f"document:{row.document_id}", verb="consultation.letter", facts=facts, by=by, at=at)
    title = letters.TOLD_TITLE if told else letters.TITLES[row.kind]
    return Letter(f"{title}（第{row.pk}号）.docx", data)


def has_decision_to_tell(found: Consulting) -> bool:
    """Test if there is a decision that a third party has to be told (条例32)."""
    return found.consultation.kind == Consulted.THIRD_PARTY and found.standing in DECIDED


def _asking(opened: OpenedConsultation) -> Asking:
    row, document = opened.found.consultation, opened.document
    day = opened.found.opened.day
    return Asking(row.kind, document.issuing_body, row.addressee, document.title, row.matter, day)


def _telling(opened: OpenedConsultation) -> Telling:
    steps = opened.found.steps
    decision = last_of(steps, ConsultStep.DECIDED)
    assert decision is not None  # noqa: S101  # the caller has asked
    answer = last_of(steps, ConsultStep.ANSWERED)
    answered_on = answer.day if answer and answer.outcome == Reply.OBJECTS else None
    return Telling(_asking(opened), decision.outcome, decision.text, decision.day, answered_on, decision.day)
