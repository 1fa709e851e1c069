"""What the outbox refuses."""

from common.errors import DomainError


class UnknownKind(DomainError):
    """No app registered a handler for this kind of effect."""

    code = "OUT-101"
    message = "后台事项“%(kind)s”没有登记办理程序。"
    http_status = 500


class NotStuck(DomainError):
    """Only an effect that is no longer retried by itself can be released again."""

    code = "OUT-201"
    message = "后台事项 %(id)s 不在停止重试之列，无需重新投递。"
