"""意见: what a desk decided, by whom, on which digests."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from review.choices import Desk, Verdict


class Opinion(models.Model):
    """One decision of one desk; never changed, but it may become void (superseded), with the cause.

    The digest columns are empty for an aspect that the desk does not judge (review.choices.JUDGES). `leader_due`
    is written by PostgreSQL on the confidentiality officer's opinion: the chain that began with it ends with a
    leader (review.models.ChainPolicy).
    """

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="opinions", verbose_name="公文")
    version = models.ForeignKey("documents.Version", models.PROTECT, related_name="+", verbose_name="稿")
    desk = models.CharField("环节", max_length=40, choices=Desk.choices)
    verdict = models.CharField("结论", max_length=20, choices=Verdict.choices)
    text = models.TextField("意见", blank=True)
    checklist = models.JSONField("审查事项", default=dict, blank=True)
    leader_due = models.BooleanField("须报领导裁定", default=False, db_default=False)
    office = models.ForeignKey("accounts.Office", models.PROTECT, null=True, related_name="+", verbose_name="会签单位")
    content_sm3 = models.CharField("内容 SM3", max_length=64, blank=True)
    public_sm3 = models.CharField("公开文本 SM3", max_length=64, blank=True)
    decision_sm3 = models.CharField("公开属性 SM3", max_length=64, blank=True)
    routing_sm3 = models.CharField("要素 SM3", max_length=64, blank=True)
    plan_sm3 = models.CharField("解读方案 SM3", max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="opinions", verbose_name="办理人")
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁办理"
    )
    at = models.DateTimeField("时间")
    superseded_at = models.DateTimeField("失效时间", null=True)
    superseded_why = models.CharField("失效原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "意见"
        constraints = [
            models.CheckConstraint(condition=Q(desk__in=Desk.values), name="opinion_desk_known"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="opinion_verdict_known"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.AGREE) | Q(verdict=Verdict.MAY_PUBLISH) | Q(text__regex=r"\S"),
                name="opinion_against_has_text",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True, superseded_why="")
                | Q(superseded_at__isnull=False, superseded_why__regex=r"\S"),
                name="opinion_superseded_has_cause",
            ),
        ]
        indexes = [models.Index(fields=["document", "id"], name="opinion_document")]

    def __str__(self) -> str:
        return f"{self.get_desk_display()}：{self.get_verdict_display()}"


class OpinionFile(models.Model):
    """A .docx that was attached to an opinion."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="files", verbose_name="意见")
    filename = models.CharField("文件名", max_length=255)
    blob = models.ForeignKey("documents.Blob", models.PROTECT, null=True, related_name="+", verbose_name="文件内容")

    class Meta:
        verbose_name = "意见附件"

    def __str__(self) -> str:
        return self.filename
