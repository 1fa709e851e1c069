"""How each criterion is asked of what exists; every function yields what is so now, found before or not."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count

from accounts.selectors import ancestor_ids
from audit.models import Entry
from common.clock import office_date
from deadlines.choices import ClockKind, Rung
from deadlines.facts import end_of
from deadlines.models import Crossing
from deadlines.selectors import calendar
from oversight.models import SelfCheck
from oversight.selfcheck.choices import CheckState
from oversight.supervision import criteria
from publication.clocks import is_in_time
from publication.models import Release
from review.choices import Desk
from review.emergencies import open_skipped
from review.models import Emergency, Return
from workflow.models import DeskTask

VERBS = (
    "act.refused", "document.upload_refused", "document.register", "document.publish", "review.return",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: the key makes it the same; `office_id` is left to the person's or the document's when None."""

    key: str
    happened_at: datetime
    person_id: int | None = None
    office_id: int | None = None
    document_id: int | None = None
    rule: int | None = None
    desk: str = ""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a sweep looks at: the moment, its office day, and since the sweep before the journal and the clocks that
    came to a rung."""

    at: datetime
    entries: tuple[Entry, ...]
    crossings: tuple[Crossing, ...]

    @property
    def today(self) -> date:
        """Return the office day."""
        return office_date(self.at)

    def documents_of(self, verb: str) -> dict[int, datetime]:
        """Return the documents about which the journal says this, with the last moment."""
        return {number: each.at for each in self.entries if each.verb == verb and (number := document_of(each))}

    def crossed(self, kind: ClockKind, *rungs: Rung) -> list[Crossing]:
        """Return the clocks of the kind that came to one of the rungs."""
        return [each for each in self.crossings if each.kind == kind and each.rung in rungs]


Finder = Callable[[Sight], Iterator[Found]]
FINDERS: dict[str, Finder] = {}


def finds(code: str) -> Callable[[Finder], Finder]:
    """Register the function below it as the way to find by the criterion."""

    def register(finder: Finder) -> Finder:
        FINDERS[code] = finder
        return finder

    return register


def journal_since(since: datetime) -> tuple[Entry, ...]:
    """Return what the journal says since the moment that a criterion may ask, oldest first (one query)."""
    return tuple(Entry.objects.filter(at__gte=since, verb__in=VERBS).order_by("at", "id"))


def document_of(entry: Entry) -> int | None:
    """Return the id of the document whose chain the entry is in, None for other chains."""
    name, _, number = entry.chain.partition(":")
    return int(number) if name == "document" and number.isdecimal() else None


# --- publication -----------------------------------------------------------------------------------------


@finds("publication_overdue")
def publication_overdue(sight: Sight) -> Iterator[Found]:
    """Yield what should be public and is not (R21, R22)."""
    for each in sight.crossed(ClockKind.PUBLICATION, Rung.DUE):
        yield Found(f"document:{each.document_id}:{each.due_on}", each.due, document_id=each.document_id)


@finds("publication_near")
def publication_near(sight: Sight) -> Iterator[Found]:
    """Yield what must be public soon and is not: 18 working days are gone (R21), or its own limit is near (R22)."""
    for each in sight.crossed(ClockKind.PUBLICATION, Rung.THIRD, Rung.NEAR):
        yield Found(f"document:{each.document_id}:{each.due_on}", each.at, document_id=each.document_id)


@finds("published_late")
def published_late(sight: Sight) -> Iterator[Found]:
    """Yield what became public for the first time after its day (R21)."""
    moments = sight.documents_of("document.publish")
    related = ("document__decision", "document__catalogue_item", "document__lead_office")
    rows = Release.objects.filter(document__in=moments, serial=1).select_related(*related)
    for each in rows.order_by("pk"):
        if not is_in_time(each.document, each.published_on):
            yield Found(f"document:{each.document_id}", moments[each.document_id], document_id=each.document_id)


# --- desks -----------------------------------------------------------------------------------------------


def _of_task(task: DeskTask, at: datetime) -> Found:
    office = int(task.office_path.strip("/").rpartition("/")[2]) if task.office_path else None
    person = task.owner_id or task.person_id or task.closed_by_id
    return Found(f"task:{task.pk}", at, person, None if person else office, task.document_id, desk=task.desk)


@finds("desk_overdue")
def desk_overdue(sight: Sight) -> Iterator[Found]:
    """Yield the desks whose limit has passed."""
    crossed = {each.subject_id: each for each in sight.crossed(ClockKind.DESK, Rung.DUE)}
    for task in DeskTask.objects.filter(pk__in=crossed).order_by("pk"):
        yield _of_task(task, crossed[task.pk].due)


@finds("desk_long_overdue")
def desk_long_overdue(sight: Sight) -> Iterator[Found]:
    """Yield the desks whose limit has long passed."""
    early = sight.today - timedelta(days=criteria.LONG_OVERDUE)
    rows = DeskTask.objects.filter(finished__isnull=True, due_on__lte=early).exclude(desk="")
    for each in rows.select_related("document__lead_office").order_by("pk"):
        assert each.due_on is not None  # noqa: S101  # only such are asked for
        days = calendar(each.document.lead_office.path)
        if days.working_days_between(each.due_on, sight.today) >= criteria.LONG_OVERDUE:
            yield _of_task(each, end_of(each.due_on))


@finds("registered_late")
def registered_late(sight: Sight) -> Iterator[Found]:
    """Yield what was signed and got its number after the register desk's day (R50)."""
    moments = sight.documents_of("document.register")
    rows = DeskTask.objects.filter(document__in=moments, desk=Desk.REGISTER, finished__isnull=False)
    for each in rows.exclude(closed_by=None).order_by("pk"):
        if each.due_on and each.finished and office_date(each.finished) > each.due_on:
            yield _of_task(each, each.finished)


