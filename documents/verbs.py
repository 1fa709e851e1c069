"""What this app writes into the journal."""

from audit import verbs
from documents.choices import Action, Attribute, Ground, Status, Urgency

_LABELS = {
    "before": dict(Status.choices),
    "after": dict(Status.choices),
    "attribute": dict(Attribute.choices),
    "ground": dict(Ground.choices),
    "was": dict(Urgency.choices),
    "now": dict(Urgency.choices),
}
_MOVES = {f"document.{a.value}": f"%(by)s {a.label}：%(before)s → %(after)s" for a in Action}
_GOOD = (Action.SIGN, Action.REGISTER, Action.PUBLISH)
_ALERT = (Action.SEND_BACK, Action.RETRACT, Action.DISCARD, Action.REOPEN_SIGNATURE)

verbs.register(
    {
        **_MOVES,
        "document.version": "%(by)s 上传第%(serial)s稿",
        "document.revise": "%(by)s 修改公文要素",
        "document.decide_disclosure": "%(by)s 提出公开属性：%(attribute)s",
        "document.number": "%(by)s 编号：%(number)s，成文日期 %(issued_on)s",
        "document.renumber": "%(by)s 作废字号 %(void)s（%(reason)s），改编 %(number)s",
        "document.redact": "%(by)s 作区分处理：共 %(passages)s 处（第%(serial)s稿）",
        "document.describe": "%(by)s 更正目录信息：%(fields)s",
        "document.embargo": "%(by)s 设定公开不早于 %(moment)s",
        "document.embargo_lifted": "%(by)s 取消不早于公开的时间",
        "document.urgency": "%(by)s 将紧急程度由%(was)s改为%(now)s：%(reason)s",
        "document.propose_conversion": "%(by)s 提出转为%(attribute)s",
        "document.conversion_stopped": "%(by)s 终止转为公开，公开属性不变：%(reason)s",
        "document.erase": "%(by)s 认定应当定密，正文、附件与意见已清除",
        "document.upload_refused": "%(by)s 的上传被拒绝（%(code)s）",
        "series.added": "%(by)s 增设发文代字“%(code)s”（%(name)s）",
        "series.changed": "%(by)s 修改发文代字“%(code)s”的用途或编号方式（%(name)s）",
        "series.renamed": "%(by)s 将发文代字“%(former)s”改为“%(code)s”（%(name)s）",
        "series.closed": "%(by)s 停用发文代字“%(code)s”",
        "series.opened": "%(by)s 启用发文代字“%(code)s”",
    },
    labels=_LABELS,
    tones={
        **{f"document.{a.value}": "good" for a in _GOOD},
        **{f"document.{a.value}": "alert" for a in _ALERT},
        "document.erase": "alert",
    },
    names={
        "document.embargo": "设定公开不早于的时间",
        "document.number": "编号",
        "document.propose_conversion": "提出改变公开属性",
        "document.urgency": "改变紧急程度",
        "document.version": "上传新稿",
        "series.changed": "修改发文代字",
        "series.renamed": "更改发文代字",
    },
)
