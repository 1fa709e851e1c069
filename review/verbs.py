"""What this app writes into the journal."""

from audit import verbs
from portal.choices import Dataset
from review.choices import Consulted, Desk, Outcome, Reply, Resume, ReturnReason, Ruling, Taken, Verdict
from review.dictionary.choices import EntryAct

verbs.register(
    {
        "review.opinion": "%(by)s 在“%(desk)s”出具意见：%(verdict)s",
        "review.answered": "%(by)s 登记外部答复：%(verdict)s",
        "review.chain_set": "%(by)s 设定审查链（待确认）",
        "review.chain_confirmed": "%(by)s 确认审查链设置，即日生效",
        "review.return": "%(by)s 由“%(from)s”退回至“%(to)s”：%(reason)s（%(resume)s）",
        "review.supersede": "原意见失效：%(why)s",
        "review.emergency_declared": "%(by)s 决定紧急公开，须于 %(due)s 前发布",
        "review.emergency_skipped": "紧急公开，事后补会签 %(skipped)s 项",
        "review.emergency_cosigned": "%(by)s 补“%(desk)s”：%(verdict)s",
        "review.emergency_ratified": "%(by)s 追认紧急公开",
        "review.emergency_refused": "%(by)s 不予追认紧急公开，须撤下或更正",
        "review.scan": "公开文本扫描：疑点 %(found)s 处",
        "review.dispose": "%(by)s 处理疑点 %(findings)s 处：%(outcome)s",
        "review.plan_comment": "%(by)s 对第%(serial)s版解读方案提出批注（第%(round)s轮）",
        "review.plan_comment_back": "%(by)s 收回一处批注（第%(round)s轮）",
        "review.plan_comment_answer": "%(by)s 答复第%(round)s轮批注：%(outcome)s",
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
        "outcome": {**dict(Reply.choices), **dict(Ruling.choices), **dict(Outcome.choices), **dict(Taken.choices)},
    },
    tones={
        "review.emergency_declared": "alert",
        "review.emergency_ratified": "good",
        "review.emergency_refused": "alert",
        "review.return": "alert",
        "review.supersede": "alert",
    },
)

verbs.register(
    {
        "review.dictionary_drafted": "%(by)s 草拟词库第%(serial)s版（%(terms)s条）",
        "review.dictionary_tried": "%(by)s 试用词库第%(serial)s版：核对%(seen)s件，命中%(touched)s件，解除%(freed)s件",
        "review.dictionary_proposed": "%(by)s 提请批准词库第%(serial)s版：增%(added)s条，删%(gone)s条，改%(changed)s条",
        "review.dictionary_approved": "%(by)s 批准词库第%(serial)s版（%(terms)s条），自%(day)s起生效",
        "review.dictionary_refused": "%(by)s 不批准词库第%(serial)s版",
        "review.dictionary_withdrawn": "%(by)s 收回词库第%(serial)s版",
        "review.entry_proposed": "%(by)s 提请%(act)s负面清单条目%(code)s第%(edition)s版，自%(day)s起",
        "review.entry_approved": "%(by)s 批准%(act)s负面清单条目%(code)s第%(edition)s版，自%(day)s起",
        "review.entry_refused": "%(by)s 不批准%(act)s负面清单条目%(code)s",
        "review.entry_withdrawn": "%(by)s 收回%(act)s负面清单条目%(code)s的申请",
        "review.dataset_proposed": "%(by)s 完成“%(dataset)s”的汇聚审查（%(documents)s件），提请开放至%(until)s",
        "review.dataset_approved": "%(by)s 批准开放“%(dataset)s”，至%(until)s",
        "review.dataset_refused": "%(by)s 不批准开放“%(dataset)s”",
        "review.dataset_withdrawn": "%(by)s 收回开放“%(dataset)s”的申请",
        "review.dataset_ended": "%(by)s 停止开放“%(dataset)s”",
    },
    labels={"act": dict(EntryAct.choices), "dataset": dict(Dataset.choices)},
    tones={
        "review.dictionary_approved": "good",
        "review.dictionary_refused": "alert",
        "review.entry_approved": "good",
        "review.entry_refused": "alert",
        "review.dataset_approved": "good",
        "review.dataset_refused": "alert",
        "review.dataset_ended": "alert",
    },
)
