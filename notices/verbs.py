"""What notices write into the journal."""

from audit import verbs
from notices.choices import Channel, Failure, RobotKind

verbs.register(
    {
        "notices.preferred": "%(by)s 修改本人的提醒设置",
        "notices.robot_set": "%(by)s 为%(office)s设置%(kind)s",
        "notices.robot_removed": "%(by)s 取消%(office)s的%(kind)s",
        "notices.robot_tested": "%(by)s 测试%(office)s的%(kind)s：%(outcome)s",
        "notices.sent_again": "%(by)s 重发停止重试的外发提醒 %(message)s（%(channel)s，此前：%(failure)s）",
    },
    labels={
        "kind": dict(RobotKind.choices),
        "channel": {str(value): str(label) for value, label in Channel.choices},
        "failure": {str(value): str(label) for value, label in Failure.choices},
    },
    names={
        "notices.robot_removed": "取消工作群机器人",
        "notices.robot_set": "设置工作群机器人",
        "notices.robot_tested": "测试工作群机器人",
    },
)
