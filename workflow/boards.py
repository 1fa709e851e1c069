"""Reads of the 督办看板: how much lies where, which rows fit its filter, and what was done to ticked rows."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Aggregate, CharField, Count, F, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.models import Office, User
from common.clock import office_date
from common.composed import Composed, shape_of
from common.errors import NotFound
from common.prepared import AT, Among, Prepared, Slot
from deadlines.calendar import Calendar
from deadlines.lights import NEAR
from documents.models import Document
from documents.services.embargo import OVER
from publication.schedules import open_schedules
from workflow import clocks, policies, selectors
from workflow.models import BulkAct, BulkRow, DeskTask, SavedFilter
from workflow.waiting import is_stuck

DESK, OFFICE, HOLDING = "desk", "office", "holding"
HELD_AT = Coalesce("owner__office__path", "person__office__path", "office_path", output_field=CharField())
ALIKE = ("desk", "role", "scope", "office_path", "person", "owner", "document__drafter")
SUMMED = ("count", "overdue", "near", "endless", "orphans")
PLACES: dict[str, Any] = {DESK: F("desk"), OFFICE: F("document__office__path"), HOLDING: HELD_AT}


@dataclass(frozen=True, slots=True)
class Lights:
    """The moment, its office day, and the last due day whose light is yellow on it (deadlines.lights)."""

    at: datetime | Slot
    day: date | Slot
    yellow: date | Slot

    @property
    def shape(self) -> Hashable:
        """Return what a statement may use of it (common.composed): LIGHTS only."""
        return shape_of((self.at, self.day, self.yellow))

    @property
    def values(self) -> dict[str, Any]:
        """Return the values for the slots of LIGHTS."""
        return {"at": self.at, "day": self.day, "yellow": self.yellow}

    @property
    def overdue(self) -> Q:
        """Return the condition of a red light."""
        return clocks.overdue(self.at, self.day)

    @property
    def near(self) -> Q:
        """Return the condition of a yellow light."""
        return ~self.overdue & Q(due_on__lte=self.yellow)


LIGHTS = Lights(AT, Slot("day"), Slot("yellow"))


def lights_at(at: datetime, calendar: Calendar) -> Lights:
    """Return by which due days the board counts its lights."""
    day = office_date(at)
    return Lights(at, day, calendar.add_working_days(day, NEAR + 1).on - timedelta(days=1))


def organ_of(user: User) -> str:
    """Return the path of the organ to which the person belongs."""
    return policies.paths_to(user.office.path)[0]


def offices_of(user: User) -> list[Office]:
    """Return the offices of the person's organ, itself first, in the order of the tree (one query)."""
    return Composed(_offices_in, organ_of(user)).rows()


def _offices_in(organ: str) -> QuerySet[Office]:
    return Office.objects.filter(path__startswith=organ).order_by("path")


def counted(tasks: Composed[DeskTask], by: str) -> dict[str, dict[str, Any]]:
    """Return for each desk, or each office by its path, with open tasks: count, arrival of the oldest, lights.

    `by` is DESK, OFFICE (that drafted) or HOLDING (where it lies: the holder's, the named person's, or the office
    that is asked); `tasks` have the values of LIGHTS. Tasks that ask the same people are stranded together: one of
    each kind is looked at (two queries).
    """
    listed = tasks.then(_kinds, by, LIGHTS).rows()
    stranded = set(_stranded(ones=[each["one"] for each in listed])) if listed else set()
    found: dict[str, dict[str, Any]] = {}
    for each in listed:
        row = {**each, "orphans": each["count"] if each["one"] in stranded else 0}
        place = found.setdefault(each["place"], {"oldest": each["oldest"]} | dict.fromkeys(SUMMED, 0))
        place |= {name: place[name] + row[name] for name in SUMMED}
        place["oldest"] = min(place["oldest"], row["oldest"])
    return found


_stranded = Prepared(
    lambda: (
        policies.nobody_left(DeskTask.objects.filter(Among(F("pk"), Slot("ones"))))
        .filter(stranded=True)
        .values_list("pk", flat=True)
    )
)


def _kinds(tasks: QuerySet[DeskTask], by: str, lights: Lights) -> QuerySet[DeskTask, dict[str, Any]]:
    return tasks.order_by().values(*ALIKE, place=PLACES[by]).annotate(**_sums(lights), one=Min("pk"))


def _sums(lights: Lights) -> dict[str, Aggregate]:
    return {
        "count": Count("pk"),
        "oldest": Min("created"),
        "overdue": Count("pk", filter=lights.overdue),
        "near": Count("pk", filter=lights.near),
        "endless": Count("pk", filter=Q(due_on=None)),
    }


