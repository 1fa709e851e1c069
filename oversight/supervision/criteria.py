"""By what supervision finds: one table of rule number, kind, colour, sentence and basis; no query here."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from oversight.supervision.choices import CardColour, Kind

REGULATION = "政府信息公开条例"
HANDLING = "党政机关公文处理工作条例"
SECRETS = "保守国家秘密法"
EMERGENCY = "国办发〔2016〕61号；教办厅〔2017〕3号（十三）"
OWN = "本机关规定"

LONG_OVERDUE = 5  # working days beyond a desk's limit
RATIFY_HOURS, AFTERWARDS_HOURS = 24, 72  # by the clock, after the declaration and after the release
OFTEN_RETURNED, OFTEN_REFUSED = 3, 3
SECRECY_RULES = frozenset({12, 13, 15, 16, 17, 18, 19, 20, 26, 28})
SEPARATION_RULES = frozenset({11, 85, 87})
CLASSIFIED_CODES = frozenset({"DOC-104", "DOC-105", "DOC-320"})


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: `rule` is the number in the rule book (None: a limit of the office's own), `days` the working
    days that whoever gets a card has to explain."""

    code: str
    rule: int | None
    kind: Kind
    colour: CardColour
    sentence: str
    basis: str
    days: int = 3


_ROWS = (
    Criterion("publication_overdue", 21, Kind.BREACH, CardColour.RED, "主动公开的公文超过法定时限仍未公开",
              f"{REGULATION}第26条", 2),
    Criterion("published_late", 21, Kind.BREACH, CardColour.YELLOW, "主动公开的公文超过法定时限才公开",
              f"{REGULATION}第26条"),
    Criterion("publication_near", 21, Kind.NEAR, CardColour.YELLOW, "主动公开的公文临近法定时限仍未公开",
              f"{REGULATION}第26条"),
    Criterion("desk_overdue", None, Kind.NEAR, CardColour.YELLOW, "环节超过办理时限", f"{HANDLING}第4条；{OWN}"),
    Criterion("desk_long_overdue", None, Kind.BREACH, CardColour.RED, f"环节超过办理时限{LONG_OVERDUE}个工作日以上",
              f"{HANDLING}第4条；{OWN}", 2),
    Criterion("registered_late", 50, Kind.BREACH, CardColour.YELLOW, "签发后未按时登记编号",
              f"{HANDLING}第25条第二项；{OWN}"),
    Criterion("emergency_late", 82, Kind.BREACH, CardColour.RED, "紧急公开未在5小时内发布权威信息", EMERGENCY, 1),
    Criterion("emergency_not_ratified", 82, Kind.BREACH, CardColour.RED, f"紧急公开{RATIFY_HOURS}小时内未经追认",
              f"{EMERGENCY}；{OWN}", 1),
    Criterion("cosign_owed", 82, Kind.BREACH, CardColour.YELLOW, f"紧急公开跳过的会签{AFTERWARDS_HOURS}小时内未补齐",
              f"{EMERGENCY}；{OWN}"),
    Criterion("returned_often", 54, Kind.NEAR, CardColour.YELLOW, f"同一公文被退回{OFTEN_RETURNED}次以上",
              f"{HANDLING}第21、24条；{OWN}"),
    Criterion("classified_refused", 12, Kind.NEAR, CardColour.RED, "上传或填写的内容带有密级标志，已被拒收",
              f"{SECRETS}第31条第三项", 1),
    Criterion("secrecy_refused", 15, Kind.NEAR, CardColour.YELLOW, "保密审查未完成或不合要求即提请办理，已被阻断",
              f"{SECRETS}第35条；{SECRETS}实施条例第42条"),
    Criterion("separation_refused", 87, Kind.NEAR, CardColour.YELLOW, "办理自己的文件或兼任须分离的环节，已被阻断",
              f"{REGULATION}第17条；岗位分离"),
    Criterion("refused_often", None, Kind.NEAR, CardColour.YELLOW, f"同一人对同一事项一日内{OFTEN_REFUSED}次以上被拒绝",
              OWN),
    Criterion("selfcheck_overdue", 38, Kind.BREACH, CardColour.YELLOW, "年度自查超过期限未办结",
              f"{REGULATION}第18条；教办厅〔2017〕3号（二十）"),
)  # fmt: skip
CRITERIA: Mapping[str, Criterion] = MappingProxyType({each.code: each for each in _ROWS})
CHOICES = [(each.code, each.sentence) for each in _ROWS]
