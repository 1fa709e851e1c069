"""公开的依据: the public address or consent of whoever made what is forwarded (R23), the lead agency's page (R24)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from publication.choices import ConsentKind


class Consent(models.Model):
    """How the maker of a forwarded document lets it be public: by publishing it, or by a letter; never changed."""

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="consents", verbose_name="公文")
    maker = models.CharField("制作机关", max_length=100)
    kind = models.CharField("方式", max_length=10, choices=ConsentKind.choices)
    url = models.URLField("公开网址", max_length=500, blank=True)
    letter = models.CharField("同意函文号或经办", max_length=100, blank=True)
    given_on = models.DateField("公开或同意日期")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "制作机关同意"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ConsentKind.PUBLISHED, url__regex=r"^https?://")
                | Q(kind=ConsentKind.CONSENTED, letter__regex=r"\S"),
                name="consent_names_its_proof",
            ),
            models.CheckConstraint(condition=Q(maker__regex=r"\S"), name="consent_names_the_maker"),
        ]
        indexes = [models.Index(fields=["document", "-id"], name="consent_of_document")]

    def __str__(self) -> str:
        return f"{self.maker}：{self.get_kind_display()}"


class JointLink(models.Model):
    """Where the lead agency has published a joint document that is filed here; the newest one counts."""

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="joint_links", verbose_name="公文")
    lead = models.CharField("牵头机关", max_length=100)
    url = models.URLField("公开网址", max_length=500)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "牵头机关公开网址"
        constraints = [
            models.CheckConstraint(condition=Q(url__regex=r"^https?://"), name="joint_link_is_an_address"),
        ]
        indexes = [models.Index(fields=["document", "-id"], name="joint_link_of_document")]

    def __str__(self) -> str:
        return self.url
