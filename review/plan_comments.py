"""Reads: the rounds of the news office's co-sign, its comments, what became of each, and the facts that rules ask."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from common.digests import sm3
from common.gate import provides
from documents.facts import Subject
from interpretation.facts import PlanData
from interpretation.passages import Passage, by_anchor, passages_of
from review.choices import Desk, Verdict
from review.facts import CommentFacts
from review.models import CommentAnswer, Opinion, PlanComment, Return


@dataclass(frozen=True, slots=True)
class Closing:
    """How a round ended: when, and whether the news office agreed."""

    at: datetime
    agreed: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment with the passage on which it stands (None: erased, or not what was commented), and its answer."""

    comment: PlanComment
    passage: Passage | None
    answer: CommentAnswer | None
    is_due: bool

    @property
    def is_open(self) -> bool:
        """Test if the drafter still has to say what became of it."""
        return self.is_due and self.answer is None


@dataclass(frozen=True, slots=True)
class Change:
    """A passage that is different in a later plan; empty text: it was not there, or is not any more."""

    label: str
    old: str
    new: str


def closings_of(document_id: int) -> list[Closing]:
    """Return how each round ended, oldest first: an opinion, a return, or both at once (two queries)."""
    desk = Desk.INTERPRETATION_COSIGN
    opinions = Opinion.objects.filter(document_id=document_id, desk=desk).values_list("at", "verdict")
    returns = Return.objects.filter(document_id=document_id, from_desk=desk).values_list("at", flat=True)
    ended = dict.fromkeys(returns, False) | {at: verdict == Verdict.AGREE for at, verdict in opinions}
    return [Closing(at, agreed) for at, agreed in sorted(ended.items())]


def round_now(closings: Sequence[Closing]) -> int:
    """Return the number of the round that runs, or that would run next."""
    return len(closings) + 1


def remarks_of(document_id: int) -> list[Remark]:
    """Return the comments that were not taken back, oldest first, each with passage and latest answer.

    One query and no more when there are none; else four, and one for each plan that was commented on.
    """
    rows = PlanComment.objects.filter(document_id=document_id, withdrawn_at__isnull=True)
    comments = list(rows.select_related("plan", "by", "on_behalf_of").order_by("pk"))
    if not comments:
        return []
    answers: dict[int, CommentAnswer] = {}
    for each in CommentAnswer.objects.filter(comment__in=comments).select_related("by").order_by("pk"):
        answers[each.comment_id] = each
    closings = closings_of(document_id)
    plans = {comment.plan_id: comment.plan for comment in comments}
    passages = {plan_id: by_anchor(plan.data()) for plan_id, plan in plans.items()}
    return [
        Remark(each, _quoted(each, passages[each.plan_id]), answers.get(each.pk), _is_due(each, closings))
        for each in comments
    ]


def _quoted(comment: PlanComment, passages: Mapping[str, Passage]) -> Passage | None:
    found = passages.get(comment.anchor)
    return found if found is not None and quote_of(found) == comment.quote_sm3 else None


def quote_of(passage: Passage) -> str:
    """Return the digest by which a comment names the words on which it stands."""
    return sm3(passage.text.encode())


def _is_due(comment: PlanComment, closings: Sequence[Closing]) -> bool:
    """Test if the round of the comment ended without consent: then the drafter says what became of it."""
    return comment.round < round_now(closings) and not closings[comment.round - 1].agreed


def by_round(remarks: Sequence[Remark]) -> dict[int, list[Remark]]:
    """Return the remarks by the round in which they were made."""
    rounds: dict[int, list[Remark]] = defaultdict(list)
    for each in remarks:
        rounds[each.comment.round].append(each)
    return dict(rounds)


def changes_between(old: PlanData, new: PlanData) -> list[Change]:
    """Return which passages differ between two plans, those of the newer plan in their order, then what is gone."""
    before, after = by_anchor(old), passages_of(new)
    found = []
    for each in after:
        was = before.get(each.anchor)
        if was is None or was.text != each.text:
            found.append(Change(each.label, was.text if was else "", each.text))
    left = {each.anchor for each in after}
    gone = [Change(each.label, each.text, "") for each in passages_of(old) if each.anchor not in left]
    return found + gone


@provides(CommentFacts)
def comment_facts(subject: Subject) -> CommentFacts:
    """Gather what the rules ask of the comments; no query for a document that is no policy document."""
    if not subject.document.is_policy:
        return CommentFacts()
    remarks = remarks_of(subject.document.pk)
    running = round_now(closings_of(subject.document.pk)) if remarks else 0
    return CommentFacts(
        conditional=bool(subject.gathered.get("conditional")),
        given=sum(each.comment.round == running and not each.is_due for each in remarks),
        unanswered=sum(each.is_open for each in remarks),
    )
