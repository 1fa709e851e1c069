"""What this app writes into the journal."""

from audit import verbs
from review.choices import Consulted, Desk, Outcome, Reply, Resume, ReturnReason, Ruling, Verdict

verbs.register(
    {
        "review.opinion": "%(by)s 在“%(desk)s”出具意见：%(verdict)s",
        "review.answered": "%(by)s 登记外部答复：%(verdict)s",
        "review.chain_set": "%(by)s 设定审查链（待确认）",
        "review.chain_confirmed": "%(by)s 确认审查链设置，即日生效",
        "review.return": "%(by)s 由“%(from)s”退回至“%(to)s”：%(reason)s（%(resume)s）",
        "review.supersede": "原意见失效：%(why)s",
        "review.scan": "公开文本扫描：疑点 %(found)s 处",
        "review.dispose": "%(by)s 处理疑点（第%(findings)s项）：%(outcome)s",
        "review.cosign_add": "%(by)s 发起第%(round)s轮会签，增加会签单位",
        "review.cosign_withdraw": "%(by)s 撤销一个会签单位（第%(round)s轮）",
        "review.cosign_transfer": "%(by)s 转办会签（第%(round)s轮）",
        "review.cosign_lend": "%(by)s 委派他人先行研提会签意见（第%(round)s轮）",
        "review.cosign_advise": "%(by)s 回复委派（第%(round)s轮）",
        "review.cosign_cancel": "第%(round)s轮会签终止：%(why)s",
        "consultation.opened": "%(by)s 提出征求%(kind)s意见（第%(consultation)s号）",
        "consultation.received": "征求意见函（第%(consultation)s号）于%(day)s送达，答复截止%(due)s；%(by)s 登记",
        "consultation.answered": "%(by)s 登记%(kind)s的答复（第%(consultation)s号）：%(outcome)s",
        "consultation.decided": "%(by)s 就%(kind)s的意见作出决定（第%(consultation)s号）：%(outcome)s",
        "consultation.told": "%(by)s 已将决定书面告知%(kind)s（第%(consultation)s号）",
        "consultation.waived": "%(by)s 说明不再征求%(kind)s意见的理由（第%(consultation)s号）",
        "consultation.letter": "%(by)s 下载函件（第%(consultation)s号）",
        "consultation.cancelled": "%(by)s 撤销征求%(kind)s意见（第%(consultation)s号）",
    },
    labels={
        "desk": dict(Desk.choices),
        "from": dict(Desk.choices),
        "to": dict(Desk.choices),
        "verdict": dict(Verdict.choices),
        "reason": dict(ReturnReason.choices),
        "resume": dict(Resume.choices),
        "kind": dict(Consulted.choices),
        "outcome": {**dict(Reply.choices), **dict(Ruling.choices), **dict(Outcome.choices)},
    },
    tones={"review.return": "alert", "review.supersede": "alert"},
)
