"""How many working days each desk has, and why: one table, read by the flow, the boards and the help page.

Keys are the names of the flow's nodes; urgency is the 紧急程度 of the document. Limits without a statute are
the office's own rule (本机关规定) under the general duty to handle official documents in time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from types import MappingProxyType

from deadlines.calendar import Calendar
from deadlines.errors import LimitUnknown
from deadlines.facts import Due

URGENT, MOST_URGENT = "urgent", "most_urgent"
IN_TIME = "党政机关公文处理工作条例第四条“准确规范、安全高效”；本机关规定"
LEGALITY = "国办发〔2018〕115号：一般不少于5个工作日、不超过15个工作日，紧急情形除外"
SECRECY = "政府信息公开条例第十七条；本机关规定"


@dataclass(frozen=True, slots=True)
class Limit:
    """Working days at a desk, why, and the fewest that 加急 may leave (特急 always leaves one)."""

    days: int
    basis: str
    fewest: int = 1


LIMITS: Mapping[str, Limit] = MappingProxyType(
    {
        "revise": Limit(5, IN_TIME),
        "division_check": Limit(1, IN_TIME),
        "disclosure_check": Limit(2, "国办发〔2016〕80号 一(一)；本机关规定"),
        "confidentiality_officer": Limit(2, SECRECY),
        "confidentiality_head": Limit(2, SECRECY),
        "confidentiality_leader": Limit(2, SECRECY),
        "interpretation_cosign": Limit(2, "国办发〔2016〕80号 二；本机关规定"),
        "legality_review": Limit(5, LEGALITY, fewest=5),
        "department_cosign": Limit(3, "党政机关公文处理工作条例第十九条第六项；本机关规定"),
        "office_check": Limit(1, "党政机关公文处理工作条例第二十条；本机关规定"),
        "sign": Limit(2, "党政机关公文处理工作条例第二十二条；本机关规定"),
        "register": Limit(1, "党政机关公文处理工作条例第二十五条第二项；本机关规定"),
        "release": Limit(1, "政府信息公开条例第二十六条；本机关规定"),
        "archive": Limit(5, "党政机关公文处理工作条例第二十七条；本机关规定"),
    }
)

PUBLICATION = Limit(20, "政府信息公开条例第二十六条：自形成或者变更之日起20个工作日内")
CONSULTATION_DAYS = 15
CONSULTATIONS: Mapping[str, Limit] = MappingProxyType(
    {
        "third_party": Limit(CONSULTATION_DAYS, "政府信息公开条例第三十二条：自收到征求意见书之日起15个工作日内"),
        "co_producer": Limit(CONSULTATION_DAYS, "政府信息公开条例第三十四条：自收到征求意见书之日起15个工作日内"),
        "other_agency": Limit(CONSULTATION_DAYS, "政府信息公开条例第十一条；时限比照第三十四条，本机关规定"),
    }
)
PUBLICATION_ALERTS = (10, 15, 18)  # working days after the formation (R21)


def limit_of(desk: str) -> Limit:
    """Return the limit of the desk.

    :raises LimitUnknown: none is laid down.
    """
    if desk not in LIMITS:
        raise LimitUnknown(desk=desk)
    return LIMITS[desk]


def days_for(desk: str, urgency: str) -> int:
    """Return the desk's working days: half of them (rounded up) when 加急, one when 特急.

    :raises LimitUnknown: none is laid down.
    """
    limit = limit_of(desk)
    if urgency == MOST_URGENT:
        return 1
    return max(ceil(limit.days / 2), limit.fewest) if urgency == URGENT else limit.days


def due_at(desk: str, urgency: str, *, arrived_on: date, calendar: Calendar) -> Due:
    """Return when the desk's work is due for what arrived on the office day.

    :raises LimitUnknown: none is laid down.
    """
    return calendar.add_working_days(arrived_on, days_for(desk, urgency))


def publication_due(formed_on: date, *, calendar: Calendar) -> Due:
    """Return by when proactive information formed on the office day must be public (条例26; R21)."""
    return calendar.add_working_days(formed_on, PUBLICATION.days)


def special_due(days: int, *, working: bool, counted_from: date, calendar: Calendar) -> Due:
    """Return when a limit of its own ends, in working days or in days of the calendar (R22)."""
    if working:
        return calendar.add_working_days(counted_from, days)
    return Due(counted_from + timedelta(days=days), provisional=False, version=calendar.version)


def consultation_due(kind: str, received_on: date, *, calendar: Calendar) -> Due:
    """Return until when whoever was consulted may answer a letter received on the day (条例32、34; R71)."""
    return calendar.add_working_days(received_on, CONSULTATIONS[kind].days)


def publication_alert(formed_on: date, today: date, *, calendar: Calendar) -> int:
    """Return the last alert (10, 15 or 18 working days) that has been reached, or 0 (R21)."""
    used = calendar.working_days_between(formed_on, today)
    return max((days for days in PUBLICATION_ALERTS if days <= used), default=0)
