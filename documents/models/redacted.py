"""区分处理: the text that the public may read when passages of a version are withheld, and why each of them is."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from documents.choices import Ground
from documents.docx.places import Part, Place


class RedactedText(models.Model):
    """The content of a version without its withheld passages, with its own digest; a change is a new row.

    `content` is documents.docx.content.to_json. The whole set of passages belongs to each row. When the content
    must be erased (R12) it becomes empty with the version's.
    """

    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="redacted_texts", verbose_name="公文"
    )
    version = models.ForeignKey("documents.Version", models.PROTECT, related_name="redacted_texts", verbose_name="稿")
    serial = models.PositiveIntegerField("次序")
    content = models.JSONField("内容")
    content_sm3 = models.CharField("内容 SM3", max_length=64)
    content_sha256 = models.CharField("内容 SHA-256", max_length=64)
    pictures = models.ManyToManyField("documents.Blob", related_name="+", verbose_name="图片")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="处理人")
    made_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁处理"
    )
    made_at = models.DateTimeField("处理时间")

    class Meta:
        verbose_name = "区分处理稿"
        constraints = [models.UniqueConstraint(fields=["version", "serial"], name="redacted_serial_once")]

    def __str__(self) -> str:
        return f"第{self.serial}次区分处理"


class Redaction(models.Model):
    """One withheld passage of the version's own text, with its ground (条例 37)."""

    text = models.ForeignKey(RedactedText, models.PROTECT, related_name="redactions", verbose_name="区分处理稿")
    part = models.CharField("部分", max_length=20)
    path = ArrayField(models.PositiveIntegerField(), verbose_name="位置")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    ground = models.CharField("理由", max_length=30, choices=Ground.choices)
    stays_elsewhere = models.BooleanField("他处可以保留", default=False)

    class Meta:
        verbose_name = "区分处理"
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="redaction_has_text"),
            models.CheckConstraint(
                condition=Q(ground__in=[each for each in Ground.values if each != Ground.STATE_SECRET]),
                name="redaction_ground_lawful",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_ground_display())

    @property
    def place(self) -> Place:
        """Return where the passage stands in the version's content."""
        return Place(Part(self.part), tuple(self.path))
