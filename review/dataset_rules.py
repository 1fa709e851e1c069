"""Rule 20, the aggregation review of open-data sets: pure predicates over review.facts."""

from common.rules import rule
from review.facts import DatasetFacts

OPEN_DATASET = "open_dataset"
AGGREGATION = "保守国家秘密法第36条"


@rule(
    20,
    basis=AGGREGATION,
    sentence="批量导出、开放数据集须另作汇聚审查：写明开放范围，逐项分析汇聚后可能推知的事项",
    facts=DatasetFacts,
    acts=(OPEN_DATASET,),
    field="risks",
)
def aggregation_was_reviewed(review: DatasetFacts) -> bool:
    """Test if somebody said what is to be opened and what follows from it when it is taken together."""
    return review.reviewed_by is not None and bool(review.scope.strip() and review.risks.strip())


@rule(
    20,
    basis=AGGREGATION,
    sentence="汇聚审查须由审查人以外的保密机构负责人决定",
    facts=DatasetFacts,
    acts=(OPEN_DATASET,),
)
def aggregation_is_decided_by_another(review: DatasetFacts) -> bool:
    """Test if whoever decides did not review."""
    return review.decided_by is not None and review.decided_by != review.reviewed_by


@rule(
    20,
    basis=AGGREGATION,
    sentence="汇聚审查的结论须在有效期内，期满须重新审查",
    facts=DatasetFacts,
    acts=(OPEN_DATASET,),
    field="valid_until",
)
def aggregation_review_is_in_force(review: DatasetFacts) -> bool:
    """Test if the last day of the review is not over."""
    return review.on <= review.valid_until
