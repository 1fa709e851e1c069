"""专栏文稿: every version of a page of the statutory column; the newest one that was approved is on the portal."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.choices import REPORT_PAGE, WRITTEN, column_label
from publication.choices import ProposalState


class ColumnVersion(models.Model):
    """One version of one page in plain words (headings 一、 and （一）); an empty one takes the page off.

    Nothing is shown before another person has approved it. Versions of before that rule are approved by nobody.
    `kind` is as in portal.models.ColumnPage.
    """

    kind = models.CharField("栏目", max_length=11)
    serial = models.PositiveIntegerField("版次")
    text = models.TextField("文稿", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="编辑人")
    at = models.DateTimeField("时间")
    state = models.CharField("状态", max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="决定人"
    )
    decided_at = models.DateTimeField("决定时间", null=True)
    note = models.TextField("决定人意见", blank=True)

    class Meta:
        verbose_name = "专栏文稿"
        constraints = [
            models.UniqueConstraint(fields=["kind", "serial"], name="column_version_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in WRITTEN]) | Q(kind__regex=f"^{REPORT_PAGE}$"),
                name="column_version_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.OPEN, decided_by__isnull=True, decided_at__isnull=True, note="")
                | Q(state=ProposalState.APPROVED)
                | Q(
                    state__in=[ProposalState.REFUSED, ProposalState.WITHDRAWN],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="column_version_is_open_or_decided",
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.WITHDRAWN) | ~Q(decided_by=F("by")),
                name="column_version_is_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.REFUSED) | Q(note__regex=r"\S"), name="column_refusal_says_why"
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(state=ProposalState.OPEN), name="one_open_version_per_column"
            ),
        ]

    def __str__(self) -> str:
        return f"{column_label(self.kind)}第{self.serial}版"

    @property
    def is_open(self) -> bool:
        """Test if nobody has decided on it yet."""
        return self.state == ProposalState.OPEN
