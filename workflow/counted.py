"""How much lies at each desk."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Min, QuerySet

from workflow import policies
from workflow.clocks import overdue
from workflow.models import DeskTask

ALIKE = ("desk", "role", "scope", "office_path", "person", "owner", "document__drafter")


def by_desk(tasks: QuerySet[DeskTask], at: datetime) -> dict[str, dict[str, Any]]:
    """Return for each desk with open tasks: count, arrival of the oldest, how many overdue and stranded.

    Tasks that ask the same people are stranded together, so one of each kind is looked at (two queries).
    """
    late = Count("pk", filter=overdue(at))
    kinds = tasks.order_by().values(*ALIKE).annotate(count=Count("pk"), oldest=Min("created"), late=late, one=Min("pk"))
    listed = list(kinds)
    some = policies.nobody_left(DeskTask.objects.filter(pk__in=[each["one"] for each in listed]))
    stranded = set(some.filter(stranded=True).values_list("pk", flat=True))
    found: dict[str, dict[str, Any]] = {}
    for each in listed:
        desk = found.setdefault(each["desk"], {"count": 0, "oldest": each["oldest"], "overdue": 0, "orphans": 0})
        desk["count"] += each["count"]
        desk["oldest"] = min(desk["oldest"], each["oldest"])
        desk["overdue"] += each["late"]
        desk["orphans"] += each["count"] if each["one"] in stranded else 0
    return found
