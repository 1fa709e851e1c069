"""工作日历: which days of a year are working days, by the State Council's yearly notice; 时限: when clocks stood, and
what was crossed. Documents and what belongs to them are named by number: this app knows none of them."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from deadlines.choices import RED_RUNGS, ClockKind, ExtensionState, PauseSource, Rung
from deadlines.lights import Colour

RED = Q(rung__in=sorted(RED_RUNGS))


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


class RegionalHoliday(models.Model):
    """Days that one office, and every office below it, has off (or works) otherwise than the country: holidays of an
    autonomous region (放假办法第四条), or what a region works in exchange. Entered and ended, never changed.
    """

    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+", verbose_name="机构")
    first = models.DateField("自")
    last = models.DateField("至")
    is_workday = models.BooleanField("上班")
    name = models.CharField("名称", max_length=40)
    basis = models.CharField("依据", max_length=200)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="录入人")
    entered_at = models.DateTimeField("录入时间")
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="停用人"
    )
    ended_at = models.DateTimeField("停用时间", null=True)

    class Meta:
        verbose_name = "地区节假日"
        constraints = [
            models.CheckConstraint(name="regional_first_before_last", condition=Q(last__gte=F("first"))),
            models.CheckConstraint(
                name="regional_says_what_and_why", condition=Q(name__regex=r"\S") & Q(basis__regex=r"\S")
            ),
            models.CheckConstraint(
                name="regional_runs_or_ended",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]
        indexes = [models.Index(name="regional_in_force", fields=["id"], condition=Q(ended_at__isnull=True))]

    def __str__(self) -> str:
        return self.name


class Pause(models.Model):
    """A time in which a document's clocks stand, as far as their limit says so: from `started_at` until it ended, at
    the latest `until`. It is corrected only while it runs, and ends once."""

    document_id = models.BigIntegerField("公文")
    source = models.CharField("事由", max_length=20, choices=PauseSource.choices)
    source_id = models.BigIntegerField("事由编号")
    started_at = models.DateTimeField("暂停自")
    until = models.DateTimeField("最迟至")
    ended_at = models.DateTimeField("恢复于", null=True)
    basis = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = "暂停计时"
        constraints = [
            models.CheckConstraint(name="pause_source_known", condition=Q(source__in=PauseSource.values)),
            models.CheckConstraint(name="pause_ends_after_it_began", condition=Q(until__gte=F("started_at"))),
            models.UniqueConstraint(
                name="pause_runs_once", fields=["source", "source_id"], condition=Q(ended_at__isnull=True)
            ),
        ]
        indexes = [models.Index(name="pause_of_document", fields=["document_id", "id"])]

    def __str__(self) -> str:
        return f"{self.get_source_display()}（第{self.source_id}号）"

    @property
    def end(self) -> datetime:
        """Return when the clocks go on: when it ended, at the latest `until`."""
        return min(self.ended_at or self.until, self.until)


class Crossing(models.Model):
    """A clock came to a rung: written once, by whichever worker finds it first, and never changed.

    Being overdue is always computed; this is the event. With another `due` (a pause, an extension, a new calendar)
    the same rung may be reached again.
    """

    kind = models.CharField("时限", max_length=20, choices=ClockKind.choices)
    subject_id = models.BigIntegerField("对象编号")
    document_id = models.BigIntegerField("公文", null=True)
    rung = models.CharField("程度", max_length=10, choices=Rung.choices)
    colour = models.CharField("灯色", max_length=10, choices=[(Colour.YELLOW, "黄"), (Colour.RED, "红")])
    due = models.DateTimeField("期限届满")
    due_on = models.DateField("期限")
    at = models.DateTimeField("发现时间")

    class Meta:
        verbose_name = "时限到达"
        constraints = [
            models.UniqueConstraint(name="crossing_once", fields=["kind", "subject_id", "rung", "due"]),
            models.CheckConstraint(name="crossing_kind_known", condition=Q(kind__in=ClockKind.values)),
            models.CheckConstraint(name="crossing_rung_known", condition=Q(rung__in=Rung.values)),
            models.CheckConstraint(
                name="crossing_red_is_overdue",
                condition=Q(RED, colour=Colour.RED) | (~RED & Q(colour=Colour.YELLOW)),
            ),
            models.CheckConstraint(name="crossing_red_is_past", condition=~RED | Q(at__gte=F("due"))),
        ]
        indexes = [
            models.Index(name="crossing_of_document", fields=["document_id", "id"]),
            models.Index(name="crossing_when", fields=["at", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.subject_id} {self.get_rung_display()}"


class Extension(models.Model):
    """More time that somebody asked for, in the unit of the limit, and what another person decided; decided once."""

    kind = models.CharField("时限", max_length=20, choices=ClockKind.choices)
    subject_id = models.BigIntegerField("对象编号")
    document_id = models.BigIntegerField("公文")
    amount = models.PositiveIntegerField("延长")
    reason = models.CharField("理由", max_length=300)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="申请人")
    asked_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁申请"
    )
    asked_at = models.DateTimeField("申请时间")
    state = models.CharField("状态", max_length=10, choices=ExtensionState.choices, default=ExtensionState.ASKED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="批准人"
    )
    decided_at = models.DateTimeField("批准时间", null=True)
    answer = models.CharField("批准意见", max_length=300, blank=True)

    class Meta:
        verbose_name = "延期"
        constraints = [
            models.CheckConstraint(name="extension_kind_known", condition=Q(kind__in=ClockKind.values)),
            models.CheckConstraint(name="extension_says_why", condition=Q(reason__regex=r"\S") & Q(amount__gte=1)),
            models.CheckConstraint(
                name="extension_is_open_or_decided",
                condition=Q(state=ExtensionState.ASKED, decided_by__isnull=True, decided_at__isnull=True)
                | Q(
                    state__in=[ExtensionState.GRANTED, ExtensionState.REFUSED],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="extension_is_decided_by_another",
                condition=Q(decided_by__isnull=True)
                | (~Q(decided_by=F("asked_by")) & (Q(asked_for__isnull=True) | ~Q(decided_by=F("asked_for")))),
            ),
            models.CheckConstraint(
                name="extension_refusal_says_why",
                condition=~Q(state=ExtensionState.REFUSED) | Q(answer__regex=r"\S"),
            ),
            models.UniqueConstraint(
                name="extension_once",
                fields=["kind", "subject_id"],
                condition=Q(state__in=[ExtensionState.ASKED, ExtensionState.GRANTED]),
            ),
        ]
        indexes = [models.Index(name="extension_of_subject", fields=["kind", "subject_id", "id"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.subject_id} {self.get_state_display()}"
