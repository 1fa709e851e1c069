"""转载: feeds of higher bodies, and one task for each document found in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from publication.reposting.choices import Drift, Media, RepostState

WEB = r"^https?://[^\s]+$"
FETCHED = Q(sha256__regex=r"^[0-9a-f]{64}$", text_sm3__regex=r"^[0-9a-f]{64}$", fetched_at__isnull=False) & ~Q(text="")
ON_PORTAL = Q(index__isnull=False, published_by__isnull=False, published_at__isnull=False)


class FeedSource(models.Model):
    """One feed (Atom or RSS), polled while it is active; the last answer's ETag makes the next GET conditional."""

    name = models.CharField("来源名称", max_length=200, unique=True)
    url = models.CharField("订阅地址", max_length=1000, unique=True)
    is_active = models.BooleanField("启用", default=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="增列人")
    added_at = models.DateTimeField("增列时间")
    etag = models.CharField("ETag", max_length=200, blank=True)
    last_modified = models.CharField("Last-Modified", max_length=100, blank=True)
    polled_at = models.DateTimeField("最近查询", null=True)
    failed_code = models.CharField("未成功的原因", max_length=20, blank=True)
    skipped = models.PositiveIntegerField("未收的条目", default=0)

    class Meta:
        verbose_name = "转载来源"
        constraints = [
            models.CheckConstraint(condition=Q(url__regex=WEB), name="feed_is_on_the_web"),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="feed_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class RepostTask(models.Model):
    """One document of a higher body: found, fetched, judged, and looked at again after it was re-posted.

    `data` are the bytes as they were fetched, `sha256` and `sm3` their digests, `text_sm3` that of the plain text.
    """

    source = models.ForeignKey(FeedSource, models.PROTECT, related_name="tasks", verbose_name="来源")
    entry_key = models.CharField("条目标识", max_length=64)
    title = models.CharField("标题", max_length=500)
    url = models.CharField("来源地址", max_length=1000)
    announced_at = models.DateTimeField("来源公布时间", null=True)
    found_at = models.DateTimeField("发现时间")
    due_at = models.DateTimeField("转载时限")
    state = models.CharField("状态", max_length=10, choices=RepostState.choices, default=RepostState.OPEN)
    fetched_at = models.DateTimeField("取回时间", null=True)
    fetched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="取回人"
    )
    media = models.CharField("类型", max_length=4, choices=Media.choices, blank=True)
    data = models.BinaryField("取回的文件", null=True)
    sm3 = models.CharField("SM3", max_length=64, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    page = models.TextField("网页文本", blank=True)
    text = models.TextField("文本", blank=True)
    text_sm3 = models.CharField("文本 SM3", max_length=64, blank=True)
    hints = models.JSONField("识别出的要素", default=dict)
    doubts = models.JSONField("疑点", default=list)
    open_doubts = models.PositiveIntegerField("须确认的疑点", default=0)
    confirmation = models.TextField("疑点的确认", blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="决定人"
    )
    decided_at = models.DateTimeField("决定时间", null=True)
    reason = models.TextField("理由", blank=True)
    index = models.CharField("索引号", max_length=100, null=True, unique=True)  # noqa: DJ001  # none yet is not ""
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="转载人"
    )
    published_at = models.DateTimeField("转载时间", null=True)
    checked_at = models.DateTimeField("最近复查", null=True)
    drift = models.CharField("来源变动", max_length=10, choices=Drift.choices, blank=True)
    drift_sm3 = models.CharField("变动后的文本 SM3", max_length=64, blank=True)
    settled_sm3 = models.CharField("已决定保留的文本 SM3", max_length=64, blank=True)

    class Meta:
        verbose_name = "转载任务"
        constraints = [
            models.UniqueConstraint(fields=["source", "entry_key"], name="feed_entry_once"),
            models.CheckConstraint(condition=Q(state__in=RepostState.values), name="repost_state_known"),
            models.CheckConstraint(condition=Q(url__regex=WEB), name="repost_source_is_on_the_web"),
            models.CheckConstraint(
                condition=~Q(state__in=[RepostState.TAKEN, RepostState.PUBLISHED]) | FETCHED,
                name="repost_has_what_was_fetched",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[RepostState.PUBLISHED, RepostState.WITHDRAWN]) | ON_PORTAL,
                name="repost_published_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[RepostState.DECLINED, RepostState.WITHDRAWN])
                | Q(reason__regex=r"\S", decided_by__isnull=False, decided_at__isnull=False),
                name="repost_refusal_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=RepostState.PUBLISHED) | Q(open_doubts=0) | Q(confirmation__regex=r"\S"),
                name="repost_doubts_are_confirmed",
            ),
            models.CheckConstraint(
                condition=~Q(state=RepostState.WITHDRAWN) | ~Q(decided_by=models.F("published_by")),
                name="repost_withdrawn_by_another",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=Q(state__in=[RepostState.OPEN, RepostState.TAKEN]),
                name="repost_due",
            ),
            models.Index(fields=["state", "-found_at", "-id"], name="repost_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_waiting(self) -> bool:
        """Test if nobody has decided on it yet."""
        return self.state in (RepostState.OPEN, RepostState.TAKEN)
