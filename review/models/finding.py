"""疑点: what a scan found in a text, where, and how people disposed of it (R26)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from documents.docx.places import Part, Place
from review.choices import Outcome, Severity


class Scan(models.Model):
    """One scan of one text, by its digest; a scan that failed is a scan that was not made.

    `edition` names the scanner and the dictionary that it used, `topics` what the text speaks of (review.topics),
    `agencies` whom it concerns besides the house (review.agencies).
    """

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="scans", verbose_name="公文")
    version = models.ForeignKey("documents.Version", models.PROTECT, related_name="+", verbose_name="稿")
    text_sm3 = models.CharField("文本 SM3", max_length=64)
    edition = models.CharField("扫描规则版次", max_length=60)
    topics = ArrayField(models.CharField(max_length=40), verbose_name="涉及事项", default=list, blank=True)
    agencies = ArrayField(models.CharField(max_length=60), verbose_name="涉及机关", default=list, blank=True)
    failed = models.BooleanField("扫描未完成", default=False)
    found = models.PositiveIntegerField("疑点数", default=0)
    at = models.DateTimeField("扫描时间")

    class Meta:
        verbose_name = "扫描"
        constraints = [
            models.CheckConstraint(condition=Q(failed=False) | Q(found=0), name="scan_failed_found_nothing"),
        ]
        indexes = [models.Index(fields=["document", "text_sm3", "-id"], name="scan_text")]

    def __str__(self) -> str:
        return "扫描未完成" if self.failed else f"扫描：{self.found}处疑点"


class Finding(models.Model):
    """One suspicion: its place in the text, half-open span of characters, and a masked excerpt; never the value."""

    scan = models.ForeignKey(Scan, models.PROTECT, related_name="findings", verbose_name="扫描")
    serial = models.PositiveIntegerField("序号")
    kind = models.CharField("种类", max_length=40)
    label = models.CharField("疑点", max_length=60)
    severity = models.CharField("程度", max_length=10, choices=Severity.choices)
    part = models.CharField("部分", max_length=20)
    path = ArrayField(models.PositiveIntegerField(), verbose_name="位置")
    where = models.CharField("位置说明", max_length=100)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    masked = models.CharField("内容（已遮盖）", max_length=200)
    basis = models.CharField("依据", max_length=300)
    advice = models.CharField("建议", max_length=300)
    is_sensitive = models.BooleanField("敏感或涉及未成年人", default=False)

    class Meta:
        verbose_name = "疑点"
        constraints = [
            models.UniqueConstraint(fields=["scan", "serial"], name="finding_serial_once"),
            models.CheckConstraint(condition=Q(severity__in=Severity.values), name="finding_severity_known"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="finding_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.label}（{self.where}）"

    @property
    def place(self) -> Place:
        """Return where it stands in the scanned text."""
        return Place(Part(self.part), tuple(self.path))


class Disposal(models.Model):
    """How one person disposed of a finding; never changed, the latest of a person counts.

    保留 says why it may be public, in words; 区分处理 the ground of the withheld passage. What stands unchanged in a
    later text is carried over (`carried_from`), so that nobody answers the same question twice.
    """

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="disposals", verbose_name="疑点")
    outcome = models.CharField("处理", max_length=20, choices=Outcome.choices)
    reason = models.CharField("理由", max_length=30)
    text = models.CharField("说明", max_length=500, blank=True)
    desk = models.CharField("环节", max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="处理人")
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁处理"
    )
    at = models.DateTimeField("处理时间")
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="沿用")

    class Meta:
        verbose_name = "疑点处理"
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="disposal_outcome_known"),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.KEEP) | Q(text__regex=r"\S"), name="disposal_keep_says_why"
            ),
        ]
        indexes = [models.Index(fields=["finding", "id"], name="disposal_finding")]

    def __str__(self) -> str:
        return str(self.get_outcome_display())
