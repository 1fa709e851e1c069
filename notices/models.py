"""提醒: what a person is told, once."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """One thing told to one person; `kind` and `key` make it the same thing, so that it is told once.

    `text` is a sentence made by the product from names, numbers and days; never a passage of a document.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices", verbose_name="收件人")
    kind = models.CharField("类别", max_length=40)
    key = models.CharField("事项", max_length=120)
    text = models.CharField("内容", max_length=300)
    url = models.CharField("地址", max_length=200, blank=True)
    colour = models.CharField("灯", max_length=10, blank=True)
    at = models.DateTimeField("时间")
    read_at = models.DateTimeField("阅读时间", null=True)

    class Meta:
        verbose_name = "提醒"
        constraints = [
            models.UniqueConstraint(name="notice_told_once", fields=["person", "kind", "key"]),
            models.CheckConstraint(name="notice_says_something", condition=~Q(text="")),
        ]
        indexes = [
            models.Index(name="notice_unread", fields=["person", "-id"], condition=Q(read_at__isnull=True)),
            models.Index(name="notice_of_person", fields=["person", "-id"]),
        ]

    def __str__(self) -> str:
        return f"提醒{self.pk}"
