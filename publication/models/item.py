"""目录项变更: what somebody proposes about a row of the catalogue (主动公开基本目录); another one decides."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from documents.choices import LimitUnit
from publication.choices import ProposalState
from publication.items.choices import ItemAct

DECIDED = Q(decided_by__isnull=False, decided_at__isnull=False)


class CatalogueProposal(models.Model):
    """One change of one row: what it is to say, or for an end what it says; decided once, never changed.

    `item` is the row that is revised or ended; approval of a revision ends it and makes the next edition.
    """

    act = models.CharField("办理", max_length=10, choices=ItemAct.choices)
    item = models.ForeignKey(
        "documents.CatalogueItem", models.PROTECT, null=True, related_name="+", verbose_name="现行目录项"
    )
    code = models.CharField("编号", max_length=20)
    subject = models.CharField("事项", max_length=100)
    content = models.CharField("公开内容", max_length=300, blank=True)
    limit_days = models.PositiveSmallIntegerField("公开时限", null=True)
    limit_unit = models.CharField("时限单位", max_length=10, choices=LimitUnit.choices, blank=True)
    counted_from = models.CharField("起算", max_length=60, blank=True)
    withdrawal_days = models.PositiveSmallIntegerField("撤回时限（工作日）", null=True)
    basis = models.CharField("依据", max_length=200)
    reason = models.CharField("变更原因", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人")
    at = models.DateTimeField("提出时间")
    state = models.CharField("状态", max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="决定人"
    )
    decided_at = models.DateTimeField("决定时间", null=True)
    note = models.TextField("决定人意见", blank=True)

    class Meta:
        verbose_name = "目录项变更"
        constraints = [
            models.CheckConstraint(
                condition=Q(act=ItemAct.ADD, item__isnull=True)
                | Q(act__in=[ItemAct.REVISE, ItemAct.END], item__isnull=False),
                name="item_change_names_its_item",
            ),
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="item_change_says_why"),
            models.CheckConstraint(
                condition=Q(limit_days__isnull=True, limit_unit="")
                | Q(limit_days__gt=0, limit_unit__in=LimitUnit.values, counted_from__regex=r"\S"),
                name="item_change_limit_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.OPEN, decided_by__isnull=True, decided_at__isnull=True, note="")
                | Q(state__in=[ProposalState.APPROVED, ProposalState.REFUSED, ProposalState.WITHDRAWN]) & DECIDED,
                name="item_change_is_open_or_decided",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ProposalState.OPEN, ProposalState.WITHDRAWN]) | ~Q(decided_by=F("by")),
                name="item_change_is_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.REFUSED) | Q(note__regex=r"\S"), name="item_refusal_says_why"
            ),
            models.UniqueConstraint(
                fields=["code"], condition=Q(state=ProposalState.OPEN), name="one_open_change_per_item"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}目录项 {self.code}"

    @property
    def is_open(self) -> bool:
        """Test if nobody has decided on it yet."""
        return self.state == ProposalState.OPEN
