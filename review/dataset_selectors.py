"""Reads of the aggregation reviews."""

from django.db.models import QuerySet

from common.errors import NotFound
from common.gate import provides
from review.dictionary.choices import ListState
from review.facts import DatasetFacts
from review.models import DatasetReview


@provides(DatasetFacts)
def dataset_facts(subject: DatasetFacts) -> DatasetFacts:
    """Return the facts themselves: the gate of a data set is asked with them."""
    return subject


def dataset_reviews() -> QuerySet[DatasetReview]:
    """Return every aggregation review with its people, the newest first."""
    return DatasetReview.objects.select_related("proposed_by", "decided_by", "ended_by").order_by("-pk")


def dataset_review(review_id: int) -> DatasetReview:
    """Return the review; raise NotFound."""
    found = dataset_reviews().filter(pk=review_id).first()
    if found is None:
        raise NotFound
    return found


def opened_by(dataset: str) -> DatasetReview | None:
    """Return the approved review that opens the data set now: the newest approved one, None when it was ended."""
    newest = dataset_reviews().filter(dataset=dataset, state=ListState.APPROVED).order_by("-decided_at", "-pk").first()
    return newest if newest is not None and newest.ended_at is None else None
