"""发文字号: series of code letters and the numbers given in them, gap-free per series and year."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class NumberSeries(models.Model):
    """代字, such as 教办厅; orders run across years and bear no year (国令第707号)."""

    code = models.CharField("代字", max_length=24, unique=True)
    name = models.CharField("用途", max_length=100)
    is_order = models.BooleanField("令号（不编年份）", default=False)
    is_active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = "发文代字"

    def __str__(self) -> str:
        return f"{self.code}（{self.name}）"

    @property
    def shape(self) -> int:
        """Return what a statement may use of the series (common.composed)."""
        return int(self.pk)


class DocumentNumber(models.Model):
    """One number, given once and for ever; a void number stays with its reason (R50)."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="numbers", verbose_name="代字")
    year = models.PositiveIntegerField("年份", help_text="令号不编年份，记 0")
    serial = models.PositiveIntegerField("序号")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="numbers", verbose_name="公文")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="编号人")
    given_at = models.DateTimeField("编号时间")
    void_at = models.DateTimeField("作废时间", null=True)
    void_reason = models.CharField("作废原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "发文字号"
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "serial"], name="number_given_once"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(void_at__isnull=True), name="one_valid_number_per_document"
            ),
            models.CheckConstraint(condition=Q(serial__gte=1), name="number_starts_at_one"),
            models.CheckConstraint(
                condition=Q(void_at__isnull=True, void_reason="") | Q(void_at__isnull=False, void_reason__regex=r"\S"),
                name="void_number_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["year", "-id"], name="number_by_year")]

    def __str__(self) -> str:
        if self.series.is_order:
            return f"{self.series.code}第{self.serial}号"
        return f"{self.series.code}〔{self.year}〕{self.serial}号"
