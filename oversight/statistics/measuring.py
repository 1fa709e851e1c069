"""What is counted: each kind of row that a figure counts, and the figures that PostgreSQL makes of them.

A list behind a figure shows the very rows that the figure counts (oversight.statistics.listing).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    Case,
    Count,
    DateField,
    Exists,
    F,
    FloatField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncMonth

from common.clock import OFFICE_ZONE
from deadlines import days, limits
from deadlines.selectors import calendar
from documents.choices import Attribute, LimitUnit, Stage, Status
from documents.models import CatalogueItem, Document, DocumentNumber
from oversight.statistics.figures import DeskTime, Figures, Month, Ratio
from oversight.statistics.periods import Period, month_firsts
from publication.models import Release
from review.models import Return
from workflow.models import DeskTask, DispatchProcess

DUE_FOR = (Status.ISSUED, Status.PUBLISHED, Status.RETRACTED)
MONTH = "month_of_row"
JUDGED_ANEW = Q(next_review_on__isnull=False, limit_from__isnull=False)  # Document.changed_on, of what is not on file


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose documents, and when: the path of the organ, that of an office in it, the period, today.

    `is_house` says that there is no other organ: then whoever asks for the whole organ asks for every row.
    """

    organ: str
    office: str
    period: Period
    today: date
    is_house: bool = False

    def of(self, prefix: str = "document__") -> Q:
        """Return the condition on the documents."""
        if self.is_house and self.office == self.organ:
            return Q()
        return Q(
            **{f"{prefix}lead_office__path__startswith": self.organ, f"{prefix}office__path__startswith": self.office}
        )

    def within(self, moment: str) -> Q:
        """Return the condition that the moment lies in the period."""
        return Q(**{f"{moment}__gte": self.period.begins, f"{moment}__lt": self.period.ends})


class Percentile(Aggregate):
    """The value below which a share of the rows lies, between two rows in proportion."""

    function = "percentile_cont"
    template = "%(function)s(%(share)s) within group (order by %(expressions)s)"

    def __init__(self, expression: Any, share: float) -> None:
        super().__init__(expression, share=share, output_field=FloatField())


# --- the rows ---------------------------------------------------------------------------------------


def submitted(scope: Scope) -> QuerySet[DispatchProcess]:
    """Return the runs of documents that were handed in for the first time."""
    earlier = DispatchProcess.objects.filter(document=OuterRef("document"), pk__lt=OuterRef("pk"))
    return DispatchProcess.objects.filter(scope.of(), scope.within("created"), ~Exists(earlier))


def issued(scope: Scope) -> QuerySet[DocumentNumber]:
    """Return the numbers of documents that were registered for the first time."""
    earlier = DocumentNumber.objects.filter(document=OuterRef("document"), pk__lt=OuterRef("pk"))
    return DocumentNumber.objects.filter(scope.of(), scope.within("given_at"), ~Exists(earlier))


def published(scope: Scope) -> QuerySet[Release]:
    """Return the first releases."""
    return Release.objects.filter(scope.of(), scope.within("published_at"), serial=1)


def returned(scope: Scope) -> QuerySet[Return]:
    """Return the returns."""
    return Return.objects.filter(scope.of(), scope.within("at"))


def finished(scope: Scope) -> QuerySet[Any]:
    """Return the tasks that a person closed, with `worked` (working days since arrival) and `closed_on`."""
    tasks: QuerySet[Any] = DeskTask.objects.filter(
        scope.of(), scope.within("finished"), closed_by__isnull=False
    ).exclude(desk="")
    known = days.ordinals(calendar(scope.organ), scope.period.last)
    closed = days.office_day("finished")
    worked = days.worked_between(days.office_day("created"), closed, known)
    found: QuerySet[Any] = tasks.annotate(closed_on=closed, worked=worked)
    return found


KEPT_LIMIT = Q(due_at=None, closed_on__lte=F("due_on")) | Q(finished__lte=F("due_at"))


def due(scope: Scope) -> QuerySet[Any]:
    """Return the documents whose limit for publication ended in the period, with `due_day` and `out_on` (or null).

    The limit is that of R21, or of the catalogue item (R22). What is not public and due today or later is not counted
    yet; what others lead (R24) never.
    """
    latest = CatalogueItem.objects.aggregate(most=Max("limit_days"))["most"] or 0
    reach = timedelta(days=3 * max(latest, limits.PUBLICATION.budget.amount) + 60)
    first = Release.objects.filter(document=OuterRef("pk"), serial=1).values("published_on")[:1]
    found: QuerySet[Any] = Document.objects.filter(
        scope.of(""), status__in=DUE_FOR, decision__attribute=Attribute.PROACTIVE, led_by="", issued_on__isnull=False
    )
    begins = Coalesce(F("limit_from"), F("issued_on"))
    near = (Q(begins__gte=scope.period.first - reach) | Q(issued_on__gte=scope.period.first - reach)) & (
        Q(begins__lte=scope.period.last) | Q(issued_on__lte=scope.period.last)
    )
    found = found.alias(begins=begins).filter(near).annotate(due_day=_due_day(scope, begins), out_on=Subquery(first))
    over = Q(out_on__isnull=False) | Q(due_day__lt=scope.today)
    return found.filter(over, due_day__range=(scope.period.first, scope.period.last))


