"""有效性: the term of a normative document, and each change of what a public document is worth (R36, R37)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from publication.normative.choices import ChangeState, ValidityAct

UNDECIDED = Q(decided_by__isnull=True, decided_at__isnull=True, note="")
DECIDED = Q(decided_by__isnull=False, decided_at__isnull=False)


class ValidityTerm(models.Model):
    """有效期 of one normative document, begun by its first release; `ends_on` is the last day in force.

    `reminded_at` is when its six months' notice was given, once for each end; `lapsed_at` when the lapse was carried
    into the public copy.
    """

    document = models.OneToOneField(
        "documents.Document", models.PROTECT, related_name="validity_term", verbose_name="公文"
    )
    starts_on = models.DateField("施行日期")
    ends_on = models.DateField("有效期至")
    reminded_at = models.DateTimeField("到期提醒时间", null=True)
    lapsed_at = models.DateTimeField("失效登记时间", null=True)

    class Meta:
        verbose_name = "有效期"
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="term_ends_after_it_starts"),
        ]
        indexes = [
            models.Index(fields=["ends_on"], condition=Q(reminded_at__isnull=True), name="term_to_remind"),
            models.Index(fields=["ends_on"], condition=Q(lapsed_at__isnull=True), name="term_to_lapse"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}—{self.ends_on}"


class ValidityChange(models.Model):
    """One change, proposed by one person and decided by another; never changed, but it is decided once.

    `effective_on` is from when it counts (撤销 counts from the beginning whatever the day); `instrument` is the number
    of the document that ordered it; `until` is the new end of an extended term.
    """

    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="validity_changes", verbose_name="公文"
    )
    act = models.CharField("变动", max_length=10, choices=ValidityAct.choices)
    effective_on = models.DateField("自何日起")
    until = models.DateField("延长至", null=True)
    instrument = models.CharField("依据文件", max_length=100)
    reason = models.TextField("说明")
    state = models.CharField("状态", max_length=10, choices=ChangeState.choices, default=ChangeState.OPEN)
    cleanup = models.ForeignKey(
        "publication.Cleanup", models.PROTECT, null=True, related_name="changes", verbose_name="清理"
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人")
    proposed_at = models.DateTimeField("提出时间")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="决定人"
    )
    decided_at = models.DateTimeField("决定时间", null=True)
    note = models.TextField("决定人意见", blank=True)
    shown_at = models.DateTimeField("门户更新时间", null=True)

    class Meta:
        verbose_name = "有效性变动"
        constraints = [
            models.CheckConstraint(condition=Q(act__in=ValidityAct.values), name="validity_change_act_known"),
            models.CheckConstraint(
                condition=Q(instrument__regex=r"\S", reason__regex=r"\S"), name="validity_change_says_by_what"
            ),
            models.CheckConstraint(
                condition=Q(act=ValidityAct.EXTEND, until__isnull=False)
                | ~Q(act=ValidityAct.EXTEND) & Q(until__isnull=True),
                name="validity_change_extends_to_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state=ChangeState.OPEN) & UNDECIDED
                | Q(state__in=[ChangeState.APPROVED, ChangeState.REFUSED]) & DECIDED,
                name="validity_change_is_open_or_decided",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("proposed_by")), name="validity_change_is_decided_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(state=ChangeState.REFUSED) | Q(note__regex=r"\S"), name="validity_refusal_says_why"
            ),
            models.CheckConstraint(
                condition=Q(shown_at__isnull=True) | Q(state=ChangeState.APPROVED), name="validity_shown_was_approved"
            ),
            models.UniqueConstraint(
                fields=["document"], condition=Q(state=ChangeState.OPEN), name="one_open_validity_change"
            ),
        ]
        indexes = [
            models.Index(fields=["document", "-id"], name="validity_change_of"),
            models.Index(
                fields=["effective_on"],
                condition=Q(state=ChangeState.APPROVED, shown_at__isnull=True),
                name="validity_change_to_show",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}（{self.get_state_display()}）"

    @property
    def is_open(self) -> bool:
        """Test if nobody has decided on it yet."""
        return self.state == ChangeState.OPEN
