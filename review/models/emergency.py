"""紧急公开: a release that does not wait for every co-sign: who ordered it, what it skipped, who approved it since."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from documents.choices import EmergencyState
from review.choices import SKIPPABLE, Desk, Verdict

UNDECIDED = Q(decided_by__isnull=True, decided_for__isnull=True, decided_at__isnull=True, note="")
DECIDED = Q(decided_by__isnull=False, decided_at__isnull=False)
BY_ANOTHER = (
    ~Q(decided_by=F("declared_by"))
    & ~Q(decided_for=F("declared_by"))
    & ~Q(decided_by=F("declared_for"))
    & ~Q(decided_for=F("declared_for"))
)
ANSWERED = Q(by__isnull=False, at__isnull=False) & ~Q(verdict="")


class Emergency(models.Model):
    """One declaration that a document must be public within hours (规则82); never changed, but it is decided once.

    It lets the document pass without the co-signs that are still open. Document.emergency says the same to lists.
    """

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="emergencies", verbose_name="公文")
    reason = models.TextField("紧急公开的理由")
    happened_at = models.DateTimeField("事件发生时间", null=True)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="决定人")
    declared_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁决定"
    )
    declared_at = models.DateTimeField("决定时间")
    state = models.CharField("状态", max_length=10, choices=EmergencyState.choices, default=EmergencyState.DECLARED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="追认人"
    )
    decided_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁追认"
    )
    decided_at = models.DateTimeField("追认时间", null=True)
    note = models.TextField("追认人意见", blank=True)

    class Meta:
        verbose_name = "紧急公开"
        constraints = [
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="emergency_says_why"),
            models.CheckConstraint(
                condition=Q(happened_at__isnull=True) | Q(happened_at__lte=F("declared_at")),
                name="emergency_follows_its_event",
            ),
            models.CheckConstraint(
                condition=Q(state=EmergencyState.DECLARED) & UNDECIDED
                | Q(state__in=[EmergencyState.RATIFIED, EmergencyState.REFUSED]) & DECIDED,
                name="emergency_is_open_or_decided",
            ),
            models.CheckConstraint(
                condition=Q(state=EmergencyState.DECLARED) | BY_ANOTHER, name="emergency_is_decided_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(state=EmergencyState.REFUSED) | Q(note__regex=r"\S"), name="emergency_refusal_says_why"
            ),
            models.UniqueConstraint(
                fields=["document"], condition=Q(state=EmergencyState.DECLARED), name="one_open_emergency_per_document"
            ),
        ]
        indexes = [
            models.Index(
                fields=["declared_at", "id"], condition=Q(state=EmergencyState.DECLARED), name="emergency_open"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_state_display())

    @property
    def began_at(self) -> datetime:
        """Return from when its hours run: the event, or the declaration where nobody said when that was."""
        return self.happened_at or self.declared_at

    @property
    def is_open(self) -> bool:
        """Test if nobody has decided on it afterwards yet."""
        return self.state == EmergencyState.DECLARED


class SkippedCosign(models.Model):
    """One co-sign that an emergency release did not wait for; asked afterwards, answered once."""

    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="skipped", verbose_name="紧急公开")
    desk = models.CharField("环节", max_length=40, choices=[(desk.value, desk.label) for desk in SKIPPABLE])
    office = models.ForeignKey("accounts.Office", models.PROTECT, null=True, related_name="+", verbose_name="会签单位")
    asked_at = models.DateTimeField("补会签提请时间")
    verdict = models.CharField("补会签结论", max_length=20, blank=True)
    text = models.TextField("补会签意见", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="办理人")
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁办理"
    )
    at = models.DateTimeField("办理时间", null=True)

    class Meta:
        verbose_name = "补会签"
        constraints = [
            models.CheckConstraint(
                condition=Q(desk=Desk.DEPARTMENT_COSIGN, office__isnull=False)
                | Q(desk=Desk.INTERPRETATION_COSIGN, office__isnull=True),
                name="skipped_names_whom",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", text="", by__isnull=True, at__isnull=True)
                | ANSWERED & (Q(verdict=Verdict.AGREE) | Q(verdict=Verdict.DISAGREE, text__regex=r"\S")),
                name="skipped_is_open_or_answered",
            ),
            models.UniqueConstraint(
                fields=["emergency", "desk", "office"], nulls_distinct=False, name="skipped_asked_once"
            ),
        ]
        indexes = [models.Index(fields=["desk", "office"], condition=Q(verdict=""), name="skipped_open")]

    def __str__(self) -> str:
        return f"{self.get_desk_display()}{self.office or ''}"
