"""代办: one person stands in for another for a period; the work stays in both names."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Delegation(models.Model):
    """`delegate` acts for `principal` from `starts_on` to `ends_on`, both days included (office days).

    PostgreSQL refuses two unrevoked delegations of one principal that share a day.
    """

    principal = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegations_given", verbose_name="委托人"
    )
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegations_held", verbose_name="代办人"
    )
    starts_on = models.DateField("起始日")
    ends_on = models.DateField("截止日")
    reason = models.CharField("事由", max_length=200)
    made_at = models.DateTimeField("设定时间")
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = "代办委托"
        constraints = [
            models.CheckConstraint(name="delegation_not_to_oneself", condition=~Q(principal=F("delegate"))),
            models.CheckConstraint(name="delegation_in_order", condition=Q(starts_on__lte=F("ends_on"))),
            models.CheckConstraint(name="delegation_has_a_reason", condition=~Q(reason="")),
        ]
        indexes = [
            models.Index(
                name="delegation_held_open",
                fields=["delegate", "ends_on"],
                condition=Q(revoked_at__isnull=True),
            )
        ]
