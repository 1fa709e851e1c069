"""Kinds of outlets, what they are told, where a delivery stands, and why one failed."""

from django.db import models


class OutletKind(models.TextChoices):
    """渠道类别."""

    PORTAL = "portal", "门户网站"
    WEBHOOK = "webhook", "接口推送"
    FOLDER = "folder", "交换目录"
    MAIL = "mail", "邮件通知"


class Event(models.TextChoices):
    """What an outlet is told of."""

    RELEASE = "release", "公开发布"
    CORRECT = "correct", "更正"
    RETRACT = "retract", "撤下"
    VALIDITY = "validity", "有效性变动"
    READING = "reading", "后续解读"


REPEATED = (Event.VALIDITY, Event.READING)  # what may be told of one release more than once


class DeliveryState(models.TextChoices):
    """Where a delivery stands; `failed` is tried again by itself."""

    WAITING = "waiting", "待送达"
    SENT = "sent", "已送达"
    FAILED = "failed", "失败，等待重试"
    GIVEN_UP = "given_up", "已停止重试"


class Failure(models.TextChoices):
    """Why a delivery failed, or why it is not tried any more."""

    UNREACHABLE = "unreachable", "对方无法连接"
    TIMEOUT = "timeout", "对方超时未答复"
    CERTIFICATE = "certificate", "对方证书不可信"
    REFUSED = "refused", "对方拒收"
    MOVED = "moved", "对方地址已变更（不跟随转址）"
    UNWRITABLE = "unwritable", "交换目录不可写"
    DIFFERS = "differs", "交换目录中已有同名而内容不同的文件包"
    NO_MAIL_SERVER = "no_mail_server", "没有配置邮件服务器"
    MAIL_REFUSED = "mail_refused", "邮件服务器拒收"
    OVERTAKEN = "overtaken", "该文本已被更正或撤下，不再送出"
    SWITCHED_OFF = "switched_off", "渠道已停用"
    UNEXPECTED = "unexpected", "未预见的错误"
