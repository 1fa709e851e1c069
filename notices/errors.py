"""What notices refuse."""

from common.errors import DomainError


class UnknownKind(DomainError):
    """The kind does not stand in the table of what is told."""

    code = "NTC-101"
    message = "提醒类别“%(kind)s”没有登记。"
    http_status = 500


class MailNotAllowed(DomainError):
    """Mail may not go to the address."""

    code = "NTC-201"
    message = "邮件提醒只发往本机关许可的邮箱域名（由系统管理员在 NOTICE_MAIL_DOMAINS 中设定）。"
    http_status = 422
