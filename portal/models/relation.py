"""文件关联: what a published document does to another one, as its text says and a person confirmed."""

from django.db import models

from portal.choices import RelationKind


class PublishedRelation(models.Model):
    """One confirmed relation; the other document is named by 发文字号 or title and need not be on the portal."""

    document = models.ForeignKey(
        "portal.PublishedDocument", models.CASCADE, related_name="relations", verbose_name="已公开公文"
    )
    kind = models.CharField("关联", max_length=10, choices=RelationKind.choices)
    number_text = models.CharField("对方发文字号", max_length=60, blank=True)
    title = models.CharField("对方名称", max_length=500, blank=True)

    class Meta:
        verbose_name = "文件关联"
        constraints = [
            models.UniqueConstraint(fields=["document", "kind", "number_text", "title"], name="relation_once"),
            models.CheckConstraint(condition=models.Q(kind__in=RelationKind.values), name="relation_kind_known"),
            models.CheckConstraint(
                condition=models.Q(number_text__regex=r"\S") | models.Q(title__regex=r"\S"),
                name="relation_names_another",
            ),
        ]
        indexes = [
            models.Index(fields=["number_text"], name="relation_number"),
            models.Index(fields=["title"], name="relation_title"),
        ]
