"""Comments of the news office at its desk, and the drafter's answers on the draft."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from common.clock import office_date
from common.errors import NotFound
from documents import policies as documents_policies
from documents import selectors as documents_of
from interpretation.selectors import current_plan
from review import services as review
from review.choices import Desk
from review.errors import PassageGone
from workflow.errors import NotAtThisDesk
from workflow.services.held import Held, take


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as typed: the anchor of its passage, the digest of the words the page showed there, the comment."""

    anchor: str
    quote_sm3: str
    text: str


@transaction.atomic
def comment(*, task_id: int, token: str | None, said: Said, by: User, at: datetime) -> None:
    """Comment on a passage of the plan in force. Raises what `take` raises, NotAtThisDesk, PassageGone."""
    held = _take(task_id, token, by, at)
    plan = current_plan(held.document.pk)
    if plan is None:
        raise PassageGone
    review.comment_on_plan(
        document=held.document,
        plan=plan,
        anchor=said.anchor,
        quote_sm3=said.quote_sm3,
        text=said.text,
        by=by,
        on_behalf_of=held.actor.on_behalf_of,
        at=at,
    )


@transaction.atomic
def take_comment_back(*, task_id: int, token: str | None, comment_id: int, by: User, at: datetime) -> None:
    """Take the own comment back before the opinion. Raises what `take` raises, NotAtThisDesk, CommentClosed."""
    held = _take(task_id, token, by, at)
    behalf = held.actor.on_behalf_of
    review.take_comment_back(document=held.document, comment_id=comment_id, by=by, on_behalf_of=behalf, at=at)


@transaction.atomic
def answer_comment(*, document_id: int, comment_id: int, outcome: str, reason: str, by: User, at: datetime) -> None:
    """Say on the draft what became of a comment. Raises NotFound, CommentClosed, AnswerIncomplete."""
    document, day = documents_of.locked(document_id), office_date(at)
    if not documents_policies.may_edit(by, document, day):
        raise NotFound
    plan = current_plan(document_id)
    review.answer_comment(
        document=document,
        comment_id=comment_id,
        plan_sm3=plan.sm3 if plan else "",
        outcome=outcome,
        reason=reason,
        by=by,
        on_behalf_of=documents_policies.acts_for(by, document.drafter_id, day),
        at=at,
    )


def _take(task_id: int, token: str | None, by: User, at: datetime) -> Held:
    held = take(task_id=task_id, token=token, by=by, at=at)
    if held.desk != Desk.INTERPRETATION_COSIGN:
        raise NotAtThisDesk(desk=held.desk.label)
    return held
