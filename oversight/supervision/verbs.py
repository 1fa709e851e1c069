"""What electronic supervision writes into the journal."""

from audit import verbs
from oversight.supervision.choices import CardAct, CardColour, CardState

verbs.register(
    {
        "oversight.swept": "%(by)s 电子监察巡查，新发现 %(count)s 项",
        "oversight.card_issue": "%(by)s 就监察事项 %(incident)s 发%(colour)s",
        "oversight.incidents_exported": "%(by)s 导出监察记录 %(count)s 条",
        **{
            f"oversight.card_{act.value}": f"%(by)s {act.label}（监察事项 %(incident)s，%(colour)s）：%(state)s"
            for act in CardAct
            if act != CardAct.ISSUE
        },
    },
    labels={"colour": dict(CardColour.choices), "state": dict(CardState.choices)},
    tones={"oversight.card_issue": "alert"},
    names={
        "oversight.card_issue": "发监察牌",
        "oversight.incidents_exported": "导出监察记录",
        **{f"oversight.card_{act.value}": f"监察牌：{act.label}" for act in CardAct if act != CardAct.ISSUE},
    },
)
