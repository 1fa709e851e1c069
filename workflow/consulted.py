"""Which consultations wait for a person: drafter's and opener's own, and for officers what has to be decided."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.roles import Role
from common.composed import Composed
from review.consultation_selectors import Consulting, standing_now, unsettled
from review.consulting import SETTLED, Standing
from review.models import Consultation, ConsultationStep
from workflow import policies
from workflow.models import DeskTask
from workflow.policies import CONSULTING_OFFICERS, Identity

MOST = 50
TO_DECIDE = frozenset({Standing.SILENT, Standing.OBJECTED})


def consultations_around(user: User, found: list[Identity], day: date) -> list[Consulting]:
    """Return the consultations that wait for the person, oldest first (one query, none for other roles).

    An officer is told of another's consultation when it has to be decided and its text, unchanged since, came to
    the officer's desk.
    """
    rows = standing_now(Composed(_around, user, found), day, MOST)
    mine = {user.pk, *(each.person.pk for each in found)}
    return [each for each in rows if each.standing not in SETTLED and (_is_own(each, mine) or _to_decide(each))]


def _around(user: User, found: list[Identity]) -> QuerySet[Consultation]:
    asked = _own(user, found) | _deciding(found)
    return unsettled().filter(asked) if asked else Consultation.objects.none()


def _is_own(each: Consulting, mine: set[int]) -> bool:
    people = {each.consultation.document.drafter_id, each.opened.by_id, each.opened.on_behalf_of_id}
    return bool(people & mine)


def _to_decide(each: Consulting) -> bool:
    return each.standing in TO_DECIDE


def _own(user: User, found: list[Identity]) -> Q:
    drafters = [each.person.pk for each in found if Role.DRAFTER in each.roles]
    own = Q(document__drafter__in=drafters) if drafters else Q()
    if any(role in each.roles for each in found for role in CONSULTING_OFFICERS):
        opened = ConsultationStep.objects.filter(consultation=OuterRef("pk"), kind="opened", by=user)
        own |= Q(Exists(opened))
    return own


def _deciding(found: list[Identity]) -> Q:
    asked = Q()
    for each in found:
        if any(role in each.roles for role in CONSULTING_OFFICERS):
            asked |= policies.asks(each)
    if not asked:
        return Q()
    roles = [role.value for role in CONSULTING_OFFICERS]
    tasks = DeskTask.objects.filter(
        asked, role__in=roles, document=OuterRef("document"), created__gte=OuterRef("version__uploaded_at")
    )
    return Q(Exists(tasks)) & Q(version=F("document__version"))
