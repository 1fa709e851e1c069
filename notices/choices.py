"""What notices are sorted by."""

from django.db.models import TextChoices


class Group(TextChoices):
    """类别: what a person chooses channels for."""

    ARRIVALS = "arrivals", "来件"
    URGING = "urging", "催办"
    YELLOW = "yellow", "黄灯"
    RED = "red", "红灯与升级"
    DIGEST = "digest", "每日汇总"
    TROUBLE = "trouble", "故障"
