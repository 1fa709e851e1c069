"""门户条目申请: somebody proposes to take a register row, joint entry, re-posted document or one later interpretation
down (R35), or what a row of the register is worth from a day on (R36, R37); another one who may sign decides."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.choices import Origin
from publication.choices import ProposalState, RetractionKind
from publication.listings.choices import CHANGES, ORIGINS, ListingAct

UNDECIDED = Q(decided_by__isnull=True, decided_at__isnull=True, note="")
DECIDED = Q(decided_by__isnull=False, decided_at__isnull=False)
RETRACTS = Q(
    act=ListingAct.RETRACT, reason_kind__in=RetractionKind.values, explanation__regex=r"\S", change="", instrument="",
    effective_on__isnull=True,
)  # fmt: skip
CHANGES_VALIDITY = Q(
    act=ListingAct.VALIDITY, origin=Origin.REGISTER, reason_kind="", explanation="", instrument__regex=r"\S",
    change__in=[each.value for each in CHANGES], effective_on__isnull=False,
)  # fmt: skip


class ListingProposal(models.Model):
    """One proposal about one row of the portal; never changed, but it is decided once and may be erased.

    With `material` it is about that later interpretation alone, and the row is that of the document's release.
    `successor_index` and `successor_url` name what stands in the place of a merged document; `shown_at` is when an
    approved change of the validity was carried into the portal.
    """

    listing = models.ForeignKey(
        "portal.PublishedDocument", models.PROTECT, related_name="proposals", verbose_name="门户条目"
    )
    material = models.ForeignKey(
        "interpretation.Material", models.PROTECT, null=True, related_name="proposals", verbose_name="后续解读材料"
    )
    origin = models.CharField("来源", max_length=10, choices=Origin.choices)
    act = models.CharField("办理", max_length=10, choices=ListingAct.choices)
    reason_kind = models.CharField("类别", max_length=20, choices=RetractionKind.choices, blank=True)
    change = models.CharField("变动", max_length=10, choices=[(each.value, each.label) for each in CHANGES], blank=True)
    effective_on = models.DateField("自何日起", null=True)
    instrument = models.CharField("依据文件", max_length=100, blank=True)
    reason = models.TextField("原因")
    explanation = models.TextField("对公众的说明", blank=True)
    successor_index = models.CharField("接续文件索引号", max_length=100, blank=True)
    successor_url = models.URLField("接续文件地址", max_length=500, blank=True)
    state = models.CharField("状态", max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人")
    proposed_at = models.DateTimeField("提出时间")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="决定人"
    )
    decided_at = models.DateTimeField("决定时间", null=True)
    note = models.TextField("决定人意见", blank=True)
    shown_at = models.DateTimeField("门户更新时间", null=True)
    erased_at = models.DateTimeField("清除时间", null=True)

    class Meta:
        verbose_name = "门户条目申请"
        constraints = [
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="listing_has_a_reason"),
            models.CheckConstraint(
                condition=Q(origin__in=[each.value for each in ORIGINS], material__isnull=True)
                | Q(origin=Origin.RELEASE, material__isnull=False, act=ListingAct.RETRACT),
                name="listing_is_of_no_release",
            ),
            models.CheckConstraint(condition=RETRACTS | CHANGES_VALIDITY, name="listing_ends_or_changes"),
            models.CheckConstraint(
                condition=~Q(reason_kind=RetractionKind.MERGED)
                | Q(successor_index__regex=r"\S")
                | Q(successor_url__regex=r"^https?://"),
                name="listing_merged_names_its_successor",
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.OPEN) & UNDECIDED
                | Q(state__in=[ProposalState.APPROVED, ProposalState.REFUSED, ProposalState.WITHDRAWN]) & DECIDED,
                name="listing_is_open_or_decided",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ProposalState.OPEN, ProposalState.WITHDRAWN]) | ~Q(decided_by=F("proposed_by")),
                name="listing_is_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.REFUSED) | Q(note__regex=r"\S"), name="listing_refusal_says_why"
            ),
            models.CheckConstraint(
                condition=Q(shown_at__isnull=True) | Q(state=ProposalState.APPROVED), name="listing_shown_was_approved"
            ),
            models.UniqueConstraint(
                fields=["listing"],
                condition=Q(state=ProposalState.OPEN, material__isnull=True),
                name="one_open_proposal_per_listing",
            ),
            models.UniqueConstraint(
                fields=["material"], condition=Q(state=ProposalState.OPEN), name="one_open_proposal_per_material"
            ),
        ]
        indexes = [
            models.Index(fields=["listing", "-id"], name="listing_story"),
            models.Index(fields=["proposed_at", "id"], condition=Q(state=ProposalState.OPEN), name="listing_open"),
            models.Index(
                fields=["effective_on"],
                condition=Q(state=ProposalState.APPROVED, act=ListingAct.VALIDITY),
                name="listing_validity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}（{self.get_state_display()}）"

    @property
    def is_open(self) -> bool:
        """Test if nobody has decided on it yet."""
        return self.state == ProposalState.OPEN

    @property
    def chain(self) -> str:
        """Return the journal's chain: the row's, of an interpretation its document's (`material` loaded)."""
        return f"document:{self.material.document_id}" if self.material else f"listing:{self.listing_id}"
