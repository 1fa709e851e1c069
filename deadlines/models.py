"""工作日历: which days of a year are working days, by the State Council's yearly notice."""

from django.db import models
from django.db.models import F, Q


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
            models.CheckConstraint(name="calendaryear_status_known", condition=Q(status__in=YearStatus.values)),
            models.CheckConstraint(name="calendaryear_version_counts", condition=Q(version__gte=1)),
        ]


class CalendarDay(models.Model):
    """A day that a notice names: a holiday, or a weekend day worked in exchange (调休)."""

    day = models.DateField("日期", primary_key=True)
    notice = models.ForeignKey(CalendarYear, models.PROTECT, related_name="days", verbose_name="放假安排")
    is_workday = models.BooleanField("上班")
    name = models.CharField("名称", max_length=40)

    class Meta:
        verbose_name = "日历日"
        constraints = [
            models.CheckConstraint(
                name="calendarday_in_or_beside_the_year_of_its_notice",
                condition=Q(day__year__gte=F("notice") - 1, day__year__lte=F("notice") + 1),
            ),
        ]
