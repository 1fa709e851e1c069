"""已导出的公开内容包: what left for the portal on another network, one row a bundle; the bytes are not kept."""

from django.db import models
from django.db.models import F, Q


class ExportedBundle(models.Model):
    """One bundle: its serial, the digests of its manifest, which changes it holds; migration 0012 keeps it as it is.

    `previous` is the bundle that it follows on, None when it holds everything. `tables` maps each whole table
    (portal.services.kinds) to its digest after this bundle.
    """

    serial = models.PositiveIntegerField("编号", primary_key=True)
    previous = models.ForeignKey(
        "self", models.PROTECT, related_name="next", null=True, blank=True, verbose_name="所接的包"
    )
    sm3 = models.CharField("清单 SM3", max_length=64)
    sha256 = models.CharField("清单 SHA-256", max_length=64)
    key = models.CharField("签名密钥", max_length=16)
    since = models.BigIntegerField("变动起号")
    upto = models.BigIntegerField("变动止号")
    count = models.PositiveIntegerField("项数")
    size = models.PositiveBigIntegerField("字节数")
    tables = models.JSONField("整表摘要", default=dict)
    exported_at = models.DateTimeField("导出时间")

    class Meta:
        verbose_name = "已导出的公开内容包"
        constraints = [
            models.CheckConstraint(
                condition=Q(serial__gte=1, since__gte=0, upto__gte=F("since"), count__gte=1)
                & (Q(previous__isnull=True, since=0) | Q(previous__lt=F("serial"))),
                name="exported_bundle_follows",
            ),
            models.CheckConstraint(
                condition=Q(sm3__regex="^[0-9a-f]{64}$", sha256__regex="^[0-9a-f]{64}$"),
                name="exported_bundle_is_identified",
            ),
        ]

    def __str__(self) -> str:
        return f"第 {self.serial} 号包"
