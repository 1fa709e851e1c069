"""What the portal refuses (codes PTL-xxx)."""

from common.errors import DomainError


class ItemAltered(DomainError):
    """The bytes of a file are not those that its digests name."""

    code = "PTL-101"
    message = "索引号 %(index)s 的%(kind)s与其校验值不一致，未写入公开门户。"


class OriginDiffers(DomainError):
    """The index number belongs to a document from elsewhere."""

    code = "PTL-102"
    message = "索引号 %(index)s 已用于%(origin)s，不能改作他用。"
