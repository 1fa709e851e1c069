"""月报: the figures of a month as they were when it was over."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class MonthlyReport(models.Model):
    """One edition of an organ's report of a month; never changed, a correction is the next edition with its reason.

    `tables` is oversight.statistics.tables.Table.as_json of each table, by the definitions that `definition` numbers.
    """

    organ = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+", verbose_name="机关")
    month = models.DateField("月份")
    edition = models.PositiveIntegerField("版次", default=1)
    definition = models.PositiveIntegerField("口径版本")
    tables = models.JSONField("统计表")
    reason = models.CharField("更正原因", max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="生成人"
    )
    made_at = models.DateTimeField("生成时间")

    class Meta:
        verbose_name = "月报"
        constraints = [
            models.UniqueConstraint(name="report_edition_once", fields=["organ", "month", "edition"]),
            models.CheckConstraint(name="report_of_a_whole_month", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="report_correction_says_why",
                condition=Q(edition=1, reason="") | Q(edition__gt=1, reason__regex=r"\S", made_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} 月报"
