"""States of what two people decide, and what may happen to an entry of the negative list."""

from django.db import models

from review.choices import Severity
from review.scanner.terms import TermKind

KINDS = [(kind.value, kind.label) for kind in TermKind]
SEVERITIES = Severity.choices


class ListState(models.TextChoices):
    """Where a change of dictionary or negative list stands; whether it is in force says its day."""

    DRAFT = "draft", "草拟"
    PROPOSED = "proposed", "待批准"
    APPROVED = "approved", "已批准"
    REFUSED = "refused", "未批准"
    WITHDRAWN = "withdrawn", "已收回"


class EntryAct(models.TextChoices):
    """What is asked for an entry of the negative list."""

    ADD = "add", "增列"
    REVISE = "revise", "修订"
    END = "end", "废止"
