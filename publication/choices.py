"""States of a release, validity, kinds of retraction, and what a final check may find."""

from django.db import models


class State(models.TextChoices):
    """Where a release stands; only `live` is served."""

    LIVE = "live", "公开中"
    REPLACED = "replaced", "已被更正后的文本替换"
    RETRACTED = "retracted", "已撤下"


class RetractionKind(models.TextChoices):
    """撤下或更正的类别 (R35); each has duties of its own (KINDS_OF, DUTIES).

    What is no longer in force is none of them: it stays readable, with its validity (R36, R37).
    """

    ERROR = "error", "内容有误"
    NOT_PUBLIC = "not_public", "经复核不宜公开"
    PERSONAL = "personal", "含个人信息须处理"
    REVOKED = "revoked", "文件已撤销"
    MERGED = "merged", "已并入或由其他文件接续"
    TYPESETTING = "typesetting", "排版或目录信息有误"
    OTHER = "other", "其他"


class Ending(models.TextChoices):
    """How a release ends; each is the status move of the same name."""

    RETRACT = "retract", "撤下"
    CORRECT = "correct", "更正"


_WRONG = (RetractionKind.ERROR, RetractionKind.PERSONAL, RetractionKind.OTHER)
KINDS_OF: dict[str, tuple[RetractionKind, ...]] = {
    Ending.RETRACT: (
        RetractionKind.ERROR,
        RetractionKind.NOT_PUBLIC,
        RetractionKind.PERSONAL,
        RetractionKind.REVOKED,
        RetractionKind.MERGED,
        RetractionKind.OTHER,
    ),
    Ending.CORRECT: (*_WRONG, RetractionKind.TYPESETTING),
}
GONE = "正文、解读、下载文件不再提供，原地址留告示页"
DUTIES: dict[str, str] = {
    RetractionKind.ERROR: f"{GONE}；改正后另行发文公开。",
    RetractionKind.NOT_PUBLIC: f"{GONE}；重新公开须重新保密审查。",
    RetractionKind.PERSONAL: f"{GONE}；作区分处理后可以重新公开。",
    RetractionKind.REVOKED: f"{GONE}，写明文件自始无效。",
    RetractionKind.MERGED: f"{GONE}，并链接到接续的文件；须填接续文件。",
    RetractionKind.OTHER: f"{GONE}，写明原因。",
}


class ProposalState(models.TextChoices):
    """Where a proposed ending stands."""

    OPEN = "open", "待批准"
    APPROVED = "approved", "已批准"
    REFUSED = "refused", "未批准"
    WITHDRAWN = "withdrawn", "已收回"


class ScheduleState(models.TextChoices):
    """Where an order to release at a moment stands."""

    OPEN = "open", "待公开"
    DONE = "done", "已公开"
    CHANGED = "changed", "已改期"
    CANCELLED = "cancelled", "已取消"
    REFUSED = "refused", "未能公开"


class ConsentKind(models.TextChoices):
    """How the maker of a forwarded document lets it be public (条例10、11)."""

    PUBLISHED = "published", "制作机关已公开"
    CONSENTED = "consented", "制作机关同意公开"


class CheckFailure(models.TextChoices):
    """What the final check (发布前核验) found; empty while it found nothing."""

    UNREADABLE = "unreadable", "公开文件无法读取"
    CONTENT_DIFFERS = "content_differs", "公开文件的内容与审查通过的内容不一致"
    PAGE_DIFFERS = "page_differs", "网页文本与公开文件不一致"
    HIDDEN_CONTENT = "hidden_content", "公开文件含有不可见内容"
    CLASSIFIED_MARK = "classified_mark", "公开文件含有密级标志"
    NOT_PRESENT = "not_present", "公开文件不是依据现稿排版的"


class Fault(models.TextChoices):
    """What may be wrong with the portal."""

    MISSING = "missing", "缺少"
    DIFFERS = "differs", "与公开文本不符"
    UNFOUNDED = "unfounded", "没有公开发布记录"
    REPEATED = "repeated", "历史登记重复"
