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


class Channel(TextChoices):
    """How a person is told beside the page of notices, which tells everything."""

    MAIL = "mail", "邮件"
    ROBOT = "robot", "本单位工作群"


class State(TextChoices):
    """Where a message stands; `failed` is tried again by itself."""

    WAITING = "waiting", "待发送"
    SENT = "sent", "已发送"
    FAILED = "failed", "失败，等待重试"
    GIVEN_UP = "given_up", "已停止重试"


class Failure(TextChoices):
    """Why a message was not sent, or is not tried any more."""

    UNREACHABLE = "unreachable", "对方无法连接"
    TIMEOUT = "timeout", "对方超时未答复"
    CERTIFICATE = "certificate", "对方证书不可信"
    REFUSED = "refused", "对方拒收"
    NO_ADDRESS = "no_address", "没有可用的地址"
    NOT_ALLOWED = "not_allowed", "地址不在许可之列"
    UNKNOWN = "unknown", "发送结果不明，不再重发"
    UNEXPECTED = "unexpected", "未预见的错误"


class RobotKind(TextChoices):
    """Whose group robot it is."""

    WECOM = "wecom", "企业微信群机器人"
    DINGTALK = "dingtalk", "钉钉自定义机器人"
