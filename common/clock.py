"""The one place that reads the clock; everything below a view, task or command takes `at`."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return timezone.now()


def office_date(at: datetime) -> date:
    """Return the calendar day in the office's time zone (Asia/Shanghai) of an aware moment."""
    return at.astimezone(OFFICE_ZONE).date()


def office_text(at: datetime) -> str:
    """Return an aware moment as the office writes it, to the minute."""
    return f"{at.astimezone(OFFICE_ZONE):%Y-%m-%d %H:%M}"
