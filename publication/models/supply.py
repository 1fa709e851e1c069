"""移送清单: what was published in a period, handed to the archives and the public library (条例第25条; R39)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Recipient(models.TextChoices):
    """Where 条例第25条 wants it to be read."""

    ARCHIVES = "archives", "国家档案馆"
    LIBRARY = "library", "公共图书馆"


class Supply(models.Model):
    """One list for one recipient; its rows are fixed when it is made, it is handed over once."""

    recipient = models.CharField("接收单位类别", max_length=10, choices=Recipient.choices)
    recipient_name = models.CharField("接收单位", max_length=100)
    since = models.DateField("自")
    until = models.DateField("至")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="编制人")
    made_at = models.DateTimeField("编制时间")
    handed_on = models.DateField("移送日期", null=True)
    received_by = models.CharField("接收凭证", max_length=200, blank=True)
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="移送登记人"
    )
    handed_at = models.DateTimeField("移送登记时间", null=True)

    class Meta:
        verbose_name = "移送清单"
        constraints = [
            models.CheckConstraint(condition=Q(recipient__in=Recipient.values), name="supply_recipient_known"),
            models.CheckConstraint(condition=Q(recipient_name__regex=r"\S"), name="supply_recipient_is_named"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="supply_period_in_order"),
            models.CheckConstraint(
                condition=Q(handed_on__isnull=True, received_by="", handed_by__isnull=True, handed_at__isnull=True)
                | Q(
                    handed_on__isnull=False,
                    received_by__regex=r"\S",
                    handed_by__isnull=False,
                    handed_at__isnull=False,
                ),
                name="supply_handed_over_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_name}（{self.since}—{self.until}）"


class SupplyItem(models.Model):
    """One release on a list."""

    supply = models.ForeignKey(Supply, models.PROTECT, related_name="items", verbose_name="移送清单")
    release = models.ForeignKey("publication.Release", models.PROTECT, related_name="+", verbose_name="公开发布")

    class Meta:
        verbose_name = "移送件"
        constraints = [models.UniqueConstraint(fields=["supply", "release"], name="supply_item_once")]
