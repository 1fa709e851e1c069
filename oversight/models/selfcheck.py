"""年度自查: a campaign over what is not public, each document judged by its office and confirmed by another person."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from documents.choices import Attribute, Ground
from oversight.selfcheck.choices import CheckState, Judgement

NOT_PROACTIVE = [(each.value, each.label) for each in Attribute if each != Attribute.PROACTIVE]


class SelfCheck(models.Model):
    """One campaign of one organ for one year; `figures` is its report, frozen when it was closed."""

    year = models.PositiveSmallIntegerField("年度")
    organ = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+", verbose_name="机关")
    due_on = models.DateField("办结期限")
    state = models.CharField("状态", max_length=10, choices=CheckState.choices, default=CheckState.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发起人")
    opened_at = models.DateTimeField("发起时间")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="办结人"
    )
    closed_at = models.DateTimeField("办结时间", null=True)
    figures = models.JSONField("自查报告", default=dict)

    class Meta:
        verbose_name = "年度自查"
        constraints = [
            models.UniqueConstraint(fields=["organ", "year"], name="selfcheck_once_a_year"),
            models.CheckConstraint(
                condition=Q(state=CheckState.OPEN, closed_by__isnull=True, closed_at__isnull=True, figures={})
                | Q(state=CheckState.CLOSED, closed_by__isnull=False, closed_at__isnull=False) & ~Q(figures={}),
                name="selfcheck_is_open_or_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年度自查"

    @property
    def is_open(self) -> bool:
        """Test if documents are still being judged."""
        return self.state == CheckState.OPEN


class SelfCheckItem(models.Model):
    """One document of a campaign: what it was, how often it was asked for, what is said of it now, who confirmed it."""

    selfcheck = models.ForeignKey(SelfCheck, models.PROTECT, related_name="items", verbose_name="年度自查")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", verbose_name="公文")
    attribute = models.CharField("原公开属性", max_length=20, choices=NOT_PROACTIVE)
    ground = models.CharField("原理由", max_length=30, choices=Ground.choices)
    asked = models.PositiveIntegerField("被申请次数", default=0)
    verdict = models.CharField("重新判断", max_length=10, choices=Judgement.choices, blank=True)
    ground_now = models.CharField("现理由", max_length=30, choices=Ground.choices, blank=True)
    entry = models.ForeignKey(
        "documents.NegativeListEntry", models.PROTECT, null=True, related_name="+", verbose_name="负面清单条目"
    )
    no_duty_stated = models.BooleanField("声明无法律法规要求公开", default=False)
    reason = models.CharField("理由说明", max_length=500, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="判断人"
    )
    judged_at = models.DateTimeField("判断时间", null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="确认人"
    )
    confirmed_at = models.DateTimeField("确认时间", null=True)
    remark = models.CharField("退回重判的说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "自查件"
        constraints = [
            models.UniqueConstraint(fields=["selfcheck", "document"], name="selfcheck_item_once"),
            models.CheckConstraint(
                condition=Q(verdict="", reason="", ground_now="", judged_by__isnull=True, judged_at__isnull=True)
                | Q(
                    verdict__in=Judgement.values,
                    reason__regex=r"\S",
                    judged_by__isnull=False,
                    judged_at__isnull=False,
                ),
                name="selfcheck_verdict_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(verdict=Judgement.KEEP) | ~Q(ground_now=""), name="selfcheck_keeping_has_a_ground"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False) & ~Q(verdict=""),
                name="selfcheck_confirmed_is_judged",
            ),
            models.CheckConstraint(condition=~Q(confirmed_by=F("judged_by")), name="selfcheck_is_confirmed_by_another"),
        ]
        indexes = [
            models.Index(fields=["selfcheck", "id"], condition=Q(verdict=""), name="selfcheck_unjudged"),
            models.Index(
                fields=["selfcheck", "id"],
                condition=~Q(verdict="") & Q(confirmed_by__isnull=True),
                name="selfcheck_unconfirmed",
            ),
            models.Index(fields=["document", "-id"], name="selfcheck_of_document"),
        ]

    def __str__(self) -> str:
        return f"{self.document}：{self.get_verdict_display() or '未判断'}"


class AskedFor(models.Model):
    """How often one information was applied for in a year (依申请公开), by number or title, as the desk noted it."""

    organ = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+", verbose_name="机关")
    year = models.PositiveSmallIntegerField("年度")
    number_text = models.CharField("发文字号", max_length=60, blank=True)
    title = models.CharField("信息名称", max_length=500, blank=True)
    count = models.PositiveIntegerField("申请件数")
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="对应公文"
    )
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    noted_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "依申请公开件数"
        constraints = [
            models.UniqueConstraint(fields=["organ", "year", "number_text", "title"], name="asked_for_noted_once"),
            models.CheckConstraint(condition=~Q(number_text="", title=""), name="asked_for_names_something"),
            models.CheckConstraint(condition=Q(count__gte=1), name="asked_for_counts_something"),
        ]

    def __str__(self) -> str:
        return f"{self.number_text or self.title}：{self.count}"
