"""Acts on the validity of a document, and the verdicts and stages of a clean-up."""

from django.db import models


class ValidityAct(models.TextChoices):
    """有效性变动; `void` is 撤销 (党政机关公文处理工作条例 art. 33)."""

    AMEND = "amend", "修改"
    REPEAL = "repeal", "废止"
    LAPSE = "lapse", "宣布失效"
    VOID = "void", "撤销"
    EXTEND = "extend", "延长有效期"


class ChangeState(models.TextChoices):
    """Where a proposed change of the validity stands."""

    OPEN = "open", "待批准"
    APPROVED = "approved", "已批准"
    REFUSED = "refused", "未批准"


class Verdict(models.TextChoices):
    """清理意见."""

    KEEP = "keep", "继续有效"
    AMEND = "amend", "拟修改"
    REPEAL = "repeal", "废止"
    LAPSED = "lapsed", "失效"


class CleanupState(models.TextChoices):
    """Where a clean-up stands."""

    OPEN = "open", "清理中"
    PUBLISHED = "published", "结果已公布"
