"""时限 of publication and re-posting: when it is due, how that is counted, and what came to a rung (R21, R22)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from common.clock import office_date
from deadlines import limits
from deadlines import selectors as deadlines
from deadlines.calendar import FIRST_YEAR, Calendar
from deadlines.choices import ClockKind, Rung
from deadlines.counting import day_of
from deadlines.facts import Budget, Due, PublicationFacts, SpecialFacts
from deadlines.lights import NEAR, Light, light_of
from deadlines.registry import Moved, Reached, Recount, recounts, rung_of, rungs_of, watches
from deadlines.rules import is_public_in_time, is_within_its_own_limit
from documents.choices import Attribute, LimitUnit, Status
from documents.models import Document
from publication.models import RepostTask
from publication.reposting import hours
from publication.reposting.selectors import WAITING

NOT_PUBLIC_YET = frozenset({Status.SIGNED, Status.ISSUED})
ALERT_RUNGS = (Rung.FIRST, Rung.SECOND, Rung.THIRD)


@dataclass(frozen=True, slots=True)
class PublicationClock:
    """The clock of one document: since which day, how long, why; `general` when no limit of its own applies."""

    begins: date
    budget: Budget
    basis: str
    general: bool


def clock_of(document: Document) -> PublicationClock | None:
    """Return the clock to publication (`catalogue_item` loaded): 20 working days after its date (R21), or what its
    item says (R22); None while it has no date from which the days are counted."""
    item, begins = document.catalogue_item, document.limit_from or document.issued_on
    if item is not None and item.limit_days is not None and begins is not None:
        budget = limits.special_budget(item.limit_days, working=item.limit_unit == LimitUnit.WORKING)
        return PublicationClock(begins, budget, basis_of(document), general=False)
    if document.issued_on is None:
        return None
    begins = document.changed_on or document.issued_on
    return PublicationClock(begins, limits.PUBLICATION.budget, basis_of(document), general=True)


def basis_of(document: Document) -> str:
    """Return the legal basis of the day by which the document must be public."""
    item = document.catalogue_item
    if item is None or item.limit_days is None:
        return limits.PUBLICATION.basis
    return f"{item.basis}：自{item.counted_from}起{item.limit_days}{item.get_limit_unit_display()}内"


def due_of(document: Document) -> Due | None:
    """Return when the document must be public, by the calendar of its lead office (`lead_office` loaded)."""
    clock = clock_of(document)
    if clock is None:
        return None
    return day_of(clock.begins, clock.budget, calendar=calendar_of(document))


def light_on(document: Document, today: date) -> Light | None:
    """Return the light of the clock to publication on the office day, None while there is no clock.

    It turns yellow with the first alert (R21, PUBLICATION_ALERTS), with a limit of its own (R22) when that is near.
    """
    clock = clock_of(document)
    if clock is None:
        return None
    calendar, near = calendar_of(document), NEAR
    if clock.general and settings.PUBLICATION_ALERTS:
        near = max(near, clock.budget.amount - min(settings.PUBLICATION_ALERTS))
    due = day_of(clock.begins, clock.budget, calendar=calendar)
    return light_of(due.on, today, calendar=calendar, near=near, provisional=due.provisional, basis=clock.basis)


def is_in_time(document: Document, day: date) -> bool:
    """Test if the day (of publication, or today) keeps the limit of the document (R21, R22); without one it does."""
    clock = clock_of(document)
    if clock is None:
        return True
    if clock.begins.year < FIRST_YEAR:
        return False
    due_on = day_of(clock.begins, clock.budget, calendar=calendar_of(document)).on
    if clock.general:
        return is_public_in_time(PublicationFacts(clock.begins, due_on, day))
    return is_within_its_own_limit(SpecialFacts(due_on, day))


def awaited() -> QuerySet[Document]:
    """Return the proactive documents that this office has signed and not published yet, with what their clocks ask.

    What others lead is left out (R24).
    """
    ours = {"status__in": NOT_PUBLIC_YET, "decision__attribute": Attribute.PROACTIVE, "led_by": ""}
    return Document.objects.filter(**ours).select_related("catalogue_item", "lead_office", "decision").order_by("pk")


def calendar_of(document: Document) -> Calendar:
    """Return the calendar by which the document's days are counted."""
    return deadlines.calendar(document.lead_office.path if document.lead_office_id else "")


@watches(ClockKind.PUBLICATION)
def documents_at_a_rung(at: datetime) -> Iterator[Reached]:
    """Yield the proactive documents that are issued and not public: after 10, 15, 18 working days, overdue, late."""
    for document in awaited().iterator(chunk_size=500):
        clock, calendar = clock_of(document), calendar_of(document)
        if clock is None or clock.begins.year < FIRST_YEAR:
            continue  # no calendar reaches it, and the others must be looked at
        due = day_of(clock.begins, clock.budget, calendar=calendar)
        for rung in _rungs(clock, due, office_date(at), calendar):
            yield Reached(ClockKind.PUBLICATION, document.pk, document.pk, rung, due)


def _rungs(clock: PublicationClock, due: Due, today: date, calendar: Calendar) -> tuple[Rung, ...]:
    if not clock.general or today > due.on:
        light = light_of(due.on, today, calendar=calendar)
        return rungs_of(light, today, calendar=calendar, late_after=settings.NOTICE_LEADER_DAYS)
    alerts = sorted(settings.PUBLICATION_ALERTS)
    reached = limits.publication_alert(clock.begins, today, calendar=calendar, alerts=alerts)
    return (ALERT_RUNGS[min(alerts.index(reached), len(ALERT_RUNGS) - 1)],) if reached else ()


def last_alert() -> Rung:
    """Return the rung of the last alert before the light turns red (setting PUBLICATION_ALERTS)."""
    return ALERT_RUNGS[min(len(settings.PUBLICATION_ALERTS), len(ALERT_RUNGS)) - 1]


@recounts(ClockKind.PUBLICATION)
def recount_publications(wanted: Recount) -> list[Moved]:
    """Tell which documents would be due on another day; nothing is stored, so there is nothing to count again."""
    if wanted.save:
        return []
    waiting = Document.objects.filter(status__in=NOT_PUBLIC_YET, decision__attribute=Attribute.PROACTIVE)
    dated = waiting.filter(Q(issued_on__isnull=False) | Q(limit_from__isnull=False), pk__gt=wanted.after)
    found = dated.select_related("catalogue_item", "lead_office").order_by("pk")[: wanted.limit]
    return [_moved(document, wanted) for document in found]


def _moved(document: Document, wanted: Recount) -> Moved:
    clock, present = clock_of(document), due_of(document)
    assert clock is not None and present is not None  # noqa: S101  # only dated ones are asked for
    after = day_of(clock.begins, clock.budget, calendar=wanted.calendar(document.lead_office.path))
    return Moved(ClockKind.PUBLICATION, document.pk, document.pk, present.on, after.on)


@watches(ClockKind.REPOST)
def reposts_at_a_rung(at: datetime) -> Iterator[Reached]:
    """Yield the documents of higher bodies that wait to be re-posted while their 24 hours run out."""
    for task in RepostTask.objects.filter(WAITING, index=None).order_by("due_at", "pk").only("due_at"):
        rung = rung_of(hours.light_of(task.due_at, at).colour)
        if rung is not None:
            due = Due(office_date(task.due_at), provisional=False, version=0, at=task.due_at)
            yield Reached(ClockKind.REPOST, task.pk, None, rung, due)
