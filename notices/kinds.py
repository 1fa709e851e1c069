"""What is told, when and to whom: one table, read by the services, the page and docs/process/notices.md."""

from dataclasses import dataclass

from notices.choices import Group

HOLDERS = "现办理人；未签收的，可以签收的人；以及他们的代办人"
ESCALATED = "办理人所在单位负责人、办公厅（已另行告知的除外）"
LEADER = "分管领导（机构未指定的，最近一级的签发人）"
EMERGENCY = "拟稿人、现办理人及代办人、决定紧急公开的人、办公厅"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of notice: its code and word, its group, and in words when it is told and to whom."""

    code: str
    word: str
    group: Group
    when: str
    whom: str


_ROWS = (
    Kind("task.arrived", "公文到达", Group.ARRIVALS, "指定本人办理的环节到达（退回、委派等）", "被指定的人及其代办人"),
    Kind("task.reassigned", "改派", Group.ARRIVALS, "办公厅改派", "改派到的人及其代办人"),
    Kind("delegation.made", "代办委托", Group.ARRIVALS, "有人委托代办", "代办人"),
    Kind("task.urged", "催办", Group.URGING, "拟稿人或办公厅催办", HOLDERS),
    Kind("task.yellow", "环节将到期", Group.YELLOW, "环节时限前一个工作日起", HOLDERS),
    Kind("task.red", "环节超期", Group.RED, "超过环节时限", HOLDERS),
    Kind("task.escalated", "超期上报", Group.RED, "超过环节时限", ESCALATED),
    Kind("task.leader", "超期上报领导", Group.RED, "超过环节时限达规定的工作日数（默认 3）", LEADER),
    Kind(
        "publication.yellow", "公开期限临近", Group.YELLOW, "成文后第 10、15、18 个工作日仍未公开",
        "拟稿人、现办理人及代办人；第 18 个工作日起并告办公厅",
    ),
    Kind("publication.red", "超期未公开", Group.RED, "超过法定公开期限", "拟稿人、现办理人及代办人"),
    Kind("publication.escalated", "超期未公开上报", Group.RED, "超过法定公开期限", "拟稿单位负责人、办公厅"),
    Kind("publication.leader", "超期未公开上报领导", Group.RED, "超过公开期限达规定的工作日数（默认 3）", LEADER),
    Kind("consultation.yellow", "征求意见将到期", Group.YELLOW, "答复时限前一个工作日起", "拟稿人、发出征求意见的人"),
    Kind("consultation.red", "征求意见逾期未答复", Group.RED, "超过答复时限", "拟稿人、发出征求意见的人"),
    Kind("emergency.yellow", "紧急公开将到期", Group.YELLOW, "事件发生后5小时届满前一小时起", EMERGENCY),
    Kind("emergency.red", "紧急公开超时", Group.RED, "事件发生后5小时仍未公开", EMERGENCY),
    Kind("repost.yellow", "转载将到期", Group.YELLOW, "上级发布后24小时届满前六小时起", "发布员"),
    Kind("repost.red", "转载超时", Group.RED, "上级发布后24小时仍未转载", "发布员、办公厅"),
    Kind("reading.yellow", "后续解读将到期", Group.YELLOW, "解读阶段到期前一个工作日起", "拟稿人、新闻办审核员"),
    Kind("reading.red", "后续解读逾期", Group.RED, "解读阶段到期而无已公开的材料", "拟稿人、新闻办审核员、办公厅"),
    Kind("digest.daily", "今日待办", Group.DIGEST, "工作日上午，每人每天至多一条", "手上有待办的人"),
    Kind("selfcheck.opened", "年度自查", Group.ARRIVALS, "年度自查开始", "有待判断公文的拟稿人和单位负责人"),
    Kind("selfcheck.sent_back", "自查判断退回", Group.ARRIVALS, "公开处退回判断", "作出判断的人"),
    Kind("selfcheck.soon", "年度自查将到期", Group.YELLOW, "期限前七日起", "有待判断公文的拟稿人和单位负责人"),
    Kind("selfcheck.confirm", "自查待确认", Group.YELLOW, "期限前七日起", "政务公开审核员"),
    Kind("selfcheck.overdue", "年度自查逾期", Group.RED, "超过期限", "有待判断公文的拟稿人和单位负责人"),
    Kind("report.soon", "年度报告待编写", Group.YELLOW, "报告年度的12月15日起尚未公布", "发布员"),
    Kind("report.near", "年度报告将到期", Group.YELLOW, "公布期限前七日起尚未公布", "发布员"),
    Kind("report.overdue", "年度报告逾期", Group.RED, "超过公布期限尚未公布", "发布员、政务公开审核员"),
    Kind("card", "监察牌", Group.RED, "发出、说明、申诉、裁定监察牌", "被发牌的人及其负责人，经办的办公厅人员"),
    Kind("trouble.effect", "后台事项停止重试", Group.TROUBLE, "后台事项停止重试", "办公厅"),
    Kind("trouble.release", "公开发布未成", Group.TROUBLE, "发布前核验或发布未成", "办公厅"),
    Kind("trouble.delivery", "渠道送达停止重试", Group.TROUBLE, "渠道送达停止重试", "办公厅"),
)  # fmt: skip
KINDS: dict[str, Kind] = {row.code: row for row in _ROWS}
