"""每日汇总: on the morning of a working day each person with something open is told how much, once."""

from datetime import date, datetime, time

from django.conf import settings
from django.db import transaction
from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from accounts.models import Membership, User
from accounts.roles import BUSINESS_ROLES
from common.clock import OFFICE_ZONE, office_date
from deadlines.calendar import Calendar
from deadlines.selectors import calendar
from notices import services as notices
from notices.models import Told
from workflow import policies, selectors
from workflow.clocks import overdue

KIND = "digest.daily"
ENDS = time(12)  # nobody's morning any more
MOST = 300  # people in one go; the rest follow with the next


def is_time(at: datetime, days: Calendar) -> bool:
    """Test if it is the morning of a working day, from NOTICE_DIGEST_AT on."""
    local = at.astimezone(OFFICE_ZONE)
    return days.is_workday(local.date()) and settings.NOTICE_DIGEST_AT <= local.time() < ENDS


def watch(at: datetime) -> int:
    """Tell those who were not asked about yet today; return how many were told."""
    if not is_time(at, calendar()):
        return 0
    day = office_date(at)
    return sum(_tell(each, day, at) for each in list(_unasked(day)[:MOST]))


def _unasked(day: date) -> QuerySet[User]:
    key = Concat(Cast(OuterRef("pk"), CharField()), Value(f":{day}"))
    asked = Told.objects.filter(kind=KIND, key=key)
    working = Membership.objects.filter(user=OuterRef("pk"), group__name__in=BUSINESS_ROLES)
    people = User.objects.filter(Exists(working), ~Exists(asked), is_active=True)
    return people.select_related("office").order_by("pk")


@transaction.atomic
def _tell(user: User, day: date, at: datetime) -> int:
    """Claim the person's digest of the day and tell it, unless nothing is open."""
    if not notices.claim(keys=[(KIND, f"{user.pk}:{day}")], at=at):
        return 0
    text = _text(user, at)
    url = reverse("workflow:desk")
    return notices.tell(to={user.pk}, kind=KIND, key=str(day), text=text, url=url, at=at) if text else 0


def _text(user: User, at: datetime) -> str:
    """Return the sentence (two queries beside who the person is today), nothing when nothing is open."""
    day = office_date(at)
    found, late = policies.identities(user, day), overdue(at, day)
    near = ~late & Q(due_on=day)
    held = selectors.to_do(user, found).order_by()
    counts = held.aggregate(all=Count("pk"), late=Count("pk", filter=late), near=Count("pk", filter=near))
    waiting = selectors.claimable(user, found).order_by().count()
    if not counts["all"] and not waiting:
        return ""
    marks = [f"超期 {counts['late']} 件"] if counts["late"] else []
    marks += [f"今日到期 {counts['near']} 件"] if counts["near"] else []
    held_text = f"待办 {counts['all']} 件" + (f"（{'、'.join(marks)}）" if marks else "")
    return f"{held_text}，可签收 {waiting} 件"
