"""公开核验: what the public was served when the live page of a release was last fetched again."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from publication.proof.choices import Outcome, Part


class LiveCheck(models.Model):
    """The last look at one release; a change of the outcome is in the journal, each look is not (ADR 0033).

    `parts` are the parts that differ or could not be fetched; `since` is when the present outcome was first seen.
    """

    release = models.OneToOneField(
        "publication.Release", models.PROTECT, related_name="live_check", verbose_name="公开发布"
    )
    checked_at = models.DateTimeField("核验时间")
    outcome = models.CharField("结果", max_length=12, choices=Outcome.choices)
    parts = ArrayField(models.CharField(max_length=10, choices=Part.choices), verbose_name="不符之处", default=list)
    since = models.DateTimeField("自何时起")

    class Meta:
        verbose_name = "公开核验"
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="live_check_outcome_known"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.OK, parts=[])
                | ~Q(outcome=Outcome.OK) & ~Q(parts=[]) & Q(parts__contained_by=Part.values),
                name="live_check_names_what_differs",
            ),
        ]
        indexes = [
            models.Index(fields=["checked_at"], name="live_check_oldest"),
            models.Index(fields=["since"], condition=~Q(outcome=Outcome.OK), name="live_check_alert"),
        ]
