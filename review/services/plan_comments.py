"""Comments of the news office on passages of a plan, and the drafter's answers (ADR 0031)."""

from datetime import datetime

from accounts.models import User
from audit import services as audit
from documents.models import Document
from interpretation.models import InterpretationPlan
from interpretation.passages import by_anchor
from review.choices import Taken
from review.errors import AnswerIncomplete, CommentClosed, PassageGone
from review.models import CommentAnswer, PlanComment
from review.plan_comments import closings_of, quote_of, round_now


def comment_on_plan(
    *,
    document: Document,
    plan: InterpretationPlan,
    anchor: str,
    quote_sm3: str,
    text: str,
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> PlanComment:
    """Note a comment on the passage with this anchor and digest, in the running round. Raises PassageGone.

    The caller holds the document and the task of the news office.
    """
    passage = by_anchor(plan.data()).get(anchor)
    if passage is None or quote_of(passage) != quote_sm3 or not text.strip():
        raise PassageGone
    comment = PlanComment.objects.create(
        document=document,
        plan=plan,
        round=round_now(closings_of(document.pk)),
        anchor=anchor,
        quote_sm3=quote_sm3,
        text=text.strip(),
        by=by,
        on_behalf_of=on_behalf_of,
        at=at,
    )
    facts = {"serial": plan.serial, "round": comment.round, "comment": comment.pk}
    verb, chain = "review.plan_comment", f"document:{document.pk}"
    audit.record(chain=chain, verb=verb, facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
    return comment


def take_comment_back(
    *, document: Document, comment_id: int, by: User, on_behalf_of: User | None = None, at: datetime
) -> None:
    """Take a comment of the running round back; only whoever made it may. Raises CommentClosed."""
    comment = PlanComment.objects.filter(document=document, pk=comment_id, by=by, withdrawn_at__isnull=True).first()
    if comment is None or comment.round < round_now(closings_of(document.pk)):
        raise CommentClosed(act="收回")
    comment.withdrawn_at = at
    comment.save(update_fields=["withdrawn_at"])
    facts = {"round": comment.round, "comment": comment.pk}
    verb, chain = "review.plan_comment_back", f"document:{document.pk}"
    audit.record(chain=chain, verb=verb, facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)


def answer_comment(
    *,
    document: Document,
    comment_id: int,
    plan_sm3: str,
    outcome: str,
    reason: str,
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> CommentAnswer:
    """Say what became of a comment: 采纳 once the plan (its present digest) is another, 未采纳 with the reason.

    The caller holds the draft. Raises CommentClosed, AnswerIncomplete.
    """
    comments = PlanComment.objects.filter(document=document, pk=comment_id, withdrawn_at__isnull=True)
    comment = comments.select_related("plan").first()
    if comment is None:
        raise CommentClosed(act="答复")
    if outcome not in Taken.values or (outcome == Taken.NOT_TAKEN and not reason.strip()):
        raise AnswerIncomplete(why="请选定“采纳”或“未采纳”，未采纳的须说明理由")
    if outcome == Taken.TAKEN and comment.plan.sm3 == plan_sm3:
        raise AnswerIncomplete(why="方案和材料还没有改动，不能答复“采纳”")
    answer = CommentAnswer.objects.create(
        comment=comment, outcome=outcome, reason=reason.strip(), by=by, on_behalf_of=on_behalf_of, at=at
    )
    facts = {"round": comment.round, "comment": comment.pk, "outcome": outcome}
    verb, chain = "review.plan_comment_answer", f"document:{document.pk}"
    audit.record(chain=chain, verb=verb, facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
    return answer
