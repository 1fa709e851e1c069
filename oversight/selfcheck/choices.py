"""Stages and verdicts of a yearly self-check."""

from django.db import models


class CheckState(models.TextChoices):
    """Where a self-check stands."""

    OPEN = "open", "自查中"
    CLOSED = "closed", "已办结"


class Judgement(models.TextChoices):
    """重新判断: what the office that made the document says now."""

    KEEP = "keep", "维持不主动公开"
    CONVERT = "convert", "转为主动公开"
    PARTLY = "partly", "区分处理后公开"


CONVERTING = frozenset({Judgement.CONVERT, Judgement.PARTLY})


class Outcome(models.TextChoices):
    """What has become of a document that was judged."""

    WAITS = "waits", "待判断"
    JUDGED = "judged", "待确认"
    KEPT = "kept", "维持"
    RUNNING = "running", "办理转公开中"
    PUBLIC = "public", "已公开"
    STOPPED = "stopped", "终止转公开，维持"


LOOKS = {
    Outcome.WAITS: "warn",
    Outcome.JUDGED: "info",
    Outcome.KEPT: "grey",
    Outcome.RUNNING: "info",
    Outcome.PUBLIC: "ok",
    Outcome.STOPPED: "grey",
}
