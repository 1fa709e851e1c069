"""The clock of publication: day 10, 15, 18 after the formation, overdue, overdue for days (R21, R22)."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from common.clock import office_date
from deadlines.lights import light_of
from deadlines.models import Crossing
from documents.models import Document
from notices.facts import Telling
from publication.clocks import NOT_PUBLIC_YET, calendar_of, last_alert
from workflow.announcing import called, day_of
from workflow.roster import Roster
from workflow.selectors import open_tasks_of
from workflow.watching.steps import STEPS, Step, key_of


def tellings(crossing: Crossing, at: datetime, house: Roster) -> Iterator[Telling]:
    """Yield what is told of a document that came to a rung on its way to the public; nothing when it is there."""
    waiting = Document.objects.filter(pk=crossing.subject_id, status__in=NOT_PUBLIC_YET)
    document = waiting.select_related("office", "lead_office").first()
    if document is None:
        return
    word = light_of(crossing.due_on, office_date(at), calendar=calendar_of(document)).word
    for step in STEPS[crossing.rung]:
        yield Telling(
            kind=f"publication.{step}",
            key=key_of(crossing),
            to=_to(step, crossing, document, house),
            text=f"须在{day_of(crossing.due_on)}前公开，{word}：{called(document)}",
            url=reverse("workflow:document", args=[document.pk]),
            about=document.pk,
            colour=crossing.colour,
        )


def _to(step: Step, crossing: Crossing, document: Document, house: Roster) -> frozenset[int]:
    office = house.general_office(document.lead_office.path)
    if step is Step.LEADER:
        return house.leaders_over(document.office.path)
    working = working_on(document, house)
    if step is Step.ESCALATED:
        return (house.heads_over(document.office.path) | office) - working
    return working | (office if crossing.rung == last_alert() else frozenset())


def working_on(document: Document, house: Roster) -> frozenset[int]:
    """Return the drafter, and whoever is to go on with the document (one query)."""
    tasks = open_tasks_of([document.pk]).get(document.pk, [])
    return frozenset({document.drafter_id}).union(*(house.asked(each) for each in tasks))
