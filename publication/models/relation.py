"""文件关联的确认: what a publisher said of a relation that the text states; never changed, the newest word counts."""

from django.conf import settings
from django.db import models

from portal.choices import RelationKind


class RelationDecision(models.Model):
    """One decision: the relation is shown on the portal, or it is not."""

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", verbose_name="公文")
    kind = models.CharField("关联", max_length=10, choices=RelationKind.choices)
    number_text = models.CharField("对方发文字号", max_length=60, blank=True)
    title = models.CharField("对方名称", max_length=500, blank=True)
    confirmed = models.BooleanField("确认")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="确认人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "文件关联确认"
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=RelationKind.values), name="relation_decision_kind"),
            models.CheckConstraint(
                condition=models.Q(number_text__regex=r"\S") | models.Q(title__regex=r"\S"),
                name="relation_decision_names_another",
            ),
        ]
        indexes = [models.Index(fields=["document", "-id"], name="relation_decisions")]
