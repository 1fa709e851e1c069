"""工作量: what each person and each office holds, is asked for, is late with, and has done; always the same queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, Sum

from accounts.models import Membership, Office, User
from accounts.roles import BUSINESS_ROLES
from common.clock import OFFICE_ZONE, office_date
from deadlines.calendar import Calendar
from deadlines.days import minutes_between, ordinals
from deadlines.selectors import office_hours
from workflow import selectors
from workflow.boards import organ_of
from workflow.clocks import overdue
from workflow.desks import Scope
from workflow.models import DeskTask

SHORT, LONG = 5, 20  # working days


@dataclass(slots=True)
class Load:
    """The figures of one person or one office; `spent`: minutes of work, `queues`: groups of unheld tasks that ask."""

    held: int = 0
    overdue: int = 0
    done_short: int = 0
    done_long: int = 0
    spent: float = 0.0
    queues: set[int] = field(default_factory=set)

    @property
    def average(self) -> float | None:
        """Return how many minutes of work a finished task lay at the desk on average, None without one."""
        return self.spent / self.done_long if self.done_long else None

    def add(self, other: "Load") -> None:
        """Add another's figures; a queue that asks both counts once."""
        self.held += other.held
        self.overdue += other.overdue
        self.done_short += other.done_short
        self.done_long += other.done_long
        self.spent += other.spent
        self.queues |= other.queues


@dataclass(slots=True)
class Worker:
    """One person with roles and figures."""

    user: User
    roles: set[str]
    load: Load = field(default_factory=Load)


@dataclass(frozen=True, slots=True)
class Workload:
    """Everybody of the organ who works with documents, and how many tasks lie in each queue."""

    workers: list[Worker]
    queues: list[dict[str, Any]]

    def asked(self, load: Load) -> int:
        """Return how many unheld tasks ask whoever has these figures."""
        return sum(self.queues[number]["count"] for number in load.queues)


def workload_of(user: User, at: datetime, calendar: Calendar) -> Workload:
    """Return the workload of the organ of the person at the moment (five queries).

    Whoever holds something is there, deactivated or without a role as well. Conflicts of interest are left out of
    account: a queue counts for everybody of its role and scope.
    """
    workers, day = _workers(user), office_date(at)
    open_tasks = selectors.overseen(user).order_by()
    held = open_tasks.filter(owner__isnull=False).values("owner")
    for row in held.annotate(count=Count("pk"), overdue=Count("pk", filter=overdue(at, day))):
        worker = workers.get(row["owner"])
        if worker is not None:
            worker.load.held, worker.load.overdue = row["count"], row["overdue"]
    queues = list(
        open_tasks.filter(owner=None).values("role", "scope", "office_path", "person").annotate(count=Count("pk"))
    )
    _ask(workers.values(), queues)
    _count_done(workers, day, calendar)
    return Workload(list(workers.values()), queues)


def _workers(user: User) -> dict[int, Worker]:
    organ = organ_of(user)
    roles: dict[int, set[str]] = defaultdict(set)
    held = Membership.objects.filter(group__name__in=BUSINESS_ROLES, user__office__path__startswith=organ)
    for person, role in held.values_list("user_id", "group__name"):
        roles[person].add(role)
    holders = DeskTask.objects.filter(finished__isnull=True, owner__isnull=False).values("owner")
    people = User.objects.filter(
        Q(is_active=True, pk__in=list(roles)) | Q(pk__in=holders, office__path__startswith=organ)
    )
    found = people.select_related("office").order_by("office__path", "full_name", "pk")
    return {each.pk: Worker(each, roles[each.pk] if each.is_active else set()) for each in found}


def _ask(workers: Any, queues: list[dict[str, Any]]) -> None:
    by_role: dict[str, list[int]] = defaultdict(list)
    for number, queue in enumerate(queues):
        by_role[queue["role"]].append(number)
    for worker in workers:
        for role in worker.roles:
            worker.load.queues |= {number for number in by_role[role] if _asks(queues[number], worker.user)}


def _asks(queue: dict[str, Any], user: User) -> bool:
    if queue["person"]:
        return bool(queue["person"] == user.pk)
    path: str = queue["office_path"]
    return path.startswith(user.office.path) if queue["scope"] == Scope.UP else user.office.path.startswith(path)


def _count_done(workers: dict[int, Worker], day: date, calendar: Calendar) -> None:
    short, long = (_moment(_back(day, days, calendar)) for days in (SHORT, LONG))
    done = DeskTask.objects.filter(closed_by__in=list(workers), finished__gte=long).exclude(desk="").order_by()
    spent = minutes_between("created", "finished", ordinals(calendar, day), office_hours())
    for row in done.values("closed_by").annotate(
        count=Count("pk"), short=Count("pk", filter=Q(finished__gte=short)), spent=Sum(spent)
    ):
        load = workers[row["closed_by"]].load
        load.done_long, load.done_short, load.spent = row["count"], row["short"], row["spent"]


def _back(day: date, days: int, calendar: Calendar) -> date:
    """Return the day from which on there are so many working days, the office day included when it is worked."""
    found = 0
    while True:
        found += calendar.is_workday(day)
        if found == days:
            return day
        day -= timedelta(days=1)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), OFFICE_ZONE)


def by_office(workload: Workload, offices: list[Office], under: Office) -> list[tuple[Office, Load, int]]:
    """Return the figures of the office itself and of each one below it, with how many people work there."""
    rows = []
    for office in (under, *(each for each in offices if each.parent_id == under.pk)):
        own = office.pk == under.pk
        there = [each for each in workload.workers if _works_in(each.user, office, own)]
        load = Load()
        for each in there:
            load.add(each.load)
        if there:
            rows.append((office, load, len(there)))
    return rows


def _works_in(user: User, office: Office, own: bool) -> bool:
    return user.office_id == office.pk if own else user.office.path.startswith(office.path)
