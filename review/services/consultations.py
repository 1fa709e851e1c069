"""征求意见: opening a consultation and every step of it; silence never becomes an answer (条例11、15、32、34)."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from audit import services as audit
from common.clock import office_date
from deadlines.facts import Due
from deadlines.limits import consultation_due
from deadlines.selectors import calendar
from documents.choices import Status
from documents.models import Document
from review import clocks
from review.choices import Consulted, ConsultStep, Reply
from review.consultation_selectors import Consulting, consultation_with, consultations_of
from review.consulting import SETTLED, last_of, steps_open
from review.errors import (
    ConsultationDayWrong,
    ConsultationTooLate,
    ConsultationTwice,
    ConsultationUnfit,
    ConsultationWordsMissing,
)
from review.models import Consultation, ConsultationStep

ERASED = "（已按保密规定清除）"
OVER = frozenset({Status.PUBLISHED, Status.DISCARDED})
NEED_WORDS = frozenset({ConsultStep.DECIDED, ConsultStep.WAIVED, ConsultStep.CANCELLED})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to consult about what: kind (Consulted), addressee, and which content of the document concerns them."""

    kind: str
    addressee: str
    matter: str


@dataclass(frozen=True, slots=True)
class Happened:
    """A step as it is about to be recorded; `day` is the day outside the house, today unless given."""

    kind: ConsultStep
    outcome: str = ""
    text: str = ""
    day: date | None = None


def open_consultation(
    *, document: Document, wanted: Wanted, by: User, on_behalf_of: User | None = None, at: datetime
) -> Consultation:
    """Open a consultation on the present content of the locked document; from now on it must be settled (R25, R29).

    Raises ConsultationTooLate, ConsultationTwice.
    """
    _check_status(document)
    kind, name = Consulted(wanted.kind), wanted.addressee.strip()
    for each in consultations_of(document.pk, office_date(at)):
        same = each.consultation.kind == kind and each.consultation.addressee == name
        if same and each.standing not in SETTLED:
            raise ConsultationTwice
    assert document.version is not None  # noqa: S101  # a document has one
    made = Consultation.objects.create(
        document=document,
        version=document.version,
        content_sm3=document.version.content_sm3,
        kind=kind,
        addressee=name,
        matter=wanted.matter.strip(),
    )
    _write(made, Happened(ConsultStep.OPENED), by, on_behalf_of, at)
    return made


def record_step(
    *,
    document: Document,
    consultation_id: int,
    happened: Happened,
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> ConsultationStep:
    """Record what happened to a consultation of the locked document.

    A receipt starts the clock of 15 working days; an answer after a decision opens it again; a decision needs an
    objection or a third party's silence. Raises NotFound, ConsultationTooLate, ConsultationUnfit,
    ConsultationWordsMissing, ConsultationDayWrong.
    """
    _check_status(document)
    found = consultation_with(consultation_id, office_date(at))
    if happened.kind not in steps_open(found.asked()):
        raise ConsultationUnfit(standing=found.standing.value, act=happened.kind.label)
    if _needs_words(happened) and not happened.text.strip():
        raise ConsultationWordsMissing(act=happened.kind.label)
    _check_day(found, happened, at)
    return _write(found.consultation, happened, by, on_behalf_of, at)


def _check_status(document: Document) -> None:
    if document.status in OVER:
        raise ConsultationTooLate(status=document.get_status_display())


def _needs_words(happened: Happened) -> bool:
    return happened.kind in NEED_WORDS or happened.outcome == Reply.OBJECTS


AFTER = {ConsultStep.ANSWERED: ConsultStep.RECEIVED, ConsultStep.TOLD: ConsultStep.DECIDED}


def _check_day(found: Consulting, happened: Happened, at: datetime) -> None:
    before = last_of(found.steps, AFTER.get(happened.kind, ConsultStep.OPENED)) or found.opened
    day = happened.day or office_date(at)
    if not before.day <= day <= office_date(at):
        raise ConsultationDayWrong(after=f"{before.get_kind_display()}之日（{before.day:%Y-%m-%d}）")


def _write(
    row: Consultation, happened: Happened, by: User, on_behalf_of: User | None, at: datetime
) -> ConsultationStep:
    day = happened.day or office_date(at)
    due = _due(row, day) if happened.kind == ConsultStep.RECEIVED else None
    step = ConsultationStep.objects.create(
        consultation=row,
        kind=happened.kind,
        outcome=happened.outcome,
        day=day,
        due_on=due.on if due else None,
        due_is_provisional=due.provisional if due else False,
        due_version=due.version if due else None,
        text=happened.text.strip(),
        by=by,
        on_behalf_of=on_behalf_of,
        at=at,
    )
    facts = {"consultation": row.pk, "kind": row.kind, "outcome": happened.outcome, "day": day.isoformat()}
    if due:
        facts |= {"due": due.on.isoformat(), "calendar": due.version}
    verb, chain = f"consultation.{happened.kind.value}", f"document:{row.document_id}"
    audit.record(chain=chain, verb=verb, facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
    clocks.follow(step, row.document)
    return step


def _due(row: Consultation, received_on: date) -> Due:
    return consultation_due(row.kind, received_on, calendar=calendar(row.document.lead_office.path))


def erase_consultations(*, document: Document) -> None:
    """Empty every word of the consultations that may quote a content that has to be erased (R12)."""
    Consultation.objects.filter(document=document).update(addressee=ERASED, matter=ERASED)
    ConsultationStep.objects.filter(consultation__document=document).exclude(text="").update(text=ERASED)
