"""已导入的公开内容包: which bundles this portal applied; on a machine that is office and portal there are none."""

from django.db import models


class AppliedBundle(models.Model):
    """One bundle; the digests are those of its manifest, which the next bundle names."""

    serial = models.PositiveIntegerField("编号", primary_key=True)
    sm3 = models.CharField("清单 SM3", max_length=64)
    sha256 = models.CharField("清单 SHA-256", max_length=64)
    key = models.CharField("签名密钥", max_length=16)
    count = models.PositiveIntegerField("项数")
    upto = models.BigIntegerField("变动止号")
    until = models.DateTimeField("内容截至", null=True)
    applied_at = models.DateTimeField("导入时间")

    class Meta:
        verbose_name = "已导入的公开内容包"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(serial__gte=1, sm3__regex="^[0-9a-f]{64}$", sha256__regex="^[0-9a-f]{64}$"),
                name="applied_bundle_is_identified",
            )
        ]

    def __str__(self) -> str:
        return f"第 {self.serial} 号包"
