"""What a self-check writes into the journal."""

from audit import verbs
from documents.choices import Ground
from oversight.selfcheck.choices import Judgement

verbs.register(
    {
        "oversight.selfcheck_opened": "%(by)s 发起%(year)s年度自查，列入公文 %(count)s 件",
        "oversight.selfcheck_judged": "%(by)s 在年度自查中判断：%(verdict)s",
        "oversight.selfcheck_confirmed": "%(by)s 确认年度自查的判断：%(verdict)s",
        "oversight.selfcheck_sent_back": "%(by)s 退回年度自查的判断，请重新判断",
        "oversight.selfcheck_closed": "%(by)s 办结%(year)s年度自查：公文 %(count)s 件",
        "oversight.asked_noted": "%(by)s 登记%(year)s年度依申请公开件数 %(count)s 条",
    },
    labels={"verdict": dict(Judgement.choices), "ground": dict(Ground.choices)},
    tones={"oversight.selfcheck_sent_back": "alert", "oversight.selfcheck_closed": "good"},
    names={
        "oversight.asked_noted": "登记依申请公开件数",
        "oversight.selfcheck_closed": "办结年度自查",
        "oversight.selfcheck_opened": "发起年度自查",
        "oversight.selfcheck_judged": "年度自查：判断",
    },
)
