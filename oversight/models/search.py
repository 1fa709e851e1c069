"""检索项: what the office's search compares, one row for each part of a document that others may read or not read."""

from datetime import UTC, datetime

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)


class Part(models.TextChoices):
    """What a row holds: the number, title and text of the present version, or what desks said of one version."""

    NUMBER = "number", "字号"
    TEXT = "text", "正文"
    SAID = "said", "意见和退回理由"


class SearchPassage(models.Model):
    """One part of a document with its tokens (portal.words).

    Whoever does not read everything reads it when a task of theirs arrived from `since` until before `until`: while the
    version was the present one. `body` is where the text begins after the title's line. A trigger deletes the rows of a
    document whose content is erased (R12).
    """

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", verbose_name="公文")
    part = models.CharField("部分", max_length=10, choices=Part.choices)
    serial = models.PositiveIntegerField("稿次", default=0)
    since = models.DateTimeField("自")
    until = models.DateTimeField("至")
    body = models.PositiveIntegerField("正文起点", default=0)
    oversized = models.BooleanField("超长", default=False)
    text = models.TextField("文字")
    folded = models.TextField("检索文本")
    vector = SearchVectorField("检索向量")

    class Meta:
        verbose_name = "检索项"
        constraints = [models.UniqueConstraint(fields=["document", "part", "serial"], name="passage_once")]
        indexes = [GinIndex(fields=["vector"], fastupdate=False, name="passage_tokens")]


class StaleDocument(models.Model):
    """A document whose passages are older than the document; written by triggers in the transaction of the change."""

    document_id = models.BigIntegerField("公文")

    class Meta:
        verbose_name = "待更新检索项"
