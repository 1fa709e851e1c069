"""What is proposed about a row of the catalogue."""

from django.db import models


class ItemAct(models.TextChoices):
    """目录项的变更."""

    ADD = "add", "增列"
    REVISE = "revise", "修订"
    END = "end", "停用"
