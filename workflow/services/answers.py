"""When even the leader is in doubt: the desk stays open until an answer from outside is recorded (R18; 条例17)."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from documents.models import Document
from review import chains
from review import services as review
from review.choices import Desk, Verdict
from review.models import Opinion, OutsideAnswer
from review.services.chains import Answer
from workflow.errors import NothingInDoubt
from workflow.services.held import Held, take


def is_leaders_doubt(held: Held, opinion: Opinion) -> bool:
    """Test if the last desk of the chain has just said that it cannot determine."""
    return held.desk == Desk.CONFIDENTIALITY_LEADER and opinion.verdict == Verdict.CANNOT_DETERMINE


def keep_open(held: Held) -> Document:
    """Let the task wait for the answer in the hands of who asks; pages that were opened before are stale."""
    task, actor = held.task, held.actor
    task.owner, task.assigned, task.status = actor.by, task.assigned or actor.at, "ASSIGNED"
    task.revision += 1
    task.save(update_fields=["owner", "assigned", "status", "revision"])
    return held.document


@transaction.atomic
def record_answer(*, task_id: int, token: str | None, answer: Answer, by: User, at: datetime) -> OutsideAnswer:
    """Record what was answered from outside at the leader's desk, which then rules.

    Raises NotFound, TaskClosed, RightLost, HeldByOther, Stale, NothingInDoubt.
    """
    held = take(task_id=task_id, token=token, by=by, at=at)
    doubt = chains.doubt_of(held.case.held)
    if held.desk != Desk.CONFIDENTIALITY_LEADER or doubt is None:
        raise NothingInDoubt
    row = review.record_answer(opinion=doubt, answer=answer, by=by, on_behalf_of=held.actor.on_behalf_of, at=at)
    keep_open(held)
    return row
