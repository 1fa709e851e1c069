"""The journal's sentences of this app."""

from audit import verbs
from publication.choices import CheckFailure, RetractionKind

verbs.register(
    {
        "publication.typeset": "%(by)s 排出公开文本（第%(copy)s次）",
        "publication.verify": "%(by)s 发布前核验通过（第%(copy)s次排版）",
        "publication.check_failed": "%(by)s 发布前核验未通过：%(failure)s（第%(copy)s次排版）",
        "publication.release": "%(by)s 公开发布，索引号 %(index)s",
        "publication.retract": "%(by)s 撤下公开文本 %(index)s：%(reason_kind)s",
        "publication.correct": "%(by)s 更正公开文本 %(index)s",
    },
    labels={
        "failure": {str(value): str(label) for value, label in CheckFailure.choices},
        "reason_kind": {str(value): str(label) for value, label in RetractionKind.choices},
    },
    tones={
        "publication.release": "good",
        "publication.verify": "good",
        "publication.check_failed": "alert",
        "publication.retract": "alert",
    },
)
