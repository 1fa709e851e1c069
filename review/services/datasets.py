"""汇聚审查: a set is opened on the portal after one person reviewed its aggregation and another decided (R20)."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from audit import services as audit
from common.clock import office_date
from common.errors import NotFound
from common.gate import Gate
from portal import services as portal
from portal.choices import Dataset
from portal.machine.selectors import last_change
from portal.selectors import counts
from review import policies
from review.dataset_rules import OPEN_DATASET
from review.dataset_selectors import dataset_review, opened_by
from review.dictionary.choices import ListState
from review.errors import ApprovalOver, NotOpened, ProposalPending
from review.facts import DatasetFacts
from review.models import DatasetReview
from review.services.two_people import closed, decide, one_at_a_time, require_decider, require_proposer, require_words

CHAIN = "datasets"


@transaction.atomic
def propose_dataset(
    *, dataset: Dataset, scope: str, risks: str, valid_until: date, by: User, at: datetime
) -> DatasetReview:
    """审查后提请开放. Raises NotFound, WordsMissing, ApprovalOver, ProposalPending."""
    require_proposer(by)
    require_words(scope, "开放范围")
    require_words(risks, "汇聚风险分析")
    today = office_date(at)
    if valid_until < today:
        raise ApprovalOver(today=today.isoformat())
    one_at_a_time()
    if DatasetReview.objects.filter(dataset=dataset, state=ListState.PROPOSED).exists():
        raise ProposalPending(what=f"{Dataset(dataset).label}的汇聚审查")
    review = DatasetReview.objects.create(
        dataset=dataset, scope=scope.strip(), risks=risks.strip(), documents=counts().get("total", {}).get("", 0),
        change=last_change(), valid_from=today, valid_until=valid_until, proposed_by=by, proposed_at=at,
    )  # fmt: skip
    _note("review.dataset_proposed", review, by, at)
    return review


def dataset_gate(*, review: DatasetReview, by: User, at: datetime) -> Gate:
    """Return the gate of 开放: the one that `approve_dataset` asks."""
    facts = DatasetFacts(
        review.scope, review.risks, review.proposed_by_id, by.pk, review.valid_until, on=office_date(at)
    )
    return Gate(OPEN_DATASET, "开放数据集", facts)


@transaction.atomic
def approve_dataset(*, review_id: int, by: User, at: datetime) -> DatasetReview:
    """批准: the portal serves the set from now on. Raises NotFound, ProposalClosed, OwnProposal, GateClosed."""
    review = _locked(review_id)
    require_decider(review, by, at)
    dataset_gate(review=review, by=by, at=at).check()
    decide(review, ListState.APPROVED, "", by, at)
    portal.open_dataset(
        name=Dataset(review.dataset),
        approved_on=review.valid_from,
        valid_until=review.valid_until,
        note=review.scope,
    )
    _note("review.dataset_approved", review, by, at)
    return review


@transaction.atomic
def refuse_dataset(*, review_id: int, why: str, by: User, at: datetime) -> DatasetReview:
    """不批准, in words. Raises NotFound, ProposalClosed, OwnProposal, WordsMissing."""
    review = _locked(review_id)
    require_decider(review, by, at)
    require_words(why, "不批准的理由")
    decide(review, ListState.REFUSED, why, by, at)
    _note("review.dataset_refused", review, by, at)
    return review


@transaction.atomic
def withdraw_dataset(*, review_id: int, by: User, at: datetime) -> DatasetReview:
    """收回: whoever reviewed takes it back. Raises NotFound, ProposalClosed."""
    review = _locked(review_id)
    if not policies.may_withdraw(by, review):
        raise NotFound
    if not review.is_open:
        raise closed(review)
    decide(review, ListState.WITHDRAWN, "", by, at)
    _note("review.dataset_withdrawn", review, by, at)
    return review


@transaction.atomic
def end_dataset(*, review_id: int, why: str, by: User, at: datetime) -> DatasetReview:
    """停止开放 at once; one person of the confidentiality office suffices. Raises NotFound, NotOpened, WordsMissing."""
    review = _locked(review_id)
    if not policies.may_end(by):
        raise NotFound
    if opened_by(review.dataset) != review:
        raise NotOpened(what=str(review))
    require_words(why, "停止开放的原因")
    review.ended_by, review.ended_at, review.ended_why = by, at, why.strip()
    portal.close_dataset(name=Dataset(review.dataset))
    review.save(update_fields=["ended_by", "ended_at", "ended_why"])
    _note("review.dataset_ended", review, by, at)
    return review


def _locked(review_id: int) -> DatasetReview:
    one_at_a_time()
    return dataset_review(review_id)


def _note(verb: str, review: DatasetReview, by: User, at: datetime) -> None:
    facts = {
        "review": review.pk,
        "dataset": review.dataset,
        "documents": review.documents,
        "until": review.valid_until.isoformat(),
    }
    audit.record(chain=CHAIN, verb=verb, facts=facts, by=by, at=at)
