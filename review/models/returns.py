"""退回: always with a reason code and text (R54)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from review.choices import Desk, Resume, ReturnReason


class Return(models.Model):
    """One return from a desk to an earlier one, and where the work goes on afterwards."""

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="returns", verbose_name="公文")
    version = models.ForeignKey("documents.Version", models.PROTECT, related_name="+", verbose_name="稿")
    from_desk = models.CharField("退回环节", max_length=40, choices=Desk.choices)
    to_desk = models.CharField("退至", max_length=40, choices=Desk.choices)
    resume = models.CharField("续办方式", max_length=20, choices=Resume.choices)
    reason = models.CharField("原因", max_length=20, choices=ReturnReason.choices)
    text = models.TextField("说明")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="退回人")
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁办理"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "退回"
        constraints = [
            models.CheckConstraint(condition=Q(reason__in=ReturnReason.values), name="return_reason_known"),
            models.CheckConstraint(condition=Q(text__regex=r"\S"), name="return_has_text"),
        ]
        indexes = [models.Index(fields=["document", "id"], name="return_document")]

    def __str__(self) -> str:
        return f"{self.get_from_desk_display()}退回：{self.get_reason_display()}"
