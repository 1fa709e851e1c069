"""公开文本: the files that the public will get, typeset from one reviewed version."""

from django.db import models
from django.db.models import Q

from publication.choices import CheckFailure


class PublicCopy(models.Model):
    """One typesetting of one version; never changed, but it is verified or fails once, and may be erased.

    `content_sm3` is the digest of the reviewed content that it was typeset from; `elements` is the JSON of
    what registration adds (documents.docx.model.Elements); `pdf_fonts` lists the fonts of the standard that
    the PDF lacks: [{"font", "stand_in"}]. Sizes and digests stay after an erasure (R12).
    """

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="copies", verbose_name="公文")
    serial = models.PositiveIntegerField("次序")
    version = models.ForeignKey("documents.Version", models.PROTECT, related_name="copies", verbose_name="稿")
    content_sm3 = models.CharField("内容 SM3", max_length=64)
    content_sha256 = models.CharField("内容 SHA-256", max_length=64)
    elements = models.JSONField("登记要素")
    docx = models.ForeignKey("documents.Blob", models.PROTECT, null=True, related_name="+", verbose_name="Word 文件")
    docx_sm3 = models.CharField("Word 文件 SM3", max_length=64)
    docx_sha256 = models.CharField("Word 文件 SHA-256", max_length=64)
    html = models.ForeignKey("documents.Blob", models.PROTECT, null=True, related_name="+", verbose_name="网页文本")
    html_sm3 = models.CharField("网页文本 SM3", max_length=64)
    html_sha256 = models.CharField("网页文本 SHA-256", max_length=64)
    pdf = models.ForeignKey("documents.Blob", models.PROTECT, null=True, related_name="+", verbose_name="PDF 文件")
    pdf_sm3 = models.CharField("PDF 文件 SM3", max_length=64, blank=True)
    pdf_sha256 = models.CharField("PDF 文件 SHA-256", max_length=64, blank=True)
    pdf_fonts = models.JSONField("PDF 缺少的字体", default=list, blank=True)
    typesetter_version = models.CharField("排版程序版本", max_length=40)
    typeset_at = models.DateTimeField("排版时间")
    verified_at = models.DateTimeField("核验通过时间", null=True)
    failed_why = models.CharField("核验未通过原因", max_length=30, choices=CheckFailure.choices, blank=True)
    erased_at = models.DateTimeField("清除时间", null=True)

    class Meta:
        verbose_name = "公开文本"
        constraints = [
            models.UniqueConstraint(fields=["document", "serial"], name="copy_serial_once"),
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True) | Q(failed_why=""), name="copy_verified_or_failed"
            ),
            models.CheckConstraint(
                condition=Q(failed_why="") | Q(failed_why__in=CheckFailure.values), name="copy_failure_known"
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False) | Q(docx__isnull=False, html__isnull=False),
                name="copy_has_files",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False)
                | Q(pdf__isnull=True, pdf_sm3="", pdf_sha256="")
                | Q(pdf__isnull=False, pdf_sm3__regex="^[0-9a-f]{64}$", pdf_sha256__regex="^[0-9a-f]{64}$"),
                name="copy_pdf_has_digests",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(docx__isnull=True, html__isnull=True, pdf__isnull=True),
                name="copy_erased_has_no_files",
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.serial}次排版"
