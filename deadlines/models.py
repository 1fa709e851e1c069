"""工作日历: which days of a year are working days, by the State Council's yearly notice."""

from django.db import models
from django.db.models import Q


class YearStatus(models.TextChoices):
    """Whether the notice for the year has been entered."""

    OFFICIAL = "official", "已公布"
    ESTIMATED = "estimated", "暂定"


class CalendarYear(models.Model):
    """One year of the calendar; `version` grows with every change of its days (R88)."""

    year = models.PositiveSmallIntegerField("年份", primary_key=True)
    status = models.CharField("状态", max_length=10, choices=YearStatus.choices)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "日历年"
        constraints = [
            models.CheckConstraint(
                name="calendaryear_status_known", condition=Q(status__in=YearStatus.values)
            ),
            models.CheckConstraint(name="calendaryear_version_counts", condition=Q(version__gte=1)),
        ]


class CalendarDay(models.Model):
    """A day that the weekend rule alone would get wrong, or that bears a holiday's name."""

    day = models.DateField("日期", primary_key=True)
    is_workday = models.BooleanField("上班")
    name = models.CharField("名称", max_length=40)

    class Meta:
        verbose_name = "日历日"
