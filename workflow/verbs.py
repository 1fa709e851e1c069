"""What the desks write into the journal."""

from audit import verbs
from review.choices import Desk

verbs.register(
    {
        "task.claim": "%(by)s 签收“%(desk)s”",
        "task.unclaim": "%(by)s 退还签收“%(desk)s”",
        "task.reassign": "%(by)s 改派“%(desk)s”",
        "task.reassign_undone": "%(by)s 撤销改派“%(desk)s”",
        "task.urge": "%(by)s 催办“%(desk)s”：%(text)s",
        "task.released": "%(by)s 已不具有“%(desk)s”的角色，任务退回待签收队列",
        "task.lapsed": "%(holder)s 签收“%(desk)s”后超过 %(days)s 个工作日未办理，自动放回待签收",
        "document.republish": "%(by)s 提请重新公开，重新保密审查：%(reason)s",
        "document.republish_stopped": "%(by)s 终止重新公开",
        "list.exported": "%(by)s 导出%(what)s（%(form)s）",
        "document.printed": "%(by)s 下载印发稿 %(number)s",
        "populate.made": "批量造件 %(count)s 件（编号 %(first)s 至 %(last)s）",
        "populate.cloned": "%(by)s 仿照编号 %(sample)s 的样本批量造件，样本的办理经过见该件",
        "document.downloaded": "%(by)s 下载第%(serial)s稿的原始文件",
    },
    labels={"desk": dict(Desk.choices)},
    tones={"task.urge": "alert", "task.lapsed": "alert"},
    names={
        "document.downloaded": "下载原始文件",
        "list.exported": "导出清单",
        "populate.cloned": "仿照样本造件",
        "populate.made": "批量造件",
        "task.lapsed": "签收后久未办理，自动放回",
        "task.released": "失去角色，退回待签收",
    },
)
