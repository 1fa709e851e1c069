"""索引号: given at the first publication of a document, kept for all its releases, never used again."""

from django.db import models

from portal.models.document import PLAIN_NUMBER


class IndexCounter(models.Model):
    """The last serial of a year; its row lock makes the serials consecutive."""

    year = models.PositiveIntegerField("年份", primary_key=True)
    last = models.PositiveIntegerField("末号", default=0)

    class Meta:
        verbose_name = "索引号计数"


class IndexNumber(models.Model):
    """One 索引号 of one document (R30); its text follows settings.INDEX_NUMBER_PATTERN of the day."""

    document = models.OneToOneField(
        "documents.Document", models.PROTECT, related_name="index_number", verbose_name="公文"
    )
    year = models.PositiveIntegerField("年份")
    serial = models.PositiveIntegerField("序号")
    text = models.CharField("索引号", max_length=100, unique=True)

    class Meta:
        verbose_name = "索引号"
        constraints = [
            models.UniqueConstraint(fields=["year", "serial"], name="index_number_once"),
            models.CheckConstraint(condition=models.Q(text__regex=PLAIN_NUMBER), name="index_number_is_an_address"),
        ]

    def __str__(self) -> str:
        return self.text
