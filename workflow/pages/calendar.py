"""The preview of a holiday notice, and the table of every limit (templates/workflow/calendar*.html)."""

from itertools import groupby
from typing import Any

from deadlines.clocks import CLOCKS
from deadlines.limits import LIMITS, budget_for
from deadlines.notice import NamedDay, Years
from deadlines.services import Preview
from documents.choices import Urgency
from review.choices import Desk

STATUTORY = ("元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆")  # 放假办法第二条


def preview_shown(found: Preview, years: Years) -> dict[str, Any]:
    """Return what the notice says, holiday by holiday, which days change, and how many open deadlines move."""
    return {
        "years": [
            {"year": year, "holidays": _holidays(days), "missing": _missing(days)}
            for year, days in sorted(years.items())
        ],
        "changed": [{"year": year, "days": days} for year, days in sorted(found.changed.items())],
        "moving": [{"what": kind.label, "count": count} for kind, count in found.moving.items()],
        "moved": sum(found.moving.values()),
    }


def _missing(days: list[NamedDay]) -> str:
    """Return which of the statutory holidays the notice does not name."""
    said = " ".join(each.name for each in days)
    return "、".join(name for name in STATUTORY if name not in said)


def _holidays(days: list[NamedDay]) -> list[dict[str, Any]]:
    return [{"name": name, **_split(list(group))} for name, group in groupby(days, key=lambda each: each.name)]


def _split(days: list[NamedDay]) -> dict[str, Any]:
    off = [each.day for each in days if not each.is_workday]
    return {"off": off, "count": len(off), "worked": [each.day for each in days if each.is_workday]}


def clocks_shown() -> list[dict[str, str]]:
    """Return the clocks of the law as rows: what, how long, from when, what stops it, why."""
    return [
        {
            "name": clock.name,
            "length": ("不少于" if clock.at_least else "") + clock.budget.words,
            "starts": clock.starts,
            "stops": clock.stops,
            "basis": clock.basis,
        }
        for clock in CLOCKS.values()
    ]


def desks_shown() -> list[dict[str, str]]:
    """Return the limits of the desks as rows: how long for each urgency, whether the clock stands, why."""
    return [
        {
            "name": str(Desk(desk).label),
            "normal": budget_for(desk, Urgency.NORMAL).words,
            "urgent": budget_for(desk, Urgency.URGENT).words,
            "most_urgent": budget_for(desk, Urgency.MOST_URGENT).words,
            "waits": "征求意见期间" if limit.waits else "",
            "basis": limit.basis,
        }
        for desk, limit in LIMITS.items()
    ]
