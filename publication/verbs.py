"""The journal's sentences of this app."""

from audit import verbs
from portal.choices import ColumnKind, RelationKind
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
        "publication.relation_confirmed": "%(by)s 确认文件关联：%(kind)s %(number)s",
        "publication.relation_rejected": "%(by)s 不采用文件关联：%(kind)s %(number)s",
        "publication.column_written": "%(by)s 发布专栏“%(column)s”第%(serial)s版",
    },
    labels={
        "kind": {str(value): str(label) for value, label in RelationKind.choices},
        "column": {str(value): str(label) for value, label in ColumnKind.choices},
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
