"""What this app writes into the journal."""

from audit import verbs
from review.choices import Desk, Resume, ReturnReason, Verdict
from review.dictionary.choices import EntryAct

verbs.register(
    {
        "review.opinion": "%(by)s 在“%(desk)s”出具意见：%(verdict)s",
        "review.return": "%(by)s 由“%(from)s”退回至“%(to)s”：%(reason)s（%(resume)s）",
        "review.supersede": "原意见失效：%(why)s",
        "review.cosign_add": "%(by)s 发起第%(round)s轮会签，增加会签单位",
        "review.cosign_withdraw": "%(by)s 撤销一个会签单位（第%(round)s轮）",
        "review.cosign_transfer": "%(by)s 转办会签（第%(round)s轮）",
        "review.cosign_lend": "%(by)s 委派他人先行研提会签意见（第%(round)s轮）",
        "review.cosign_advise": "%(by)s 回复委派（第%(round)s轮）",
        "review.cosign_cancel": "第%(round)s轮会签终止：%(why)s",
    },
    labels={
        "desk": dict(Desk.choices),
        "from": dict(Desk.choices),
        "to": dict(Desk.choices),
        "verdict": dict(Verdict.choices),
        "reason": dict(ReturnReason.choices),
        "resume": dict(Resume.choices),
    },
    tones={"review.return": "alert", "review.supersede": "alert"},
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
    },
    labels={"act": dict(EntryAct.choices)},
    tones={
        "review.dictionary_approved": "good",
        "review.dictionary_refused": "alert",
        "review.entry_approved": "good",
        "review.entry_refused": "alert",
    },
)
