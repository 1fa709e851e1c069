"""The journal's sentences of this app."""

from audit import verbs
from publication.choices import CheckFailure, Ending, RetractionKind

verbs.register(
    {
        "publication.typeset": "%(by)s 排出公开文本（第%(copy)s次）",
        "publication.verify": "%(by)s 发布前核验通过（第%(copy)s次排版）",
        "publication.check_failed": "%(by)s 发布前核验未通过：%(failure)s（第%(copy)s次排版）",
        "publication.release": "%(by)s 公开发布，索引号 %(index)s",
        "publication.ending_proposed": "%(by)s 提出%(act)s公开文本 %(index)s（%(reason_kind)s），待签发人批准",
        "publication.ending_refused": "%(by)s 不批准%(act)s公开文本 %(index)s",
        "publication.ending_withdrawn": "%(by)s 收回%(act)s公开文本 %(index)s 的申请",
        "publication.retract": "%(by)s 批准撤下公开文本 %(index)s：%(reason_kind)s（%(proposer)s 提出）",
        "publication.correct": "%(by)s 批准更正公开文本 %(index)s：%(reason_kind)s（%(proposer)s 提出）",
        "publication.register_imported": "%(by)s 导入历史公开登记：新增 %(new)s 件，更新 %(changed)s 件",
    },
    labels={
        "failure": {str(value): str(label) for value, label in CheckFailure.choices},
        "act": {str(value): str(label) for value, label in Ending.choices},
        "reason_kind": {str(value): str(label) for value, label in RetractionKind.choices},
    },
    tones={
        "publication.release": "good",
        "publication.verify": "good",
        "publication.check_failed": "alert",
        "publication.ending_proposed": "alert",
        "publication.ending_refused": "alert",
        "publication.retract": "alert",
    },
)
