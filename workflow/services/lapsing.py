"""A claim without an act lapses: what somebody signed for and left goes back to its queue, once, and is told."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from audit.models import Entry
from common.clock import OFFICE_ZONE, office_date
from deadlines.selectors import calendar
from review.consultation_selectors import unsettled
from workflow import policies, waiting
from workflow.announcing import ASSIGNED, tell
from workflow.models import DeskTask
from workflow.selectors import CHANGED_NOTHING
from workflow.services.claims import hold, note
from workflow.services.held import locked_task

AT_ONCE = 500  # claims in one run of the beat


def idle_claims(at: datetime) -> QuerySet[DeskTask]:
    """Return the open tasks that somebody claimed, or acted on last, more than CLAIM_IDLE_DAYS working days ago.

    What waits for somebody else is not idle: a consultation, an answer from outside, a moment, nobody left.
    """
    since = _since(at)
    chain = Concat(Value("document:"), Cast(OuterRef("document_id"), CharField()))
    acts = Entry.objects.filter(chain=chain, by_id=OuterRef("owner_id"), at__gte=since).exclude(
        verb__in=CHANGED_NOTHING
    )
    held = DeskTask.objects.filter(finished__isnull=True, owner__isnull=False, person=None, assigned__lt=since)
    waits = Exists(unsettled().filter(document=OuterRef("document")))
    left = policies.nobody_left(held.exclude(desk="")).exclude(waiting.is_stuck(at))
    return left.filter(~Exists(acts), ~waits)


def _since(at: datetime) -> datetime:
    """Return the moment from which on an act keeps a claim: with today, one working day more than may be idle."""
    day, days, found = office_date(at), settings.CLAIM_IDLE_DAYS + 1, calendar()
    while days := days - found.is_workday(day):
        day -= timedelta(days=1)
    return datetime.combine(day, time(), OFFICE_ZONE)


def release_idle_claims(*, at: datetime) -> int:
    """Give every idle claim back to its queue, each in a transaction of its own; return how many. 0 days: none."""
    if settings.CLAIM_IDLE_DAYS < 1:
        return 0
    found = list(idle_claims(at).order_by("assigned", "pk").values_list("pk", flat=True)[:AT_ONCE])
    return sum(_release(pk, at) for pk in found)


@transaction.atomic
def _release(task_id: int, at: datetime) -> bool:
    """Release one, unless somebody acted meanwhile: asked again with the task locked, so that it happens once."""
    task = locked_task(task_id)
    if not idle_claims(at).filter(pk=task.pk).exists():
        return False
    holder, days = task.owner, settings.CLAIM_IDLE_DAYS
    assert holder is not None  # noqa: S101  # an idle claim has a holder
    hold(task, None, at)
    note(task, "task.lapsed", None, at, holder=holder.full_name, person=holder.pk, days=days)
    what = f"签收后 {days} 个工作日未办理，已自动放回待签收："
    tell(people={holder.pk}, kind=ASSIGNED, task=task, what=what, by=None, at=at)
    return True
