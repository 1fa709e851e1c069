"""What waits for a person beside the desks of the flow: orders to release, and what an emergency left behind."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from accounts.roles import Role
from common.clock import OFFICE_ZONE
from common.composed import Composed
from common.counting import counted
from common.prepared import Slot
from documents.choices import EmergencyState, Status
from documents.models import Document
from publication.choices import State
from publication.models import Release, Schedule
from publication.schedules import open_schedules
from review.emergencies import open_skipped
from review.models import Emergency, SkippedCosign
from workflow.policies import Identity

MOST = 100


def schedules_around(found: list[Identity]) -> list[Schedule]:
    """Return the orders to release that one of a person's identities may change, the next one first (one query)."""
    publishing = [each for each in found if Role.PUBLISHER in each.roles]
    if not publishing:
        return []
    paths = {path for each in publishing for path in each.paths}
    held = open_schedules().filter(document__lead_office__path__in=paths)
    return list(held.select_related("document", "set_by")[:MOST])


def refused_emergencies(found: list[Identity]) -> list[Document]:
    """Return what went out as an emergency, was not approved afterwards and is public still, for who publishes."""
    publishing = [each for each in found if Role.PUBLISHER in each.roles]
    if not publishing:
        return []
    paths = {path for each in publishing for path in each.paths}
    loud = Document.objects.filter(emergency=EmergencyState.REFUSED, status=Status.PUBLISHED)
    corrected = Release.objects.filter(document=OuterRef("pk"), state=State.LIVE, published_at__gt=OuterRef("decided"))
    decided = Emergency.objects.filter(document=OuterRef("pk"), state=EmergencyState.REFUSED).order_by("-pk")
    loud = loud.annotate(decided=Subquery(decided.values("decided_at")[:1])).exclude(Exists(corrected))
    return list(loud.filter(lead_office__path__in=paths).order_by("pk")[:MOST])


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the year's releases went out as an emergency."""

    emergencies: int
    releases: int

    @property
    def percent(self) -> float:
        """Return the share in percent, 0 when nothing was released."""
        return 100 * self.emergencies / self.releases if self.releases else 0.0


def emergency_share(today: date) -> Share:
    """Return the share of emergencies among what was released in the year and is public still (one query)."""
    begins = datetime.combine(date(today.year, 1, 1), time(), OFFICE_ZONE)
    released = Composed(_released, begins=begins)
    return Share(*counted([released.then(_loud), released]))


def _released() -> QuerySet[Release]:
    return Release.objects.live().filter(published_at__gte=Slot("begins"))


def _loud(released: QuerySet[Release]) -> QuerySet[Release]:
    return released.filter(document__in=Emergency.objects.values("document")).exclude(document__emergency="")


def emergencies_around(user: User, found: list[Identity]) -> list[Emergency]:
    """Return the public emergencies that wait for the person's decision, the oldest first."""
    signing = [each for each in found if Role.SIGNATORY in each.roles]
    if not signing:
        return []
    persons = {user.pk, *(each.person.pk for each in found)}
    paths = {path for each in signing for path in each.paths}
    waiting = Emergency.objects.filter(state=EmergencyState.DECLARED, document__lead_office__path__in=paths)
    waiting = waiting.filter(document__status__in=[Status.PUBLISHED, Status.RETRACTED])
    others = waiting.exclude(declared_by__in=persons).exclude(declared_for__isnull=False, declared_for__in=persons)
    return list(others.select_related("document", "declared_by").order_by("declared_at", "pk")[:MOST])


def cosigns_owed(found: list[Identity]) -> list[SkippedCosign]:
    """Return the co-signs that an emergency release did not wait for and that the person may give."""
    asked = Q()
    for each in found:
        if Role.NEWS_OFFICER in each.roles:
            asked |= Q(office__isnull=True, emergency__document__lead_office__path__in=each.paths)
        if Role.DIVISION_HEAD in each.roles:
            asked |= Q(office__path__in=each.paths)
    if not asked:
        return []
    related = ("emergency__document", "emergency__declared_by", "office")
    return list(open_skipped().filter(asked).select_related(*related)[:MOST])
