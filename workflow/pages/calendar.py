"""The preview of a holiday notice (templates/workflow/calendar_enter.html)."""

from itertools import groupby
from typing import Any

from deadlines.notice import NamedDay, Years
from deadlines.services import Preview

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
