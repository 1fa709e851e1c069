"""批注: what the news office says about passages of a plan or its materials, round by round, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from review.choices import Taken


class PlanComment(models.Model):
    """One comment on one passage of one version of a plan; never changed, but it may be taken back.

    `anchor` and `quote_sm3` say where it stands (interpretation.passages); the passage itself is read from the plan,
    which never changes, and is not copied.
    """

    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="plan_comments", verbose_name="公文"
    )
    plan = models.ForeignKey(
        "interpretation.InterpretationPlan", models.PROTECT, related_name="comments", verbose_name="解读方案"
    )
    round = models.PositiveIntegerField("轮次")
    anchor = models.CharField("位置", max_length=40)
    quote_sm3 = models.CharField("所指文字 SM3", max_length=64)
    text = models.TextField("意见")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人")
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁提出"
    )
    at = models.DateTimeField("时间")
    withdrawn_at = models.DateTimeField("收回时间", null=True)

    class Meta:
        verbose_name = "解读方案批注"
        constraints = [
            models.CheckConstraint(condition=Q(text__regex=r"\S"), name="plan_comment_has_words"),
            models.CheckConstraint(condition=Q(round__gte=1), name="plan_comment_round_counts_from_one"),
        ]
        indexes = [models.Index(fields=["document", "id"], name="plan_comment_document")]

    def __str__(self) -> str:
        return f"第{self.round}轮批注"


class CommentAnswer(models.Model):
    """What the drafter says about a comment: taken or not, and why not; never changed, the latest counts."""

    comment = models.ForeignKey(PlanComment, models.PROTECT, related_name="answers", verbose_name="批注")
    outcome = models.CharField("处理", max_length=20, choices=Taken.choices)
    reason = models.TextField("说明", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="答复人")
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁答复"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "批注答复"
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Taken.values), name="comment_answer_known"),
            models.CheckConstraint(
                condition=Q(outcome=Taken.TAKEN) | Q(reason__regex=r"\S"), name="comment_not_taken_says_why"
            ),
        ]
        indexes = [models.Index(fields=["comment", "id"], name="comment_answer_order")]

    def __str__(self) -> str:
        return str(self.get_outcome_display())
