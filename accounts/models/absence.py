"""外出: a person is away for a period, with a delegate or without one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class AbsenceKind(models.TextChoices):
    """Why a person is away."""

    TRIP = "trip", "出差"
    LEAVE = "leave", "休假"
    STUDY = "study", "学习"
    OTHER = "other", "外出"


class Absence(models.Model):
    """`person` is away from `starts_on` to `ends_on`, both days included; who acts meanwhile says a Delegation.

    PostgreSQL refuses two absences of one person that share a day.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences", verbose_name="外出人员"
    )
    kind = models.CharField("事由", max_length=10, choices=AbsenceKind.choices)
    starts_on = models.DateField("起始日")
    ends_on = models.DateField("截止日")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间")
    ended_at = models.DateTimeField("销假时间", null=True, blank=True)

    class Meta:
        verbose_name = "外出"
        constraints = [
            models.CheckConstraint(name="absence_kind_known", condition=Q(kind__in=AbsenceKind.values)),
            models.CheckConstraint(name="absence_in_order", condition=Q(starts_on__lte=F("ends_on"))),
        ]
        indexes = [models.Index(name="absence_open", fields=["person", "ends_on"], condition=Q(ended_at__isnull=True))]
