"""How much time each desk has, and why: one table, read by the flow, the boards and the help page.

Keys are the names of the flow's nodes; urgency is the 紧急程度 of the document: 平件 has its working days, 加急 half of
them, 特急 hours of work. Limits without a statute are the office's own rule (本机关规定) under the general duty to
handle official documents in time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from types import MappingProxyType

from deadlines.calendar import Calendar
from deadlines.clocks import CLOCKS
from deadlines.counting import day_of, due_of
from deadlines.errors import LimitUnknown
from deadlines.facts import Budget, Due, Stop, Unit
from deadlines.hours import OfficeHours

URGENT, MOST_URGENT = "urgent", "most_urgent"
IN_TIME = "党政机关公文处理工作条例第四条“准确规范、安全高效”；本机关规定"
LEGALITY = CLOCKS["legality"].basis
SECRECY = "政府信息公开条例第十七条；本机关规定"
AT_ONCE = Budget(4 * 60, Unit.WORKING_MINUTE)
ONE_DAY = Budget(1)
NOT_COUNTED = "政府信息公开条例第三十三条：征求第三方和其他机关意见所需时间不计算在内（比照）"


@dataclass(frozen=True, slots=True)
class Limit:
    """Working days at a desk, why, the fewest that 加急 may leave, what 特急 leaves, and whether the desk's clock
    stands while somebody outside is consulted (R71)."""

    days: int
    basis: str
    fewest: int = 1
    most_urgent: Budget = AT_ONCE
    waits: bool = False


LIMITS: Mapping[str, Limit] = MappingProxyType(
    {
        "revise": Limit(5, IN_TIME, waits=True),
        "division_check": Limit(1, IN_TIME),
        "disclosure_check": Limit(2, "国办发〔2016〕80号 一(一)；本机关规定", waits=True),
        "confidentiality_officer": Limit(2, SECRECY, waits=True),
        "confidentiality_head": Limit(2, SECRECY, waits=True),
        "confidentiality_leader": Limit(2, SECRECY, waits=True),
        "interpretation_cosign": Limit(2, "国办发〔2016〕80号 二；本机关规定"),
        "legality_review": Limit(5, LEGALITY, fewest=5, most_urgent=ONE_DAY),
        "department_cosign": Limit(3, "党政机关公文处理工作条例第十九条第六项；本机关规定"),
        "office_check": Limit(1, "党政机关公文处理工作条例第二十条；本机关规定"),
        "sign": Limit(2, "党政机关公文处理工作条例第二十二条；本机关规定"),
        "register": Limit(1, "党政机关公文处理工作条例第二十五条第二项；本机关规定"),
        "release": Limit(1, "政府信息公开条例第二十六条；本机关规定"),
        "archive": Limit(5, "党政机关公文处理工作条例第二十七条；本机关规定", most_urgent=ONE_DAY),
    }
)

PUBLICATION = CLOCKS["publication"]
CONSULTATION_DAYS = CLOCKS["third_party"].budget.amount
CONSULTATIONS = MappingProxyType({kind: CLOCKS[kind] for kind in ("third_party", "co_producer", "other_agency")})
PUBLICATION_ALERTS = (10, 15, 18)  # working days after the formation (R21), unless the installation says otherwise


def limit_of(desk: str) -> Limit:
    """Return the limit of the desk.

    :raises LimitUnknown: none is laid down.
    """
    if desk not in LIMITS:
        raise LimitUnknown(desk=desk)
    return LIMITS[desk]


def budget_for(desk: str, urgency: str) -> Budget:
    """Return the desk's time: its working days, half of them (rounded up) when 加急, hours of work when 特急.

    :raises LimitUnknown: none is laid down.
    """
    limit = limit_of(desk)
    if urgency == MOST_URGENT:
        return limit.most_urgent
    return Budget(max(ceil(limit.days / 2), limit.fewest) if urgency == URGENT else limit.days)


def desk_due(
    desk: str,
    urgency: str,
    *,
    arrived_at: datetime,
    calendar: Calendar,
    hours: OfficeHours,
    stops: Sequence[Stop] = (),
    more: int = 0,
) -> Due:
    """Return when the desk's work is due for what arrived at the moment; `more` is what was granted, in its unit.

    :raises LimitUnknown: none is laid down.
    """
    kept = stops if limit_of(desk).waits else ()
    return due_of(arrived_at, budget_for(desk, urgency).plus(more), calendar=calendar, hours=hours, stops=kept)


def publication_due(formed_on: date, *, calendar: Calendar) -> Due:
    """Return by when proactive information formed on the office day must be public (条例26; R21)."""
    return day_of(formed_on, PUBLICATION.budget, calendar=calendar)


def special_due(days: int, *, working: bool, counted_from: date, calendar: Calendar) -> Due:
    """Return when a limit of its own ends, in working days or in days of the calendar (R22)."""
    return day_of(counted_from, special_budget(days, working=working), calendar=calendar)


def special_budget(days: int, *, working: bool) -> Budget:
    """Return a limit of its own, in working days or in days of the calendar (R22)."""
    return Budget(days, Unit.WORKING_DAY if working else Unit.CALENDAR_DAY)


def consultation_due(kind: str, received_on: date, *, calendar: Calendar) -> Due:
    """Return until when whoever was consulted may answer a letter received on the day (条例32、34; R71)."""
    return day_of(received_on, CONSULTATIONS[kind].budget, calendar=calendar)


def suggestion_due(received_on: date, *, is_complex: bool, calendar: Calendar) -> Due:
    """Return until when a suggestion from the public that was received on the day is to be answered (R83).

    The product takes none in and starts no such clock; the limit is listed for whoever does.
    """
    clock = CLOCKS["complex_suggestion" if is_complex else "suggestion"]
    return day_of(received_on, clock.budget, calendar=calendar)


def publication_alert(
    formed_on: date, today: date, *, calendar: Calendar, alerts: Sequence[int] = PUBLICATION_ALERTS
) -> int:
    """Return the last alert (10, 15 or 18 working days) that has been reached, or 0 (R21)."""
    used = calendar.working_days_between(formed_on, today)
    return max((days for days in alerts if days <= used), default=0)
