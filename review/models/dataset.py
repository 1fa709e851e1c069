"""汇聚审查: whether a whole set may be taken from the portal, reviewed by one person and decided by another (R20)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.choices import Dataset
from review.dictionary.choices import ListState
from review.models.dictionary import BY_ANOTHER, DECIDED, UNDECIDED

ENDED = Q(ended_by__isnull=False, ended_at__isnull=False, ended_why__regex=r"\S")
NOT_ENDED = Q(ended_by__isnull=True, ended_at__isnull=True, ended_why="")


class DatasetReview(models.Model):
    """One review of the aggregation: what is to be opened, what follows from it when taken together, until when.

    `documents` and `change` say how much the portal held when the officer reviewed. An approval may be ended before
    its last day, by one person.
    """

    dataset = models.CharField("数据集", max_length=20, choices=Dataset.choices)
    scope = models.CharField("开放范围", max_length=500)
    risks = models.TextField("汇聚风险分析", max_length=2000)
    documents = models.PositiveIntegerField("审查时件数")
    change = models.BigIntegerField("审查时变动次序")
    valid_from = models.DateField("起始日期")
    valid_until = models.DateField("有效期至")
    state = models.CharField("状态", max_length=10, choices=ListState.choices, default=ListState.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="审查人")
    proposed_at = models.DateTimeField("审查时间")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="决定人"
    )
    decided_at = models.DateTimeField("决定时间", null=True)
    words = models.CharField("决定人意见", max_length=500, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="停止人"
    )
    ended_at = models.DateTimeField("停止时间", null=True)
    ended_why = models.CharField("停止原因", max_length=500, blank=True)

    class Meta:
        verbose_name = "汇聚审查"
        constraints = [
            models.CheckConstraint(condition=Q(dataset__in=Dataset.values), name="dataset_review_knows_its_set"),
            models.CheckConstraint(
                condition=Q(scope__regex=r"\S", risks__regex=r"\S"), name="dataset_review_says_what_and_why"
            ),
            models.CheckConstraint(
                condition=Q(state=ListState.PROPOSED) & UNDECIDED
                | Q(state__in=[ListState.APPROVED, ListState.REFUSED, ListState.WITHDRAWN]) & DECIDED,
                name="dataset_review_is_open_or_decided",
            ),
            models.CheckConstraint(condition=BY_ANOTHER, name="dataset_review_is_decided_by_another"),
            models.CheckConstraint(
                condition=~Q(state=ListState.REFUSED) | Q(words__regex=r"\S"), name="dataset_refusal_says_why"
            ),
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="dataset_review_period"),
            models.CheckConstraint(
                condition=NOT_ENDED | Q(state=ListState.APPROVED) & ENDED, name="dataset_review_ended_with_words"
            ),
            models.UniqueConstraint(
                fields=["dataset"], condition=Q(state=ListState.PROPOSED), name="one_proposed_review_per_dataset"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_dataset_display()}的汇聚审查"

    @property
    def is_open(self) -> bool:
        """Test if nobody has decided on it yet."""
        return self.state == ListState.PROPOSED

    def is_in_force(self, on: date) -> bool:
        """Test if the set may be taken that day by this review."""
        approved = self.state == ListState.APPROVED and self.ended_at is None
        return approved and self.valid_from <= on <= self.valid_until
