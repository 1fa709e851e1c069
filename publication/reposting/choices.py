"""States of a re-posting task, and what a later look at the source may find."""

from django.db import models


class RepostState(models.TextChoices):
    """Where a task stands."""

    OPEN = "open", "待办理"
    TAKEN = "taken", "已取回，待判断"
    PUBLISHED = "published", "已转载"
    DECLINED = "declined", "不转载"
    WITHDRAWN = "withdrawn", "已撤下"


class Drift(models.TextChoices):
    """How the source differs from what was re-posted."""

    CHANGED = "changed", "来源已改动"
    VANISHED = "vanished", "来源已消失"
    CLASSIFIED = "classified", "来源已带密级标志，请立即撤下并报告保密机构"


class Media(models.TextChoices):
    """What the source is."""

    HTML = "html", "网页"
    DOCX = "docx", "Word 文件"
