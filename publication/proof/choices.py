"""What a look at the live page found, and in which part."""

from django.db import models


class Outcome(models.TextChoices):
    """核验结果; the later ones are the graver."""

    OK = "ok", "一致"
    UNREACHABLE = "unreachable", "无法访问"
    DIFFERS = "differs", "内容不符"


class Part(models.TextChoices):
    """What is fetched of a release, or of the address that a retracted one had."""

    PAGE = "page", "网页"
    DOCX = "docx", "Word 文件"
    PDF = "pdf", "PDF 文件"
    HTML = "html", "网页文本"
    READINGS = "readings", "政策解读"
    TOMBSTONE = "tombstone", "告示页"
