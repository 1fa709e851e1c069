"""签发: the leader's decision on document and disclosure decision together (R9)."""

from django.conf import settings
from django.db import models

from common.clock import office_date


class SignOff(models.Model):
    """A signature; it names the digests of the version, the public text and the disclosure decision it was given on."""

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="signoffs", verbose_name="公文")
    version = models.ForeignKey("documents.Version", models.PROTECT, related_name="+", verbose_name="稿")
    decision = models.ForeignKey(
        "documents.DisclosureDecision", models.PROTECT, related_name="+", verbose_name="公开属性决定"
    )
    content_sm3 = models.CharField("内容 SM3", max_length=64)
    content_sha256 = models.CharField("内容 SHA-256", max_length=64)
    public_sm3 = models.CharField("公开文本 SM3", max_length=64)
    decision_sm3 = models.CharField("公开属性 SM3", max_length=64)
    routing_sm3 = models.CharField("要素 SM3", max_length=64)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="签发人")
    signed_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁签发"
    )
    signed_at = models.DateTimeField("签发时间")
    text = models.TextField("签发意见", blank=True)

    class Meta:
        verbose_name = "签发"

    def __str__(self) -> str:
        return f"签发 {office_date(self.signed_at):%Y-%m-%d}"
