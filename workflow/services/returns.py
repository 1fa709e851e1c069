"""退回: to a chosen earlier desk, with a reason, resuming where the returner says (R54)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from accounts.models import User
from common.gate import Gate
from documents import services as documents
from documents.choices import Action, Status
from documents.models import Document
from review import services as review
from review.choices import CONFIDENTIALITY_CHAIN, Desk, Resume
from review.facts import ReturnFacts
from review.models import Return
from review.selectors import present_of
from review.validity import parallel_desks
from workflow.desks import DESKS, EARLY_DESKS, ORDER
from workflow.engine import run
from workflow.errors import ReturnTarget
from workflow.services.held import Held, close, take

FROZEN = frozenset({Status.ISSUED, Status.RETRACTED})  # on the way to the public, with a number and a fixed content
CONDITIONAL = frozenset({Desk.INTERPRETATION_COSIGN, Desk.LEGALITY_REVIEW})  # not every document meets them
IN_REVIEW_OR_SIGNED = frozenset({Status.IN_REVIEW, Status.SIGNED})


@dataclass(frozen=True, slots=True)
class Back:
    """A return as given: to which desk, why, in which words, and where the work goes on."""

    to_desk: Desk
    reason: str
    text: str
    resume: Resume = Resume.DIRECT


def targets(desk: Desk, document: Document) -> list[Desk]:
    """Return the desks to which this desk may give the document back, in flow order (`whole()` loaded).

    Before the number is given: the drafter or any earlier desk that is asked about this document at all;
    one that is not would hand it on at once. Afterwards the content is frozen, so only the confidentiality
    review can be asked again. A published document is corrected, not returned. Of the desks that work side by side
    none may reach another, but those of the confidentiality chain the ones before them in it.
    """
    if not DESKS[desk].returns:
        return []
    if document.status in FROZEN:
        return [Desk.CONFIDENTIALITY_OFFICER]
    if document.status not in IN_REVIEW_OR_SIGNED:
        return []
    earlier = ORDER[: ORDER.index(desk)]
    parallel = [d for d in EARLY_DESKS if d not in {Desk.DIVISION_CHECK, Desk.OFFICE_CHECK}]
    blocked = set(parallel) if desk in parallel else set()
    late = {Desk.CONFIDENTIALITY_HEAD, Desk.CONFIDENTIALITY_LEADER, Desk.DEPARTMENT_COSIGN}
    asked = parallel_desks(present_of(document, ""))
    passed_over = {d for d in CONDITIONAL if d not in asked}
    return [d for d in earlier if d in _before(desk) or d not in blocked | late | passed_over]


def _before(desk: Desk | str) -> tuple[Desk, ...]:
    """Return the desks of the confidentiality chain before this one of it."""
    return CONFIDENTIALITY_CHAIN[: CONFIDENTIALITY_CHAIN.index(desk)] if desk in CONFIDENTIALITY_CHAIN else ()


def _is_within_chain(held: Held, back: Back) -> bool:
    """Test if only the confidentiality review is taken up again while the other desks go on."""
    return held.document.status not in FROZEN and back.to_desk in _before(held.desk)


@transaction.atomic
def give_back(*, task_id: int, token: str | None, back: Back, by: User, at: datetime) -> Return:
    """Return a document from a desk: the other open desks are taken back, the target is asked again.

    Within the confidentiality chain nobody else is taken back: only the review begins again at the target.

    Raises what `take` raises, ReturnTarget, GateClosed when reason or text is missing.
    """
    held = take(task_id=task_id, token=token, by=by, at=at)
    if back.to_desk not in targets(held.desk, held.document):
        raise ReturnTarget(from_desk=held.desk.label, to_desk=back.to_desk.label)
    return send_back(held, back)


def send_back(held: Held, back: Back) -> Return:
    """Return the document of a task that is held. Raises GateClosed when reason or text is missing."""
    assert held.actor.by is not None  # noqa: S101
    held.subject.gathered["return"] = ReturnFacts(back.reason, back.text)
    Gate("return", "退回", held.subject).check()
    if _is_within_chain(held, back):
        return _again_in_chain(held, back)
    row = _record(held, back)
    _void(held, _desks_after(back) | {Desk.SIGN}, back)
    why = f"{held.desk.label}退回"
    review.cancel_round(document=held.document, why=why, by=held.actor.by, at=held.actor.at)
    close(held)
    _reopen(held, back.to_desk)
    return row


def _again_in_chain(held: Held, back: Back) -> Return:
    """Let the chain go on from an earlier desk of it; a doubt of the leader stands (R18), and so do the other desks."""
    row = _record(held, replace(back, resume=Resume.DIRECT))
    before = _before(held.desk)
    _void(held, set(before[before.index(back.to_desk) :]), back)
    close(held)
    process = held.task.process
    node = getattr(process.flow_class, back.to_desk.value)
    run.open_at(process, held.document, node, {}, held.actor)
    return row


def _record(held: Held, back: Back) -> Return:
    assert held.actor.by is not None  # noqa: S101
    return review.record_return(
        document=held.document,
        from_desk=held.desk,
        to_desk=back.to_desk,
        resume=back.resume,
        reason=back.reason,
        text=back.text,
        by=held.actor.by,
        on_behalf_of=held.actor.on_behalf_of,
        at=held.actor.at,
    )


def _desks_after(back: Back) -> set[Desk]:
    """Return the target, with all that follows it when everybody is to be asked again."""
    if back.resume == Resume.THROUGH_ALL:
        return set(ORDER[ORDER.index(back.to_desk) :])
    return set(CONFIDENTIALITY_CHAIN) if back.to_desk == Desk.CONFIDENTIALITY_OFFICER else {back.to_desk}


def _void(held: Held, desks: Collection[Desk], back: Back) -> None:
    """Void what these desks gave before."""
    review.supersede(
        document=held.document,
        opinions=[o for o in held.case.opinions if o.desk in desks],
        why=f"{held.desk.label}退回至{back.to_desk.label}",
        by=held.actor.by,
        at=held.actor.at,
    )


def _reopen(held: Held, to_desk: Desk) -> None:
    process, document, actor = held.task.process, held.document, held.actor
    flow = process.flow_class
    if document.status == Status.SIGNED:
        documents.unsign(document=document, by=actor.by, on_behalf_of=actor.on_behalf_of, at=actor.at)
    if to_desk == Desk.REVISE:
        run.cancel_open(process, actor)
        documents.move(
            document=document, action=Action.SEND_BACK, by=actor.by, on_behalf_of=actor.on_behalf_of, at=actor.at
        )
        run.divert(process, document, flow.revise, actor)
    else:
        node = flow.recheck if document.status in FROZEN else flow.division
        run.divert(process, document, node, actor)


def last_return(document: Document) -> Return | None:
    """Return the latest return of the document."""
    return document.returns.select_related("by").order_by("-pk").first()
