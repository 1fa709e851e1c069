"""What notices refuse."""

from common.errors import DomainError


class UnknownKind(DomainError):
    """The kind does not stand in the table of what is told."""

    code = "NTC-101"
    message = "提醒类别“%(kind)s”没有登记。"
    http_status = 500