def _due_day(scope: Scope, begins: Any) -> Any:
    """Return the last day for publication as publication.selectors.publication_due counts it."""
    known = days.ordinals(calendar(scope.organ), scope.period.last)
    own = F("catalogue_item__limit_days")
    opened = Case(When(JUDGED_ANEW, then=F("limit_from")), default=F("issued_on"))
    general = days.WorkedDay(known, days.WorkedUpTo(opened, known) + Value(limits.PUBLICATION.budget.amount))
    working = days.WorkedDay(known, days.WorkedUpTo(begins, known) + own)
    return Case(
        When(catalogue_item__limit_days__isnull=True, then=general),
        When(catalogue_item__limit_unit=LimitUnit.WORKING, then=working),
        default=days.WorkedDay(known, days.WorkedUpTo(days.DaysLater(begins, own - Value(1)), known) + Value(1)),
        output_field=DateField(),
    )


IN_TIME = Q(out_on__lte=F("due_day"))


# --- the figures ------------------------------------------------------------------------------------


def figures(scope: Scope, trend: Period) -> Figures:
    """Return all figures of the scope, and the trend over its months (a fixed number of queries)."""
    out = published(scope).aggregate(whole=Count("pk"), part=Count("pk", filter=~Q(document__emergency="")))
    decided = _decisions(scope)
    kinds = {each.value: sum(n for (kept, *_), n in decided.items() if kept == each) for each in Attribute}
    grounds: Counter[tuple[str, str]] = Counter()
    for (attribute, ground, _), n in decided.items():
        grounds[attribute, ground] += n if attribute != Attribute.PROACTIVE else 0
    return Figures(
        submitted=submitted(scope).count(),
        issued=sum(decided.values()),
        published=out["whole"],
        desks=_desks(scope),
        returns=_counted(returned(scope), "reason"),
        attributes=kinds,
        stages={each.value: sum(n for (*_, kept), n in decided.items() if each in (kept or ())) for each in Stage},
        grounds=dict(+grounds),
        in_time=_in_time(scope),
        emergencies=Ratio(out["part"], out["whole"]),
        months=_trend(replace(scope, period=trend)),
    )


def _decisions(scope: Scope) -> dict[tuple[str, str, tuple[str, ...] | None], int]:
    """Return how many were issued by attribute, ground and stages of the decision (one query)."""
    names = [f"document__decision__{name}" for name in ("attribute", "ground", "stages")]
    rows = issued(scope).order_by().values_list(*names).annotate(count=Count("pk"))
    return {(attribute, ground, stages and tuple(stages)): count for attribute, ground, stages, count in rows}


def _counted(rows: QuerySet[Any], name: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(name).annotate(count=Count("pk")))


def _desks(scope: Scope) -> dict[str, DeskTime]:
    limited = Q(due_on__isnull=False)
    rows = finished(scope).order_by().values("desk").annotate(
        count=Count("pk"),
        median=Percentile("worked", 0.5),
        p90=Percentile("worked", 0.9),
        limited=Count("pk", filter=limited),
        kept=Count("pk", filter=limited & KEPT_LIMIT),
    )  # fmt: skip
    return {
        each["desk"]: DeskTime(each["count"], each["median"], each["p90"], Ratio(each["kept"], each["limited"]))
        for each in rows
    }


def _in_time(scope: Scope) -> Ratio:
    found = due(scope).aggregate(whole=Count("pk"), part=Count("pk", filter=IN_TIME))
    return Ratio(found["part"], found["whole"])


def _trend(scope: Scope) -> dict[date, Month]:
    came, given = _by_month(submitted(scope), "created"), _by_month(issued(scope), "given_at")
    out, back = _by_month(published(scope), "published_at"), _by_month(returned(scope), "at")
    kept = _kept_by_month(scope)
    return {
        first: Month(
            came.get(first, 0), given.get(first, 0), out.get(first, 0), back.get(first, 0), kept.get(first, Ratio())
        )
        for first in month_firsts(scope.period)
    }


def _by_month(rows: QuerySet[Any], moment: str) -> dict[date, int]:
    in_month = TruncMonth(moment, tzinfo=OFFICE_ZONE, output_field=DateField())
    return dict(rows.annotate(**{MONTH: in_month}).order_by().values_list(MONTH).annotate(count=Count("pk")))


def _kept_by_month(scope: Scope) -> Mapping[date, Ratio]:
    rows = due(scope).annotate(**{MONTH: TruncMonth("due_day")}).order_by().values_list(MONTH)
    counted = rows.annotate(whole=Count("pk"), part=Count("pk", filter=IN_TIME))
    return {month: Ratio(part, whole) for month, whole, part in counted}
