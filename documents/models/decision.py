"""公开属性: proposals and decisions on disclosure, and the negative list they cite."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from documents.choices import HARD_GROUNDS, Attribute, Ground, Stage

NOT_PROACTIVE = ~Q(attribute=Attribute.PROACTIVE)


class NegativeListEntry(models.Model):
    """负面清单条目: what may not be made public, with legal basis and period of validity."""

    code = models.CharField("编号", max_length=20)
    edition = models.PositiveIntegerField("版次", default=1)
    ground = models.CharField("理由类别", max_length=30, choices=Ground.choices)
    subject = models.CharField("事项", max_length=200)
    scope = models.TextField("范围说明")
    basis = models.CharField("法律依据", max_length=300)
    valid_from = models.DateField("生效日期")
    valid_to = models.DateField("失效日期", null=True, blank=True)

    class Meta:
        verbose_name = "负面清单条目"
        constraints = [
            models.UniqueConstraint(fields=["code", "edition"], name="negative_entry_edition_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="negative_entry_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.subject}"

    def covers(self, day: date) -> bool:
        """Test if the entry is in force on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class DisclosureDecision(models.Model):
    """One decision on disclosure; never changed, a change is a new row (R9).

    `sm3`/`sha256` are taken over attribute, stages, ground, reason, negative-list entry and the
    drafter's two statements; opinions and the signature name them.
    """

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="decisions", verbose_name="公文")
    serial = models.PositiveIntegerField("序号")
    attribute = models.CharField("公开属性", max_length=20, choices=Attribute.choices)
    stages = ArrayField(models.CharField(max_length=20, choices=Stage.choices), verbose_name="五公开环节")
    ground = models.CharField("不公开理由", max_length=30, choices=Ground.choices, blank=True)
    reason = models.TextField("理由说明", blank=True)
    entry = models.ForeignKey(NegativeListEntry, models.PROTECT, null=True, blank=True, verbose_name="负面清单条目")
    no_duty_stated = models.BooleanField("声明无法律法规要求公开", default=False)
    confirmed = models.BooleanField("对应公开而未公开的再次确认", default=False)
    sm3 = models.CharField("SM3", max_length=64)
    sha256 = models.CharField("SHA-256", max_length=64)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人")
    decided_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁提出"
    )
    decided_at = models.DateTimeField("提出时间")

    class Meta:
        verbose_name = "公开属性决定"
        constraints = [
            models.UniqueConstraint(fields=["document", "serial"], name="decision_serial_once"),
            models.CheckConstraint(condition=Q(attribute__in=Attribute.values), name="decision_attribute_known"),
            models.CheckConstraint(
                condition=Q(attribute=Attribute.PROACTIVE) | (Q(ground__in=Ground.values) & Q(reason__regex=r"\S")),
                name="decision_not_proactive_has_ground_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(attribute=Attribute.PROACTIVE)
                | ~Q(ground__in=sorted(HARD_GROUNDS))
                | Q(entry__isnull=False),
                name="decision_hard_ground_cites_negative_list",
            ),
            models.CheckConstraint(condition=~Q(stages=[]), name="decision_has_a_stage"),
            models.CheckConstraint(condition=Q(stages__contained_by=Stage.values), name="decision_stages_known"),
        ]

    def __str__(self) -> str:
        return self.get_attribute_display()
