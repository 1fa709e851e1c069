"""办理: the decision of a desk, in one transaction with everything that follows from it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from common.clock import office_date
from common.errors import NotFound
from common.gate import Gate
from deadlines import services as deadlines
from documents import services as documents
from documents.choices import Action, Direction, Status
from documents.facts import Subject
from documents.models import Document, NumberSeries
from documents.selectors import whole
from interpretation import services as interpretation
from publication import services as publication
from publication.facts import Timing
from review import chains, findings
from review import services as review
from review.choices import CONFIDENTIALITY_CHAIN, CONFIRMED_WITHHOLDING, Desk, ReturnReason, Verdict
from review.facts import OpinionFacts
from review.models import Opinion
from review.selectors import Case
from review.services.opinions import Given
from review.topics import heads_of
from workflow import policies
from workflow.engine import run
from workflow.engine.actor import Actor
from workflow.models import DeskTask
from workflow.services.answers import is_leaders_doubt, keep_open
from workflow.services.cosigns import advise
from workflow.services.held import Held, subject_for, take
from workflow.services.reopening import carry_out
from workflow.services.returns import Back, send_back


@dataclass(frozen=True, slots=True)
class Act:
    """What a person gives at a desk: the opinion, at the register desk series and date, at the release desk the
    moment of a release that is not to be at once."""

    given: Given
    series: NumberSeries | None = None
    issued_on: date | None = None
    timing: Timing | None = None


def desk_gate(*, task: DeskTask, by: User, at: datetime) -> Gate:
    """Return the gate that the page shows for a task: the same one that `decide` asks.

    Raises NotFound when the task asks somebody else.
    """
    identity = policies.acting_as(by, task, office_date(at))
    if identity is None:
        raise NotFound
    document = whole(task.document_id)
    actor = Actor(by=by, on_behalf_of=identity.on_behalf_of, at=at)
    return _gate_of(task.desk, subject_for(task, document, Case(document), actor))


@transaction.atomic
def decide(*, task_id: int, token: str | None, act: Act, by: User, at: datetime) -> Document:
    """Give the decision of a desk and run on to the next desks; all of it or nothing.

    Raises NotFound, TaskClosed, RightLost, HeldByOther, Stale, GateClosed, VerdictUnknown, TextMissing,
    ScheduleNotAhead.
    """
    held = take(task_id=task_id, token=token, by=by, at=at)
    if held.task.cosign is not None and held.task.cosign.is_loan:
        return advise(held, act.given.text)
    _prepare(held, act)
    _gate_of(held.task.desk, held.subject).check()
    opinion = _record(held, act)
    held.case.add(opinion)
    if opinion.verdict == Verdict.MUST_CLASSIFY:
        return _classify(held)
    if is_leaders_doubt(held, opinion):
        return keep_open(held)
    if opinion.verdict == Verdict.CONDITIONAL:
        return _give_back(held, opinion)
    if held.desk == Desk.SIGN and held.document.proposed_id is not None:
        return carry_out(held)
    if held.task.cosign is not None:
        _answer(held, opinion)
    if held.desk == Desk.RELEASE:
        _order(held, act)
    run.finish(held.task, held.document, held.actor, held.subject.gathered)
    return held.document


def _gate_of(desk: str, subject: Subject) -> Gate:
    label = str(Desk(desk).label)
    upward = desk == Desk.SIGN and subject.document.direction == Direction.UP
    return Gate(desk, label, subject, extra=Gate("sign_upward", label, subject).unmet if upward else ())


def _prepare(held: Held, act: Act) -> None:
    if held.desk in CONFIDENTIALITY_CHAIN:
        held.subject.gathered["opinion"] = _proposed(held, act.given)
    if held.desk == Desk.INTERPRETATION_COSIGN:
        held.subject.gathered["conditional"] = act.given.verdict == Verdict.CONDITIONAL
    if held.desk == Desk.DISCLOSURE_CHECK:
        held.subject.gathered["confirmed"] = CONFIRMED_WITHHOLDING in act.given.checklist
    if held.desk == Desk.REGISTER:
        held.document.series, held.document.issued_on = act.series, act.issued_on
    if held.desk == Desk.RELEASE:
        held.subject.gathered["timing"] = act.timing


def _order(held: Held, act: Act) -> None:
    """Write down at which moment the worker is to release the document; None: at once."""
    if act.timing is None:
        return
    publication.schedule(
        document=held.document,
        timing=act.timing,
        by=_person(held.actor),
        on_behalf_of=held.actor.on_behalf_of,
        at=held.actor.at,
    )


def _proposed(held: Held, given: Given) -> OpinionFacts:
    doubt = chains.doubt_of(held.case.held) if held.desk == Desk.CONFIDENTIALITY_LEADER else None
    scan, ticked = findings.scan_for(held.subject), frozenset(given.checklist)
    heads = frozenset(heads_of(scan.topics if scan else ()))
    return OpinionFacts(
        verdict=given.verdict,
        text=given.text,
        checklist=ticked,
        by_person=True,
        heads=heads,
        doubted=doubt is not None,
        answer=chains.answer_to(doubt),
    )


def _record(held: Held, act: Act) -> Opinion:
    cosign = held.task.cosign
    return review.record_opinion(
        document=held.document,
        present=held.case.present,
        desk=held.desk,
        given=act.given,
        office=review.office_of(cosign) if cosign else None,
        by=_person(held.actor),
        on_behalf_of=held.actor.on_behalf_of,
        at=held.actor.at,
    )


def _answer(held: Held, opinion: Opinion) -> None:
    assert held.task.cosign is not None  # noqa: S101
    review.answer_cosign(row=held.task.cosign, opinion=opinion, at=held.actor.at)
    review.close_if_answered(round_=held.task.cosign.round, at=held.actor.at)


def _give_back(held: Held, opinion: Opinion) -> Document:
    """同意，但须按意见修改: the drafter answers the comments, the news office confirms; until then it is no consent."""
    send_back(held, Back(Desk.REVISE, ReturnReason.PLAN, opinion.text))
    return held.document


def _classify(held: Held) -> Document:
    """R12: it must be classified: erase the content everywhere, keep the fact, end the handling here."""
    actor, document = held.actor, held.document
    review.cancel_round(document=document, why="终止办理", by=_person(actor), at=actor.at)
    if document.proposed_id is not None:
        why, behalf = "应当定密，终止办理", actor.on_behalf_of
        documents.keep_on_file(document=document, reason=why, by=_person(actor), on_behalf_of=behalf, at=actor.at)
    review.erase(document=document)
    deadlines.erase_extensions(document_id=document.pk)
    interpretation.erase(document=document, at=actor.at)
    publication.erase(document=document, at=actor.at)
    documents.erase(document=document, by=_person(actor), on_behalf_of=actor.on_behalf_of, at=actor.at)
    run.stop(held.task.process, actor)
    if document.status == Status.IN_REVIEW:
        documents.move(
            document=document, action=Action.DISCARD, by=actor.by, on_behalf_of=actor.on_behalf_of, at=actor.at
        )
    return document


def _person(actor: Actor) -> User:
    assert actor.by is not None  # noqa: S101
    return actor.by
