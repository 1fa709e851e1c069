"""The journal's sentences of this app."""

from audit import verbs
from publication.choices import CheckFailure, ConsentKind, Ending, RetractionKind

verbs.register(
    {
        "publication.typeset": "%(by)s 排出公开文本（第%(copy)s次）",
        "publication.verify": "%(by)s 发布前核验通过（第%(copy)s次排版）",
        "publication.check_failed": "%(by)s 发布前核验未通过：%(failure)s（第%(copy)s次排版）",
        "publication.release": "%(by)s 公开发布，索引号 %(index)s",
        "publication.consent": "%(by)s 登记制作机关的公开或同意（%(kind)s）",
        "publication.joint_link": "%(by)s 登记牵头机关的公开网址",
        "publication.scheduled": "%(by)s 安排定时公开：%(moment)s",
        "publication.rescheduled": "%(by)s 将定时公开由 %(before)s 改为 %(moment)s",
        "publication.schedule_cancelled": "%(by)s 取消定于 %(moment)s 的公开",
        "publication.not_released": "%(by)s 到时未能公开（%(code)s），退回公开发布环节",
        "publication.ending_proposed": "%(by)s 提出%(act)s公开文本 %(index)s（%(reason_kind)s），待签发人批准",
        "publication.ending_refused": "%(by)s 不批准%(act)s公开文本 %(index)s",
        "publication.ending_withdrawn": "%(by)s 收回%(act)s公开文本 %(index)s 的申请",
        "publication.retract": "%(by)s 批准撤下公开文本 %(index)s：%(reason_kind)s（%(proposer)s 提出）",
        "publication.correct": "%(by)s 批准更正公开文本 %(index)s：%(reason_kind)s（%(proposer)s 提出）",
    },
    labels={
        "failure": {str(value): str(label) for value, label in CheckFailure.choices},
        "act": {str(value): str(label) for value, label in Ending.choices},
        "kind": {str(value): str(label) for value, label in ConsentKind.choices},
        "reason_kind": {str(value): str(label) for value, label in RetractionKind.choices},
    },
    tones={
        "publication.release": "good",
        "publication.verify": "good",
        "publication.check_failed": "alert",
        "publication.schedule_cancelled": "alert",
        "publication.not_released": "alert",
        "publication.ending_proposed": "alert",
        "publication.ending_refused": "alert",
        "publication.retract": "alert",
    },
)
