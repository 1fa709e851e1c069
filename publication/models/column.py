"""专栏文稿: every version of a page of the statutory column; the newest one is on the portal."""

from django.conf import settings
from django.db import models

from portal.choices import WRITTEN


class ColumnVersion(models.Model):
    """One version of one page in plain words (headings 一、 and （一）); an empty one takes the page off."""

    kind = models.CharField("栏目", max_length=10, choices=[(each.value, each.label) for each in WRITTEN])
    serial = models.PositiveIntegerField("版次")
    text = models.TextField("文稿", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="编辑人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "专栏文稿"
        constraints = [
            models.UniqueConstraint(fields=["kind", "serial"], name="column_version_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[each.value for each in WRITTEN]), name="column_version_kind_known"
            ),
        ]
