"""主动公开目录项: what the organ publishes of itself, and a time limit of its own where a statute sets one (R22)."""

from django.db import models
from django.db.models import Q

from documents.choices import LimitUnit


class CatalogueItem(models.Model):
    """One edition of one row of the catalogue of what is published proactively; it never changes but when it ends.

    `limit_days` is empty where the general limit applies (条例26); with it, the days are counted from `counted_from`.
    `withdrawal_days` are the working days within which what was published is taken back once its ground has gone.
    """

    code = models.CharField("编号", max_length=20)
    edition = models.PositiveSmallIntegerField("版次", default=1)
    subject = models.CharField("事项", max_length=100)
    content = models.CharField("公开内容", max_length=300, blank=True)
    limit_days = models.PositiveSmallIntegerField("公开时限", null=True, blank=True)
    limit_unit = models.CharField("时限单位", max_length=10, choices=LimitUnit.choices, blank=True)
    counted_from = models.CharField("起算", max_length=60, blank=True)
    withdrawal_days = models.PositiveSmallIntegerField("撤回时限（工作日）", null=True, blank=True)
    basis = models.CharField("依据", max_length=200)
    is_active = models.BooleanField("使用中", default=True)

    class Meta:
        verbose_name = "主动公开目录项"
        ordering = ("code",)
        constraints = [
            models.UniqueConstraint(fields=["code", "edition"], name="catalogue_edition_once"),
            models.UniqueConstraint(fields=["code"], condition=Q(is_active=True), name="one_edition_in_use"),
            models.CheckConstraint(
                condition=Q(limit_days__isnull=True, limit_unit="")
                | Q(limit_days__gt=0, limit_unit__in=LimitUnit.values, counted_from__regex=r"\S"),
                name="catalogue_limit_is_whole",
            ),
        ]

    def __str__(self) -> str:
        words = self.subject if self.is_active else f"{self.subject}（已停用）"
        if self.limit_days is None:
            return words
        return f"{words}（自{self.counted_from}{self.limit_days}{self.get_limit_unit_display()}内公开）"
