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


class RobotNotAllowed(DomainError):
    """A robot may not stand at the address."""

    code = "NTC-202"
    message = "地址不是获准主机的 https 地址；获准主机由系统管理员在 ROBOT_HOSTS 中设定。"
    http_status = 422


class RobotSilent(DomainError):
    """The robot did not take the test message."""

    code = "NTC-203"
    message = "测试消息没有送达：%(why)s。"


class NotStopped(DomainError):
    """Only a message that is no longer tried by itself is sent again by hand."""

    code = "NTC-204"
    message = "这条外发提醒不在停止重试之列，可能已由他人重发，无需再发。"
