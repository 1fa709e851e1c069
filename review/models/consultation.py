"""征求意见: what another body or person was asked before publication, and every step since (条例11、15、32、34)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from review.choices import Consulted, ConsultStep, Reply, Ruling


class Consultation(models.Model):
    """One letter to one addressee about one content; the row never changes, what happens to it are its steps."""

    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="consultations", verbose_name="公文"
    )
    version = models.ForeignKey("documents.Version", models.PROTECT, related_name="+", verbose_name="稿")
    content_sm3 = models.CharField("内容 SM3", max_length=64)
    kind = models.CharField("对象", max_length=20, choices=Consulted.choices)
    addressee = models.CharField("征求对象", max_length=200)
    matter = models.TextField("涉及的内容")

    class Meta:
        verbose_name = "征求意见"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Consulted.values), name="consultation_kind_known"),
            models.CheckConstraint(
                condition=Q(addressee__regex=r"\S") & Q(matter__regex=r"\S"), name="consultation_says_whom_and_what"
            ),
        ]
        indexes = [models.Index(fields=["document", "id"], name="consultation_document")]

    def __str__(self) -> str:
        return f"征求{self.get_kind_display()}意见"


class ConsultationStep(models.Model):
    """One step of a consultation: opened, received, answered, decided, told, waived or cancelled; never changed.

    `outcome` is the answer or the decision; `day` is when it happened outside (received, answered, told), and
    `due_on` stands on the receipt, counted by the working-day calendar of `due_version`; while nobody has answered, it
    is counted again when the calendar changes (R71, R88).
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="steps", verbose_name="征求意见")
    kind = models.CharField("事项", max_length=20, choices=ConsultStep.choices)
    outcome = models.CharField("结果", max_length=20, choices=[*Reply.choices, *Ruling.choices], blank=True)
    day = models.DateField("日期")
    due_on = models.DateField("答复时限", null=True)
    due_is_provisional = models.BooleanField("时限为暂定", default=False)
    due_version = models.PositiveIntegerField("所用日历版本", null=True)
    text = models.TextField("说明", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人")
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁办理"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "征求意见经过"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ConsultStep.values), name="consultation_step_known"),
            models.CheckConstraint(
                condition=(Q(kind=ConsultStep.ANSWERED) & Q(outcome__in=Reply.values))
                | (Q(kind=ConsultStep.DECIDED) & Q(outcome__in=Ruling.values))
                | (~Q(kind__in=[ConsultStep.ANSWERED, ConsultStep.DECIDED]) & Q(outcome="")),
                name="consultation_step_outcome_fits",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[ConsultStep.DECIDED, ConsultStep.WAIVED, ConsultStep.CANCELLED])
                & ~Q(outcome=Reply.OBJECTS)
                | Q(text__regex=r"\S"),
                name="consultation_step_says_why",
            ),
            models.CheckConstraint(
                condition=Q(kind=ConsultStep.RECEIVED) & Q(due_on__isnull=False)
                | ~Q(kind=ConsultStep.RECEIVED) & Q(due_on__isnull=True),
                name="consultation_receipt_has_due_day",
            ),
        ]
        indexes = [models.Index(fields=["consultation", "id"], name="consultation_step_order")]

    def __str__(self) -> str:
        return str(self.get_kind_display())
