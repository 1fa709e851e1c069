"""The pages of the aggregation reviews (templates/workflow/dataset_*.html)."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from accounts.models import User
from review import dataset_selectors, policies
from review.dictionary.choices import ListState
from review.models import DatasetReview
from review.services.datasets import dataset_gate
from workflow.forms.datasets import END, WHY_ENDED, DatasetDecisionForm
from workflow.pages.dictionary import LOOKS, tabs

SETS = ("portal:dataset_csv", "portal:dataset_jsonld")


def datasets_page(user: User, day: date) -> dict[str, Any]:
    """Return the context of the list of reviews."""
    return {
        "tabs": tabs("datasets", user, day),
        "rows": [row_of(each, user, day) for each in dataset_selectors.dataset_reviews()],
        "may_propose": policies.may_propose(user),
    }


def row_of(review: DatasetReview, user: User, day: date) -> dict[str, Any]:
    """Return a review for a list: with the word for where it stands."""
    look, word = standing(review, day)
    mine = review.is_open and policies.may_decide(user, review, day)
    url = reverse("workflow:dataset_review", args=[review.pk])
    return {"review": review, "look": look, "word": "待您批准" if mine else word, "url": url}


def standing(review: DatasetReview, day: date) -> tuple[str, str]:
    """Return look and word for where a review stands."""
    if review.state != ListState.APPROVED:
        return LOOKS[ListState(review.state)], review.get_state_display()
    if review.ended_at is not None:
        return "bad", "已停止"
    if dataset_selectors.opened_by(review.dataset) != review:
        return "grey", "已取代"
    return ("ok", "开放中") if review.is_in_force(day) else ("grey", "已期满")


def dataset_page(
    review: DatasetReview, form: DatasetDecisionForm, user: User, at: datetime, day: date
) -> dict[str, Any]:
    """Return the context of one review."""
    look, word = standing(review, day)
    opens = dataset_selectors.opened_by(review.dataset) == review
    may_decide = review.is_open and policies.may_decide(user, review, day)
    if opens:
        form.fields["why"].label = WHY_ENDED
    return {
        "review": review,
        "look": look,
        "word": word,
        "gate": dataset_gate(review=review, by=user, at=at) if may_decide else None,
        "form": form,
        "may_decide": may_decide,
        "may_withdraw": review.is_open and policies.may_withdraw(user, review),
        "may_end": opens and policies.may_end(user),
        "ending": form.act == END,
        "urls": [reverse(name) for name in SETS] if word == "开放中" else [],
    }
