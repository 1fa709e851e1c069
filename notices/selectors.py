"""Reads: a person's notices and how many are unread."""

from datetime import datetime, timedelta

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, F, OuterRef, QuerySet, Value

from accounts.models import User
from common.errors import NotFound
from common.prepared import Prepared, Slot
from notices.choices import Group, State
from notices.kinds import KINDS
from notices.models import Line, Message, Notice, Preference, Robot

MOST_COUNTED = 100
SHOWN = timedelta(days=7)


_unread = Prepared(
    lambda: (
        Notice.objects.filter(person_id=Slot("person"), read_at__isnull=True)
        .order_by("-pk")
        .values_list("pk", flat=True)[:MOST_COUNTED]
    )
)


def unread_count(user: User) -> int:
    """Return how many unread notices the person has, counting to a hundred (one read of an index)."""
    return len(_unread(person=user.pk))


def notices_of(user: User, group: str = "") -> QuerySet[Notice]:
    """Return the person's notices, unread first, then the newest first; of one group when it is named."""
    found = Notice.objects.filter(person=user)
    if group in Group.values:
        found = found.filter(kind__in=[each.code for each in KINDS.values() if each.group == group])
    return found.order_by(F("read_at").desc(nulls_first=True), "-pk")


def preference_of(user: User) -> Preference | None:
    """Return how the person wants to be told beside the page, None when nothing was chosen."""
    return Preference.objects.filter(person=user).first()


def given_up(at: datetime | Slot) -> QuerySet[Message]:
    """Return the messages that stopped in the last week, newest first, unless the same way has worked since."""
    worked = Message.objects.filter(
        person=OuterRef("person"), channel=OuterRef("channel"), state=State.SENT, pk__gt=OuterRef("pk")
    )
    stopped = Message.objects.filter(~Exists(worked), state=State.GIVEN_UP, send_at__gt=at - SHOWN)
    return stopped.select_related("person__office").order_by("-pk")


def stopped() -> QuerySet[Message]:
    """Return every message that stopped and still has something to say, newest first."""
    said = Exists(Line.objects.filter(message=OuterRef("pk")))
    return Message.objects.filter(said, state=State.GIVEN_UP).order_by("-pk")


def with_kinds(messages: QuerySet[Message]) -> QuerySet[Message]:
    """Return the messages with their people and offices, and `kinds`, the kinds of their notices (one query)."""
    kinds = ArrayAgg("notices__kind", distinct=True, default=Value([]))
    found: QuerySet[Message] = messages.annotate(kinds=kinds).select_related("person__office")
    return found


def robots() -> list[Robot]:
    """Return the group robots in the order of their offices."""
    return list(Robot.objects.select_related("office").order_by("office__path"))


def robot_with(robot_id: int) -> Robot:
    """Return a group robot. Raises NotFound."""
    found = Robot.objects.select_related("office").filter(pk=robot_id).first()
    if found is None:
        raise NotFound
    return found