@finds("returned_often")
def returned_often(sight: Sight) -> Iterator[Found]:
    """Yield the documents that came back again and again (R54)."""
    moments = sight.documents_of("review.return")
    often = Return.objects.filter(document__in=moments).values("document", "document__drafter")
    often = often.annotate(times=Count("pk")).filter(times__gte=criteria.OFTEN_RETURNED).order_by("document")
    for number, drafter in often.values_list("document", "document__drafter"):
        yield Found(f"document:{number}", moments[number], drafter, None, number)


# --- emergencies -----------------------------------------------------------------------------------------


def _standing() -> Iterator[Emergency]:
    rows = Emergency.objects.filter(decided_at__isnull=True).select_related("document").order_by("pk")
    return rows.iterator()


@finds("emergency_late")
def emergency_late(sight: Sight) -> Iterator[Found]:
    """Yield the emergencies whose document was not public within five hours (R82)."""
    crossed = {each.subject_id: each for each in sight.crossed(ClockKind.EMERGENCY, Rung.DUE)}
    for each in Emergency.objects.filter(pk__in=crossed).order_by("pk"):
        yield Found(f"emergency:{each.pk}", crossed[each.pk].due, each.declared_by_id, None, each.document_id)


@finds("emergency_not_ratified")
def emergency_not_ratified(sight: Sight) -> Iterator[Found]:
    """Yield the emergencies on which nobody has decided afterwards in time (R82)."""
    for each in _standing():
        limit = each.declared_at + timedelta(hours=criteria.RATIFY_HOURS)
        if sight.at > limit:
            yield Found(f"emergency:{each.pk}", limit, each.declared_by_id, None, each.document_id)


@finds("cosign_owed")
def cosign_owed(sight: Sight) -> Iterator[Found]:
    """Yield the co-signs that are owed since an emergency release for too long (R82)."""
    allowed = timedelta(hours=criteria.AFTERWARDS_HOURS)
    for each in open_skipped().filter(asked_at__lt=sight.at - allowed).select_related("emergency"):
        document = each.emergency.document_id
        yield Found(f"cosign:{each.pk}", each.asked_at + allowed, None, each.office_id, document, desk=each.desk)


# --- what was refused ------------------------------------------------------------------------------------


def _refusals(sight: Sight) -> Iterator[tuple[Entry, frozenset[int]]]:
    for each in sight.entries:
        if each.verb == "act.refused" and each.by_id is not None:
            yield each, frozenset(number for number in each.facts.get("rules", ()) if isinstance(number, int))


def _of_entry(entry: Entry, rule: int | None = None) -> Found:
    return Found(f"entry:{entry.pk}", entry.at, entry.by_id, None, document_of(entry), rule)


@finds("classified_refused")
def classified_refused(sight: Sight) -> Iterator[Found]:
    """Yield uploads and typed words that were refused for a 密级 mark (R12)."""
    for each in sight.entries:
        refused = each.verb in {"act.refused", "document.upload_refused"} and each.by_id is not None
        if refused and each.facts.get("code") in criteria.CLASSIFIED_CODES:
            yield _of_entry(each)


@finds("secrecy_refused")
def secrecy_refused(sight: Sight) -> Iterator[Found]:
    """Yield acts that were refused because the confidentiality review does not carry them (R15 and its kin)."""
    for each, rules in _refusals(sight):
        if broken := rules & criteria.SECRECY_RULES:
            yield _of_entry(each, min(broken))


@finds("separation_refused")
def separation_refused(sight: Sight) -> Iterator[Found]:
    """Yield acts on one's own work, or at desks that must be other people's, that were refused (R87, R11)."""
    for each, rules in _refusals(sight):
        if broken := rules & criteria.SEPARATION_RULES:
            yield _of_entry(each, max(broken))


@finds("refused_often")
def refused_often(sight: Sight) -> Iterator[Found]:
    """Yield whoever was refused the same again and again on one day, once for each day and matter."""
    again: defaultdict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for each in _refused_since_morning([entry for entry, _rules in _refusals(sight)]):
        matter = (each.by_id, each.chain, str(each.facts.get("code", "")), office_date(each.at))
        again[matter].append(each)
    for (person, chain, code, day), entries in again.items():
        if len(entries) >= criteria.OFTEN_REFUSED:
            entry = entries[criteria.OFTEN_REFUSED - 1]
            yield Found(f"{person}:{chain}:{code}:{day}"[:120], entry.at, person, None, document_of(entry))


def _refused_since_morning(found: list[Entry]) -> Iterable[Entry]:
    """Return the refusals of the same people in the same matters since the morning of the first, oldest first.

    A sweep looks at the last hour alone; three refusals may lie further apart (one query, none without a refusal).
    """
    if not found:
        return []
    rows = Entry.objects.filter(verb="act.refused", at__gte=end_of(office_date(found[0].at) - timedelta(days=1)))
    people, chains = {each.by_id for each in found}, {each.chain for each in found}
    return rows.filter(by_id__in=people, chain__in=chains).order_by("at", "id")


@finds("selfcheck_overdue")
def selfcheck_overdue(sight: Sight) -> Iterator[Found]:
    """Yield the self-checks that were not closed in time (R38)."""
    rows = SelfCheck.objects.filter(state=CheckState.OPEN, due_on__lt=sight.today).select_related("opened_by__office")
    for each in rows.order_by("pk"):
        office = ancestor_ids(each.opened_by.office)[-1]
        yield Found(f"selfcheck:{each.pk}", end_of(each.due_on), each.opened_by_id, office)
