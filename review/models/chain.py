"""审查链设置 and the answers from outside: who has to speak on confidentiality, and what was said beyond the office."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from review.choices import Verdict

ANSWERS = (Verdict.MAY_PUBLISH, Verdict.NOT_PUBLIC)


class ChainPolicy(models.Model):
    """Whether a leader speaks on every document that an office drafts and that is to be public; never changed.

    Set by the head of the confidentiality body, in force once the General Office has confirmed it; the latest
    confirmed row of the nearest office above the drafter counts, none means: only when in doubt (R18). PostgreSQL
    notes it on the officer's opinion (`Opinion.leader_due`), so a review goes on as it began.
    """

    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+", verbose_name="适用单位")
    serial = models.PositiveIntegerField("次序")
    leader_always = models.BooleanField("主动公开的一律报领导裁定")
    reason = models.CharField("设定理由", max_length=300)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="设定人")
    set_at = models.DateTimeField("设定时间")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="确认人"
    )
    confirmed_at = models.DateTimeField("生效时间", null=True)

    class Meta:
        verbose_name = "审查链设置"
        constraints = [
            models.UniqueConstraint(fields=["office", "serial"], name="chain_policy_once"),
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="chain_policy_has_a_reason"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="chain_policy_confirmed_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(confirmed_by=F("set_by")), name="chain_policy_takes_two_people"),
        ]

    def __str__(self) -> str:
        return f"{self.office}（第{self.serial}次设置）"


class OutsideAnswer(models.Model):
    """What a competent department or 保密行政管理部门 answered to a leader's doubt (条例17); never changed."""

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="answers", verbose_name="公文")
    opinion = models.ForeignKey("review.Opinion", models.PROTECT, related_name="answers", verbose_name="提请确定的意见")
    body = models.CharField("答复机关", max_length=200)
    letter = models.CharField("来函文号", max_length=100, blank=True)
    answered_on = models.DateField("答复日期")
    answer = models.CharField("答复结论", max_length=20, choices=[(a.value, a.label) for a in ANSWERS])
    text = models.TextField("答复内容")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁登记"
    )
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "外部答复"
        constraints = [
            models.CheckConstraint(condition=Q(answer__in=ANSWERS), name="outside_answer_known"),
            models.CheckConstraint(condition=Q(body__regex=r"\S", text__regex=r"\S"), name="outside_answer_has_words"),
        ]
        indexes = [models.Index(fields=["document", "id"], name="outside_answer_document")]

    def __str__(self) -> str:
        return f"{self.body}：{self.get_answer_display()}"
