"""公开文件: the bytes that the public downloads, bound to their digests."""

from django.db import models

from portal.choices import FileKind


class PublishedFile(models.Model):
    """One file of a published document; migration 0002 holds `sha256` and `size` to the bytes."""

    document = models.ForeignKey(
        "portal.PublishedDocument", models.CASCADE, related_name="files", verbose_name="已公开公文"
    )
    kind = models.CharField("种类", max_length=4, choices=FileKind.choices)
    data = models.BinaryField("内容")
    size = models.PositiveIntegerField("字节数")
    sm3 = models.CharField("SM3", max_length=64)
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        verbose_name = "公开文件"
        constraints = [
            models.UniqueConstraint(fields=["document", "kind"], name="published_file_once"),
            models.CheckConstraint(condition=models.Q(kind__in=FileKind.values), name="published_file_kind_known"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
