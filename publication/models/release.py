"""公开发布: what was released when, with the catalogue columns that the public reads (R30)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from documents.choices import Genre, Stage, Topic
from interpretation.choices import Channel
from portal.choices import Validity
from publication.choices import RetractionKind, State

ENDED = Q(
    ended_at__isnull=False,
    ended_by__isnull=False,
    approver__isnull=False,
    reason_kind__in=RetractionKind.values,
    reason__regex=r"\S",
    explanation__regex=r"\S",
)
NOT_ENDED = Q(
    ended_at__isnull=True,
    ended_by__isnull=True,
    approver__isnull=True,
    reason_kind="",
    reason="",
    explanation="",
)


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Filters over releases."""

    def live(self) -> "ReleaseQuerySet":
        """Return the releases that the public may read."""
        return self.filter(state=State.LIVE)


ReleaseManager = models.Manager.from_queryset(ReleaseQuerySet)


class Release(models.Model):
    """One release of one copy; never changed, but it is ended once: replaced (更正) or retracted (撤下).

    The catalogue columns are fixed at the release, so that the public reads what was approved.
    """

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="releases", verbose_name="公文")
    serial = models.PositiveIntegerField("次序")
    copy = models.ForeignKey("publication.PublicCopy", models.PROTECT, related_name="releases", verbose_name="公开文本")
    plan = models.ForeignKey(
        "interpretation.InterpretationPlan",
        models.PROTECT,
        null=True,
        related_name="releases",
        verbose_name="解读方案",
    )
    index = models.ForeignKey("publication.IndexNumber", models.PROTECT, related_name="releases", verbose_name="索引号")
    state = models.CharField("状态", max_length=20, choices=State.choices, default=State.LIVE)
    channels = ArrayField(models.CharField(max_length=20, choices=Channel.choices), verbose_name="发布渠道")
    published_at = models.DateTimeField("发布时间")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发布员")
    published_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁发布"
    )

    title = models.CharField("名称", max_length=500)
    number_text = models.CharField("发文字号", max_length=60)
    issuing_body = models.CharField("发文机关", max_length=100)
    topic = models.CharField("主题分类", max_length=2, choices=Topic.choices)
    genre = models.CharField("文种", max_length=10, choices=Genre.choices)
    stages = ArrayField(models.CharField(max_length=20, choices=Stage.choices), verbose_name="五公开环节")
    summary = models.TextField("内容概述")
    keywords = ArrayField(models.CharField(max_length=60), verbose_name="关键词", default=list)
    generated_on = models.DateField("生成日期")
    published_on = models.DateField("发布日期")
    validity = models.CharField("有效性", max_length=20, choices=Validity.choices, default=Validity.IN_FORCE)

    ended_at = models.DateTimeField("撤下或替换时间", null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="撤下或替换人"
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="批准人"
    )
    reason_kind = models.CharField("类别", max_length=20, choices=RetractionKind.choices, blank=True)
    reason = models.TextField("原因", blank=True)
    explanation = models.TextField("对公众的说明", blank=True)
    erased_at = models.DateTimeField("清除时间", null=True)

    objects = ReleaseManager()

    class Meta:
        verbose_name = "公开发布"
        constraints = [
            models.UniqueConstraint(fields=["document", "serial"], name="release_serial_once"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(state=State.LIVE), name="one_live_release_per_document"
            ),
            models.CheckConstraint(
                condition=Q(state=State.LIVE) & NOT_ENDED | Q(state__in=[State.REPLACED, State.RETRACTED]) & ENDED,
                name="release_ends_with_reason_and_approver",
            ),
            models.CheckConstraint(
                condition=~Q(ended_by=models.F("approver")), name="release_end_is_approved_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(channels=[]) & Q(channels__contained_by=Channel.values),
                name="release_has_a_channel",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False)
                | Q(
                    title__regex=r"\S",
                    number_text__regex=r"\S",
                    issuing_body__regex=r"\S",
                    summary__regex=r"\S",
                ),
                name="release_has_its_catalogue_columns",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | ~Q(state=State.LIVE), name="release_live_is_not_erased"
            ),
            models.CheckConstraint(condition=Q(validity__in=Validity.values), name="release_validity_known"),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], condition=Q(state=State.LIVE), name="release_live_newest"),
            models.Index(fields=["topic", "-published_at"], condition=Q(state=State.LIVE), name="release_live_topic"),
            models.Index(fields=["index", "-serial"], name="release_by_index"),
        ]

    def __str__(self) -> str:
        return f"{self.number_text}（{self.get_state_display()}）"
