"""The pages of the aggregation reviews (templates/workflow/dataset_*.html)."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from accounts.models import User
from review import policies
from review.dataset_selectors import dataset_reviews, opened_by
from review.dictionary.choices import ListState
from review.models import DatasetReview
from review.services.datasets import dataset_gate
from workflow.forms.datasets import END, WHY_ENDED, DatasetDecisionForm
from workflow.pages.dictionary import LOOKS, tabs

SETS = ("portal:dataset_csv", "portal:dataset_jsonld")


def datasets_page(user: User, day: date) -> dict[str, Any]:
    """Return the context of the list of reviews."""
    reviews = list(dataset_reviews())
    opened = {name: opened_by(name) for name in {each.dataset for each in reviews}}
    return {
        "tabs": tabs("datasets", user, day),
        "rows": [_row(each, opened[each.dataset], user, day) for each in reviews],
        "may_propose": policies.may_propose(user),
    }


def _row(review: DatasetReview, opened: DatasetReview | None, user: User, day: date) -> dict[str, Any]:
    look, word = _look(review, opened, day)
    mine = review.is_open and policies.may_decide(user, review, day)
    url = reverse("workflow:dataset_review", args=[review.pk])
    return {"review": review, "look": look, "word": "待您批准" if mine else word, "url": url}


def _look(review: DatasetReview, opened: DatasetReview | None, day: date) -> tuple[str, str]:
    """Return look and word for where a review stands, beside the one that opens its set."""
    if review.state != ListState.APPROVED:
        return LOOKS[ListState(review.state)], review.get_state_display()
    if review.ended_at is not None:
        return "bad", "已停止"
    if opened != review:
        return "grey", "已取代"
    return ("ok", "开放中") if review.is_in_force(day) else ("grey", "已期满")


def dataset_page(
    review: DatasetReview, form: DatasetDecisionForm, user: User, at: datetime, day: date
) -> dict[str, Any]:
    """Return the context of one review."""
    opened = opened_by(review.dataset)
    look, word = _look(review, opened, day)
    opens = opened == review
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
