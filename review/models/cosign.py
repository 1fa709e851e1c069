"""会签: a round with one row per signer; "all have agreed" is a function over the rows."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class CosignRound(models.Model):
    """One round of department co-signs on one content; a return closes it, a new one has the next serial."""

    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="cosign_rounds", verbose_name="公文"
    )
    serial = models.PositiveIntegerField("轮次")
    content_sm3 = models.CharField("内容 SM3", max_length=64)
    opened_at = models.DateTimeField("发起时间")
    closed_at = models.DateTimeField("结束时间", null=True)
    closed_why = models.CharField("结束原因", max_length=100, blank=True)

    class Meta:
        verbose_name = "会签轮次"
        constraints = [
            models.UniqueConstraint(fields=["document", "serial"], name="cosign_round_once"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(closed_at__isnull=True), name="one_open_cosign_round"
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.serial}轮会签"


class Cosign(models.Model):  # type: ignore[django-manager-missing]  # workflow stands on untyped viewflow
    """One signer of a round: an office, and where it was named a person.

    `came_from` is the row that was transferred (转办) or lent out (委派); a lent row goes back to its
    lender when it is answered.
    """

    class State(models.TextChoices):
        OPEN = "open", "待会签"
        AGREED = "agreed", "同意"
        DISAGREED = "disagreed", "不同意"
        WITHDRAWN = "withdrawn", "撤销"
        TRANSFERRED = "transferred", "已转办"
        LENT = "lent", "委派中"
        ADVISED = "advised", "已回复委派"
        CANCELLED = "cancelled", "随退回终止"

    round = models.ForeignKey(CosignRound, models.PROTECT, related_name="cosigns", verbose_name="轮次")
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+", verbose_name="会签单位")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="指定会签人"
    )
    state = models.CharField("状态", max_length=20, choices=State.choices, default=State.OPEN)
    opinion = models.OneToOneField(
        "review.Opinion", models.PROTECT, null=True, related_name="cosign", verbose_name="意见"
    )
    came_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="led_to", verbose_name="来自")
    is_loan = models.BooleanField("委派（办后返回）", default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发起人")
    added_at = models.DateTimeField("发起时间")
    changed_at = models.DateTimeField("变动时间")
    advice = models.TextField("委派回复", blank=True)

    class Meta:
        verbose_name = "会签人"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "office"],
                condition=Q(state__in=["open", "agreed", "disagreed"], is_loan=False),
                name="one_cosign_per_office",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "disagreed"]) | Q(opinion__isnull=False),
                name="cosign_answer_has_opinion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office}：{self.get_state_display()}"
