"""The clock of publication: day 10, 15, 18 after the formation, and overdue (R21, R22)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from common.clock import office_date
from deadlines.calendar import Calendar
from deadlines.lights import light_of
from deadlines.selectors import calendar
from documents.choices import Attribute, Status
from documents.models import Document
from notices import services as notices
from notices.facts import Telling
from publication.selectors import publication_due
from workflow.announcing import called, day_of
from workflow.models import DeskTask
from workflow.roster import Roster, roster
from workflow.selectors import open_tasks_of
from workflow.watching.rungs import Rung, publication_rungs

BATCH = 200
ON_THE_WAY = (Status.SIGNED, Status.ISSUED)
LAST_ALERT = "18"


def watch(at: datetime) -> int:
    """Tell every step that documents on their way to the public have reached; return how many notices that made."""
    today, days = office_date(at), calendar()
    house = roster(today)
    return sum(notices.tell_rungs(tellings=_tellings(each, today, days, house), at=at) for each in _batches())


def _batches() -> Iterator[list[Document]]:
    """Yield the documents that are to become public, newest first along the index, a batch at a time."""
    for status in ON_THE_WAY:
        waiting = Document.objects.filter(status=status, decision__attribute=Attribute.PROACTIVE).order_by("-pk")
        waiting, after = waiting.select_related("catalogue_item", "office", "lead_office"), Q()
        while batch := list(waiting.filter(after)[:BATCH]):
            yield batch
            after = Q(pk__lt=batch[-1].pk)


def _tellings(documents: Sequence[Document], today: date, days: Calendar, house: Roster) -> list[Telling]:
    tasks = open_tasks_of([each.pk for each in documents])
    return [one for each in documents for one in _of_document(each, tasks.get(each.pk, []), today, days, house)]


def _of_document(
    document: Document, tasks: Sequence[DeskTask], today: date, days: Calendar, house: Roster
) -> Iterator[Telling]:
    due = publication_due(document)
    if due is None:
        return
    special = document.catalogue_item is not None and document.catalogue_item.limit_days is not None
    formed = None if special else document.issued_on
    rungs = publication_rungs(due.on, formed, today, calendar=days, leader_after=settings.NOTICE_LEADER_DAYS)
    word = light_of(due.on, today, calendar=days).word
    for rung, name in rungs:
        yield Telling(
            kind=f"publication.{rung}",
            key=f"{document.pk}:{name}:{due.on}",
            to=_to(rung, name, document, tasks, house),
            text=f"须在{day_of(due.on)}前公开，{word}：{called(document)}",
            url=reverse("workflow:document", args=[document.pk]),
            about=document.pk,
            colour=rung.colour,
        )


def _to(rung: Rung, name: str, document: Document, tasks: Sequence[DeskTask], house: Roster) -> frozenset[int]:
    office = house.general_office(document.lead_office.path)
    if rung is Rung.LEADER:
        return house.leaders_over(document.office.path)
    working = frozenset().union({document.drafter_id}, *(house.asked(each) for each in tasks))
    if rung is Rung.ESCALATED:
        return (house.heads_over(document.office.path) | office) - working
    return working | (office if name == LAST_ALERT else frozenset())
