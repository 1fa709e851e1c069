"""稿: immutable snapshots of a document's content, and the bytes they were read from."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Blob(models.Model):
    """Bytes, named by their SHA-256; never changed, deleted only when a content is erased (R12)."""

    sha256 = models.CharField("SHA-256", max_length=64, primary_key=True)
    data = models.BinaryField("字节")
    size = models.PositiveBigIntegerField("字节数")

    class Meta:
        verbose_name = "文件内容"

    def __str__(self) -> str:
        return self.sha256[:12]


class Version(models.Model):
    """One snapshot: the canonical content that desks judge, with both digests of content and file.

    `content` is documents.docx.content.to_json of what a reader sees, attachments included, without
    the elements that registration adds. When content must be erased (R12), content and file become
    empty, `erased_at` is set, and only the fact stays.
    """

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="versions", verbose_name="公文")
    serial = models.PositiveIntegerField("稿次")
    content = models.JSONField("内容")
    content_sm3 = models.CharField("内容 SM3", max_length=64)
    content_sha256 = models.CharField("内容 SHA-256", max_length=64)
    blob = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+", verbose_name="原始文件")
    filename = models.CharField("文件名", max_length=255)
    file_sm3 = models.CharField("文件 SM3", max_length=64)
    pictures = models.ManyToManyField(Blob, related_name="+", verbose_name="图片")
    hidden = models.JSONField("不可见内容清单", default=list)
    hints = models.JSONField("原稿所载要素", default=dict)
    traits = models.JSONField("行文特征", default=dict)
    note = models.CharField("修改说明", max_length=500, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    uploaded_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁上传"
    )
    uploaded_at = models.DateTimeField("上传时间")
    erased_at = models.DateTimeField("清除时间", null=True)

    class Meta:
        verbose_name = "稿"
        constraints = [
            models.UniqueConstraint(fields=["document", "serial"], name="version_serial_once"),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False) | Q(blob__isnull=False), name="version_has_file"
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.serial}稿"


class Attachment(models.Model):
    """附件 that was uploaded as a file of its own; its content is part of the version's content."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="attachments", verbose_name="稿")
    serial = models.PositiveIntegerField("序号")
    title = models.CharField("附件名称", max_length=300)
    filename = models.CharField("文件名", max_length=255)
    blob = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+", verbose_name="原始文件")
    file_sm3 = models.CharField("文件 SM3", max_length=64)

    class Meta:
        verbose_name = "附件"
        constraints = [models.UniqueConstraint(fields=["version", "serial"], name="attachment_serial_once")]

    def __str__(self) -> str:
        return f"附件{self.serial}：{self.title}"
