"""What the portal says of a published document: where it comes from, whether it is there, whether it is in force."""

import re

from django.db import models

from documents.choices import Genre, Stage, Topic


class State(models.TextChoices):
    """Whether the public reads the text, or why it does not any more."""

    LIVE = "live", "公开中"
    RETRACTED = "retracted", "已撤下"


class Origin(models.TextChoices):
    """Where a row comes from."""

    RELEASE = "release", "本机关公开发布"
    REGISTER = "register", "历史公开登记"
    REPOST = "repost", "转载上级机关文件"
    JOINT = "joint", "联合行文，由牵头机关公开"


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


MEDIA_TYPES = {
    FileKind.DOCX.value: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.PDF.value: "application/pdf",
    FileKind.HTML.value: "text/html",
}


class Sort(models.TextChoices):
    """The order of a list."""

    NEWEST = "newest", "最新在前"
    OLDEST = "oldest", "最早在前"
    TITLE = "title", "标题命中在前"


class RelationKind(models.TextChoices):
    """What a document does to another one."""

    REPEALS = "repeals", "废止"
    REPLACES = "replaces", "代替"
    AMENDS = "amends", "修改"
    IMPLEMENTS = "implements", "贯彻落实"
    FORWARDS = "forwards", "转发"


class ColumnKind(models.TextChoices):
    """The pages of the column 政府信息公开 (国办公开办函〔2019〕61号)."""

    GUIDE = "guide", "政府信息公开指南"
    SYSTEM = "system", "政府信息公开制度"
    PROACTIVE = "proactive", "法定主动公开内容"
    ANNUAL = "annual", "政府信息公开年报"
    REQUEST = "request", "依申请公开"
    CLEANUP = "cleanup", "规范性文件清理结果"


WRITTEN = tuple(kind for kind in ColumnKind if kind != ColumnKind.CLEANUP)  # the results follow from the clean-ups
FIRST_REPORT = 2008  # 政府信息公开条例 is in force since 1 May 2008
REPORT_PAGE = r"annual-20[0-9]{2}"  # the page with the report of one year, beside the codes of ColumnKind


def report_page(year: int) -> str:
    """Return the code of the page that holds the annual report (政府信息公开工作年度报告) of the year."""
    return f"{ColumnKind.ANNUAL}-{year}"


def report_year(code: str) -> int | None:
    """Return the year whose annual report the page holds, None when the page is another one."""
    return int(code[-4:]) if re.fullmatch(REPORT_PAGE, code) else None


def column_label(code: str) -> str:
    """Return the heading of a page of the column, in words."""
    year = report_year(code)
    return str(ColumnKind(code).label) if year is None else f"{year}年政府信息公开工作年度报告"


class Dataset(models.TextChoices):
    """What can be taken as a whole (保守国家秘密法 art. 36)."""

    DOCUMENTS = "documents", "主动公开公文目录"


WORDS = {  # of the coded filters: what each code means
    name: {str(code): str(label) for code, label in words.choices}
    for name, words in {"topic": Topic, "stage": Stage, "genre": Genre, "validity": Validity, "origin": Origin}.items()
}
