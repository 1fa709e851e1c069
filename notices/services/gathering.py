"""From notices to messages: which channels a person wants, when a message goes, what goes with it.

Behind the outbox: an act writes one entry for each person, so that it waits for nobody who writes to the same one.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from common.clock import OFFICE_ZONE
from notices.choices import Group
from notices.house import house
from notices.kinds import KINDS
from notices.models import Line, Message, Notice, Preference
from outbox import services as outbox
from outbox.registry import handles

GATHER, SEND = "notices.gather", "notices.send"
PUT = """
insert into notices_message (person_id, channel, key, send_at, state, is_closed, is_begun, attempts, failure)
values (%s, %s, gen_random_uuid(), %s, 'waiting', false, false, 0, '')
on conflict (person_id, channel, send_at) do nothing
"""
MOMENT = timedelta(microseconds=1)
Told = tuple[int, int, str]


def put(told: Iterable[Told]) -> None:
    """Put what was told (notice, person, kind) to be sent, in the caller's transaction (one query for choices)."""
    rows = list(told)
    in_use = Preference.objects.filter(person__is_active=True)
    wanted = {each.pk: each for each in in_use.filter(pk__in={person for _, person, _ in rows})}
    found: dict[int, list[int]] = defaultdict(list)
    for notice, person, kind in rows:
        if person in wanted and wanted[person].chosen(KINDS[kind].group):
            found[person].append(notice)
    for ids in found.values():
        outbox.put(kind=GATHER, key=f"notice:{min(ids)}", payload={"notices": sorted(ids)})


@handles(GATHER, "归并待外发的提醒")
def gather(payload: dict[str, Any], at: datetime) -> None:
    """Let notices of one person go into messages: at once, at the end of quiet hours, or with others of a flood."""
    found = list(Notice.objects.filter(pk__in=payload["notices"], read_at__isnull=True).order_by("pk"))
    wanted = Preference.objects.filter(pk=found[0].person_id).first() if found else None
    if wanted is None:
        return
    groups: dict[tuple[str, datetime], list[Notice]] = defaultdict(list)
    for notice in found:
        group = KINDS[notice.kind].group
        for channel in wanted.chosen(group):
            groups[channel, _moment(wanted, channel, group, at)].append(notice)
    for (channel, moment), notices in sorted(groups.items(), key=lambda each: each[0]):
        _add(wanted.pk, channel, moment, notices, at)


def _moment(wanted: Preference, channel: str, group: Group, at: datetime) -> datetime:
    """Return when a message goes; red ones break the quiet."""
    quiet = None if group == Group.RED else wanted.quiet().until(at, house.is_workday)
    return quiet or _after_flood(wanted.pk, channel, group, at) or at


def _after_flood(person: int, channel: str, group: Group, at: datetime) -> datetime | None:
    """Return when the present flood's message goes, None while there are few."""
    width = timedelta(minutes=settings.NOTICE_FLOOD_MINUTES)
    kinds = [each.code for each in KINDS.values() if each.group == group]
    recent = Message.objects.filter(person=person, channel=channel, send_at__gt=at - width, send_at__lte=at)
    if recent.filter(notices__kind__in=kinds).distinct().count() < settings.NOTICE_FLOOD_MESSAGES:
        return None
    midnight = at.astimezone(OFFICE_ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + width * ((at - midnight) // width + 1)


def _add(person: int, channel: str, moment: datetime, notices: list[Notice], at: datetime) -> None:
    message = _open_message(person, channel, moment)
    Line.objects.bulk_create([Line(message=message, notice=each) for each in notices], ignore_conflicts=True)
    later = message.send_at if message.send_at > at else None
    outbox.put(kind=SEND, key=f"message:{message.pk}", payload={"message": message.pk}, not_before=later)


def _open_message(person: int, channel: str, moment: datetime) -> Message:
    """Return the locked message of the moment, or of the next one when it was begun already."""
    while True:
        with connection.cursor() as cursor:
            cursor.execute(PUT, [person, channel, moment])
        message = Message.objects.select_for_update().get(person=person, channel=channel, send_at=moment)
        if not message.is_closed:
            return message
        moment += MOMENT
