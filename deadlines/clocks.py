"""Every clock of the law that runs on a document: one table (regulations §0.1); the desks have theirs in `limits`.

A clock whose `runs` is empty is looked up, shown and reckoned with, but the product has no subject on which it would
run by itself; the others name the kind of subject whose crossings are written down (deadlines.models.Crossing).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from deadlines.facts import Budget, Unit

DAY, WORKING, HOUR = Unit.CALENDAR_DAY, Unit.WORKING_DAY, Unit.HOUR
DESK, PUBLICATION, CONSULTATION, EMERGENCY, REPOST = "desk", "publication", "consultation", "emergency", "repost"
NO_SUGGESTIONS = "本系统不受理意见建议，不计时，期限供对照；不能答复的说明理由"
OPINION = "国办发〔2016〕61号；国办发〔2016〕80号 三；教办厅〔2017〕3号（十三）"


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock: its name, how long, from which event, what stops it or starts it again, why, and on what it runs.

    `at_least` marks a time that must be left to others; it ends no earlier, and may end later.
    """

    name: str
    budget: Budget
    starts: str
    basis: str
    stops: str = ""
    runs: str = ""
    at_least: bool = False


CLOCKS: Mapping[str, Clock] = MappingProxyType(
    {
        "publication": Clock(
            "主动公开",
            Budget(20),
            "信息形成或者变更",
            "政府信息公开条例第二十六条：自形成或者变更之日起20个工作日内",
            "法律、法规另有规定的从其规定（公开事项目录另定时限）",
            runs=PUBLICATION,
        ),
        "budget": Clock(
            "部门预算、决算公开",
            Budget(20, DAY),
            "财政部门批复",
            "预算法第十四条：自批复之日起20日内",
            runs=PUBLICATION,
        ),
        "penalty_withdrawal": Clock(
            "撤回被变更、撤销的行政处罚决定",
            Budget(3),
            "决定被变更、撤销、确认违法或者无效",
            "行政处罚法第四十八条：三日内撤回并公开说明理由；第八十五条：三日指工作日",
        ),
        "third_party": Clock(
            "第三方意见",
            Budget(15),
            "第三方收到征求意见书",
            "政府信息公开条例第三十二条：自收到征求意见书之日起15个工作日内",
            "逾期未答复不视为同意，由本机关决定",
            runs=CONSULTATION,
        ),
        "co_producer": Clock(
            "共同制作机关意见",
            Budget(15),
            "对方收到征求意见书",
            "政府信息公开条例第三十四条：自收到征求意见书之日起15个工作日内",
            "逾期未答复视为同意公开",
            runs=CONSULTATION,
        ),
        "other_agency": Clock(
            "其他机关意见",
            Budget(15),
            "对方收到征求意见书",
            "政府信息公开条例第十一条；时限比照第三十四条，本机关规定",
            runs=CONSULTATION,
        ),
        "emergency": Clock(
            "重大突发事件权威信息",
            Budget(5, HOUR),
            "事件发生（未填明的，决定紧急公开）",
            OPINION,
            "自然时间，节假日不停",
            runs=EMERGENCY,
        ),
        "press_conference": Clock("重大突发事件新闻发布会", Budget(24, HOUR), "事件发生", OPINION, "自然时间"),
        "public_opinion": Clock(
            "其他政务舆情回应", Budget(48, HOUR), "监测发现", "国办发〔2016〕61号：48小时内予以回应", "自然时间"
        ),
        "repost": Clock(
            "转载上级重要政策信息",
            Budget(24, HOUR),
            "上级网站发布",
            "教办厅〔2017〕3号（十八）即时充分转载；国务院办公厅政府网站抽查以24小时为准",
            runs=REPOST,
        ),
        "interpretation": Clock(
            "政策解读",
            Budget(3),
            "文件公布",
            "国办发〔2016〕80号 二：与文件同步公布；各地规定最迟3个工作日",
        ),
        "legality": Clock(
            "规范性文件合法性审核",
            Budget(5),
            "送审材料齐全",
            "国办发〔2018〕115号：一般不少于5个工作日、不超过15个工作日，紧急情形除外",
            "材料不齐的退回，补齐后重新计算",
            at_least=True,
        ),
        "decision_legality": Clock(
            "重大行政决策合法性审查",
            Budget(7),
            "送审材料齐全",
            "重大行政决策程序暂行条例第二十六条：不少于7个工作日",
            "材料不齐的退回，补齐后重新计算",
            at_least=True,
        ),
        "decision_comments": Clock(
            "重大行政决策草案公开征求意见",
            Budget(30, DAY),
            "草案公布",
            "重大行政决策程序暂行条例第十五条：一般不少于30日，缩短须说明理由",
            at_least=True,
        ),
        "regulation_comments": Clock(
            "规章草案公开征求意见", Budget(30, DAY), "草案公布", "规章制定程序条例：不少于30日", at_least=True
        ),
        "hearing_papers": Clock(
            "听证材料送达",
            Budget(7, DAY),
            "送达至听证会召开",
            "重大行政决策程序暂行条例第十六条：提前7日",
            at_least=True,
        ),
        "suggestion": Clock("网上意见建议答复", Budget(7), "收到", "国办发〔2017〕47号及各地规定", NO_SUGGESTIONS),
        "complex_suggestion": Clock(
            "复杂的网上意见建议答复", Budget(15), "收到", "国办发〔2017〕47号及各地规定", NO_SUGGESTIONS
        ),
        "classification": Clock(
            "定密不明确事项报请确定",
            Budget(10),
            "拟定密级之日",
            "保守国家秘密法实施条例第二十五条：10个工作日内报送，10个工作日内答复，期间先行保护",
        ),
    }
)
