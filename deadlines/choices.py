"""The closed vocabularies of the clocks."""

from django.db import models


class ClockKind(models.TextChoices):
    """What a clock runs on; a subject is named by its kind and its id."""

    DESK = "desk", "环节办理"
    PUBLICATION = "publication", "公开发布"
    CONSULTATION = "consultation", "征求意见答复"
    EMERGENCY = "emergency", "紧急公开"
    REPOST = "repost", "转载"


class Rung(models.TextChoices):
    """How far a clock has come: near its end, over, or over for days; publication also after so many of them (R21)."""

    FIRST = "first", "第一次提醒"
    SECOND = "second", "第二次提醒"
    THIRD = "third", "第三次提醒"
    NEAR = "near", "临近期限"
    DUE = "due", "超过期限"
    LATE = "late", "超期多日"


RED_RUNGS = frozenset({Rung.DUE, Rung.LATE})


class ExtensionState(models.TextChoices):
    """What became of a request for more time."""

    ASKED = "asked", "待批准"
    GRANTED = "granted", "同意延期"
    REFUSED = "refused", "不同意延期"


class PauseSource(models.TextChoices):
    """What makes a clock stand."""

    CONSULTATION = "consultation", "征求意见"
