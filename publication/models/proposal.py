"""撤下、更正的申请: one person proposes how a release ends, another one with the right to sign decides (R35)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from documents.choices import Topic
from publication.choices import Ending, ProposalState, RetractionKind

UNDECIDED = Q(decided_by__isnull=True, decided_for__isnull=True, decided_at__isnull=True, note="")
DECIDED = Q(decided_by__isnull=False, decided_at__isnull=False)
BY_ANOTHER = (
    ~Q(decided_by=F("proposed_by"))
    & ~Q(decided_for=F("proposed_by"))
    & ~Q(decided_by=F("proposed_for"))
    & ~Q(decided_for=F("proposed_for"))
)


class EndingProposal(models.Model):
    """One proposal to retract or correct one release; never changed, but it is decided once and may be erased.

    Nothing happens to the release before the proposal is approved. `summary`, `topic` and `typesets` say what
    a correction changes: catalogue columns, and whether the files are typeset again; `successor` and `successor_url`
    what stands in the place of a merged document, here or elsewhere.
    """

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="endings", verbose_name="公文")
    release = models.ForeignKey("publication.Release", models.PROTECT, related_name="endings", verbose_name="公开发布")
    act = models.CharField("办理", max_length=10, choices=Ending.choices)
    reason_kind = models.CharField("类别", max_length=20, choices=RetractionKind.choices)
    reason = models.TextField("原因")
    explanation = models.TextField("对公众的说明")
    summary = models.TextField("更正后的内容概述", blank=True)
    topic = models.CharField("更正后的主题分类", max_length=2, choices=Topic.choices, blank=True)
    successor = models.ForeignKey(
        "publication.IndexNumber", models.PROTECT, null=True, related_name="precedes", verbose_name="接续文件"
    )
    successor_url = models.URLField("接续文件地址", max_length=500, blank=True)
    typesets = models.BooleanField("重新排版", default=False)
    state = models.CharField("状态", max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人")
    proposed_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁提出"
    )
    proposed_at = models.DateTimeField("提出时间")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="决定人"
    )
    decided_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁决定"
    )
    decided_at = models.DateTimeField("决定时间", null=True)
    note = models.TextField("决定人意见", blank=True)
    erased_at = models.DateTimeField("清除时间", null=True)

    class Meta:
        verbose_name = "撤下更正申请"
        constraints = [
            models.CheckConstraint(condition=Q(act__in=Ending.values), name="ending_act_known"),
            models.CheckConstraint(condition=Q(reason_kind__in=RetractionKind.values), name="ending_kind_known"),
            models.CheckConstraint(
                condition=Q(reason__regex=r"\S", explanation__regex=r"\S"), name="ending_has_reason_and_words"
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.OPEN) & UNDECIDED
                | Q(state__in=[ProposalState.APPROVED, ProposalState.REFUSED, ProposalState.WITHDRAWN]) & DECIDED,
                name="ending_is_open_or_decided",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ProposalState.OPEN, ProposalState.WITHDRAWN]) | BY_ANOTHER,
                name="ending_is_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.REFUSED) | Q(note__regex=r"\S"), name="ending_refusal_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(reason_kind=RetractionKind.MERGED)
                | Q(act=Ending.RETRACT) & (Q(successor__isnull=False) | Q(successor_url__regex=r"^https?://")),
                name="ending_merged_names_its_successor",
            ),
            models.UniqueConstraint(
                fields=["document"], condition=Q(state=ProposalState.OPEN), name="one_open_ending_per_document"
            ),
        ]
        indexes = [
            models.Index(fields=["proposed_at", "id"], condition=Q(state=ProposalState.OPEN), name="ending_open"),
            models.Index(fields=["document", "-id"], name="ending_of_document"),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}（{self.get_state_display()}）"

    @property
    def is_open(self) -> bool:
        """Test if nobody has decided on it yet."""
        return self.state == ProposalState.OPEN
