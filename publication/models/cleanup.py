"""清理: a campaign over normative documents, each judged by its office and confirmed by another person; FD(八)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from documents.choices import Topic
from publication.normative.choices import CleanupState, Verdict


class Cleanup(models.Model):
    """One campaign: its scope, fixed when it began, and the published result."""

    title = models.CharField("名称", max_length=100)
    topic = models.CharField("主题分类", max_length=2, choices=Topic.choices, blank=True)
    year_from = models.PositiveSmallIntegerField("成文年份起", null=True)
    year_to = models.PositiveSmallIntegerField("成文年份止", null=True)
    office = models.ForeignKey("accounts.Office", models.PROTECT, null=True, related_name="+", verbose_name="拟稿单位")
    state = models.CharField("状态", max_length=10, choices=CleanupState.choices, default=CleanupState.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发起人")
    opened_at = models.DateTimeField("发起时间")
    instrument = models.CharField("公布文件", max_length=100, blank=True)
    effective_on = models.DateField("自何日起", null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="批准人"
    )
    published_at = models.DateTimeField("公布时间", null=True)

    class Meta:
        verbose_name = "清理"
        constraints = [
            models.CheckConstraint(condition=Q(title__regex=r"\S"), name="cleanup_has_a_title"),
            models.CheckConstraint(
                condition=Q(state=CleanupState.OPEN, published_by__isnull=True, published_at__isnull=True)
                | Q(
                    state=CleanupState.PUBLISHED,
                    published_by__isnull=False,
                    published_at__isnull=False,
                    effective_on__isnull=False,
                    instrument__regex=r"\S",
                ),
                name="cleanup_is_open_or_published",
            ),
            models.CheckConstraint(condition=~Q(published_by=F("opened_by")), name="cleanup_is_published_by_another"),
            models.CheckConstraint(
                condition=Q(year_from__isnull=True) | Q(year_to__isnull=True) | Q(year_to__gte=F("year_from")),
                name="cleanup_years_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CleanupItem(models.Model):
    """One document of a campaign: the verdict of its office, and who confirmed it."""

    cleanup = models.ForeignKey(Cleanup, models.PROTECT, related_name="items", verbose_name="清理")
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="cleanup_items", verbose_name="公文"
    )
    verdict = models.CharField("清理意见", max_length=10, choices=Verdict.choices, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="提出人"
    )
    judged_at = models.DateTimeField("提出时间", null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="确认人"
    )
    confirmed_at = models.DateTimeField("确认时间", null=True)

    class Meta:
        verbose_name = "清理件"
        constraints = [
            models.UniqueConstraint(fields=["cleanup", "document"], name="cleanup_item_once"),
            models.CheckConstraint(
                condition=Q(verdict="", reason="", judged_by__isnull=True, judged_at__isnull=True)
                | Q(
                    verdict__in=Verdict.values,
                    reason__regex=r"\S",
                    judged_by__isnull=False,
                    judged_at__isnull=False,
                ),
                name="cleanup_verdict_says_why",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False) & ~Q(verdict=""),
                name="cleanup_confirmed_is_judged",
            ),
            models.CheckConstraint(condition=~Q(confirmed_by=F("judged_by")), name="cleanup_is_confirmed_by_another"),
        ]

    def __str__(self) -> str:
        return f"{self.document}：{self.get_verdict_display() or '未提出'}"
