"""定时公开: at which minute the worker releases a document, and who ordered that."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from publication.choices import ScheduleState

RUNS = Q(ended_at__isnull=True, ended_by__isnull=True, why="")


class Schedule(models.Model):
    """One order to release a document at a moment; never changed, but it ends once: released, changed, called off.

    `late_reason` says why it is after the legal deadline, empty when it is not. `why` says how it ended: the words
    of whoever called it off, or why the gate did not let the document out at the moment.
    """

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="schedules", verbose_name="公文")
    release_at = models.DateTimeField("公开时间")
    late_reason = models.CharField("晚于法定期限的理由", max_length=300, blank=True)
    state = models.CharField("状态", max_length=10, choices=ScheduleState.choices, default=ScheduleState.OPEN)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发布员")
    set_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁办理"
    )
    set_at = models.DateTimeField("安排时间")
    ended_at = models.DateTimeField("结束时间", null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="结束人"
    )
    why = models.CharField("结束原因", max_length=2000, blank=True)
    erased_at = models.DateTimeField("清除时间", null=True)

    class Meta:
        verbose_name = "定时公开"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ScheduleState.values), name="schedule_state_known"),
            models.CheckConstraint(
                condition=Q(state=ScheduleState.OPEN) & RUNS | ~Q(state=ScheduleState.OPEN) & Q(ended_at__isnull=False),
                name="schedule_runs_or_ended",
            ),
            models.CheckConstraint(condition=Q(release_at__gt=F("set_at")), name="schedule_is_ahead"),
            models.CheckConstraint(
                condition=~Q(state__in=[ScheduleState.CANCELLED, ScheduleState.REFUSED]) | Q(why__regex=r"\S"),
                name="schedule_called_off_says_why",
            ),
            models.UniqueConstraint(
                fields=["document"], condition=Q(state=ScheduleState.OPEN), name="one_open_schedule_per_document"
            ),
        ]
        indexes = [
            models.Index(fields=["release_at", "id"], condition=Q(state=ScheduleState.OPEN), name="schedule_open"),
            models.Index(fields=["document", "-id"], name="schedule_of_document"),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.release_at:%Y-%m-%d %H:%M}"