def on_board(tasks: QuerySet[DeskTask], wanted: dict[str, Any], lights: Lights) -> QuerySet[DeskTask]:
    """Return the tasks that fit the board's filter, soonest first.

    Its keys: desk, urgency, q, office (that drafted), holding (where it lies), holder (part of a name), person, state.
    """
    states = {
        "overdue": lights.overdue,
        "near": lights.near,
        "unheld": Q(owner=None),
        "stuck": is_stuck(lights.at),
        "stranded": Q(stranded=True),
        "no_limit": Q(due_on=None),
        "emergency": ~Q(document__emergency=""),
        "embargo": Q(document__not_before__isnull=False),
    }
    tasks = selectors.matching(tasks, wanted)
    if state := wanted.get("state"):
        tasks = tasks.filter(states[state])
    if office := wanted.get("office"):
        tasks = tasks.filter(document__office__path__startswith=office.path)
    if holding := wanted.get("holding"):
        tasks = tasks.alias(held_at=HELD_AT).filter(held_at__startswith=holding.path)
    if holder := wanted.get("holder"):
        tasks = tasks.filter(owner__full_name__icontains=holder)
    if person := wanted.get("person"):
        tasks = tasks.filter(owner=person)
    return tasks.order_by(*selectors.SOONEST)


def scheduled(user: User) -> dict[str, Any]:
    """Return how many documents of the organ lie at no desk because they wait for the moment of their release.

    `count`, and when the `next` one goes out (one query).
    """
    waiting = Composed(_scheduled, organ_of(user)).rows()
    return waiting[0] if waiting else {"count": 0, "next": None}


def _scheduled(organ: str) -> QuerySet[Any, Any]:
    waiting = open_schedules().filter(document__lead_office__path__startswith=organ).order_by()
    return waiting.values("state").annotate(count=Count("pk"), next=Min("release_at"))


def colleague(user: User, person_id: int) -> User:
    """Return a person of the same organ, in use or not, with the office. Raises NotFound."""
    people = User.objects.filter(office__path__startswith=organ_of(user), pk=person_id).select_related("office")
    found = people.first()
    if found is None:
        raise NotFound
    return found


def held_by(user: User, person: User) -> QuerySet[DeskTask]:
    """Return the open tasks that the person holds and that others may be given, soonest first."""
    return rows(selectors.overseen(user).filter(owner=person, person=None)).order_by(*selectors.SOONEST)


def bound_to(user: User, person: User) -> QuerySet[DeskTask]:
    """Return the open tasks that name the person and that nobody else can be given, soonest first."""
    return rows(selectors.overseen(user).filter(person=person)).order_by(*selectors.SOONEST)


def drafts_of(user: User, person: User) -> QuerySet[Document]:
    """Return the person's documents that are under way or not handed in yet, newest first."""
    under_way = Document.objects.filter(drafter=person, lead_office__path__startswith=organ_of(user))
    return under_way.exclude(status__in=OVER).select_related("office", "drafter").order_by("-pk")


def saved_filters(user: User) -> list[SavedFilter]:
    """Return the person's own saved filters, then those that others of the General Office share (one query)."""
    return sorted(Composed(_saved, user), key=lambda each: each.owner_id != user.pk)


def _saved(user: User) -> QuerySet[SavedFilter]:
    shared = Q(shared=True, owner__office__path__startswith=organ_of(user), owner__is_active=True)
    return SavedFilter.objects.filter(Q(owner=user) | shared).select_related("owner").order_by("name", "pk")


def saved_filter(user: User, filter_id: int) -> SavedFilter:
    """Return one of the person's own saved filters. Raises NotFound for others'."""
    found = SavedFilter.objects.filter(pk=filter_id, owner=user).first()
    if found is None:
        raise NotFound
    return found


def people_in_use(ids: set[int]) -> set[int]:
    """Return which of the ids are those of people, in use or not (one query, none for no ids)."""
    return set(User.objects.filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()


def rows(tasks: QuerySet[DeskTask]) -> QuerySet[DeskTask]:
    """Return the tasks with what a row of the board shows; who may take it depends on the version's author."""
    shown = selectors.rows(tasks).select_related("document__version")
    return shown.defer("document__version__content", "document__version__hidden", "document__version__traits")


def page_rows(tasks: QuerySet[DeskTask]) -> QuerySet[DeskTask]:
    """Return the same, and whether anybody can take each."""
    return rows(policies.nobody_left(tasks))


def ticked(user: User, task_ids: Sequence[int]) -> list[DeskTask]:
    """Return the tasks of the person's organ among these, open or done, with what a row shows (one query)."""
    organ = organ_of(user)
    known = DeskTask.objects.filter(pk__in=task_ids, document__lead_office__path__startswith=organ).exclude(desk="")
    return list(rows(known).order_by(*selectors.SOONEST))


def bulk_act(user: User, bulk_id: int) -> BulkAct:
    """Return an act on ticked rows done by the person or by another of the same General Office. Raises NotFound."""
    organ = organ_of(user)
    found = BulkAct.objects.filter(pk=bulk_id, by__office__path__startswith=organ).select_related("by__office").first()
    if found is None:
        raise NotFound
    return found


_last_act = Prepared(
    lambda: BulkAct.objects.filter(by_id=Slot("by"), at__gt=Slot("since")).order_by("-pk")[:1]  # the last is enough
)


def last_act(user: User, at: datetime) -> BulkAct | None:
    """Return the person's last act on ticked rows of the last 24 hours, to look at its results or undo it."""
    return _last_act.first(by=user.pk, since=at - timedelta(days=1))


def results_of(bulk: BulkAct) -> QuerySet[BulkRow]:
    """Return the rows of the act with their documents, in the order in which they were handled (one query)."""
    return bulk.rows.select_related("task__document", "task__owner", "task__cosign__office").order_by("pk")
