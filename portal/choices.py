"""What the portal says of a published document: where it comes from, whether it is there, whether it is in force."""

from django.db import models


class State(models.TextChoices):
    """Whether the public reads the text, or why it does not any more."""

    LIVE = "live", "公开中"
    RETRACTED = "retracted", "已撤下"


class Origin(models.TextChoices):
    """Where a row comes from."""

    RELEASE = "release", "本机关公开发布"
    REGISTER = "register", "历史公开登记"
    REPOST = "repost", "转载上级机关文件"


class Validity(models.TextChoices):
    """有效性 (国办发〔2018〕37号; 党政机关公文处理工作条例 art. 33)."""

    IN_FORCE = "in_force", "有效"
    AMENDED = "amended", "已修改"
    LAPSED = "lapsed", "失效"
    REPEALED = "repealed", "废止"
    VOID = "void", "自始无效"


class FileKind(models.TextChoices):
    """The files of a published document."""

    DOCX = "docx", "Word 文件（.docx）"
    PDF = "pdf", "PDF 文件（.pdf）"
    HTML = "html", "网页文本（.html）"
