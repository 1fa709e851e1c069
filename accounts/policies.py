"""Who may do what to people and delegations; each right with its twin over rows."""

from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import Absence, Delegation, Office, User
from accounts.roles import BUSINESS_ROLES, Role
from accounts.selectors import ancestor_ids, roles_of, users_with_role


def may_stand_in(delegate: User, principal: User) -> bool:
    """Test if the person may be the other's delegate: in use, not the same, one business role in common."""
    shared = roles_of(delegate.pk) & roles_of(principal.pk) & BUSINESS_ROLES
    return delegate.pk != principal.pk and bool(shared)


def able_to_stand_in_for(principal: User) -> QuerySet[User]:
    """Return the people who may be the person's delegate, by name."""
    shared = roles_of(principal.pk) & BUSINESS_ROLES
    people = User.objects.filter(is_active=True, groups__name__in=shared).exclude(pk=principal.pk)
    return people.select_related("office").distinct().order_by("full_name", "pk")


def may_revoke(user: User, delegation: Delegation, on: date) -> bool:
    """Test if the person may end the delegation that day: given or held by the person, and not over."""
    mine = user.pk in (delegation.principal_id, delegation.delegate_id)
    return mine and delegation.revoked_at is None and delegation.ends_on >= on


def revocable_by(user: User, on: date) -> QuerySet[Delegation]:
    """Return the delegations that the person may end that day."""
    mine = Q(principal=user) | Q(delegate=user)
    return Delegation.objects.filter(mine, revoked_at__isnull=True, ends_on__gte=on)


def able_to_lead(office: Office | None = None) -> QuerySet[User]:
    """Return who may be the leader in charge (分管领导) of the office: its organ's signatories; all without an office.

    Being one gives no right: one is told of what is late (ADR 0043).
    """
    people = users_with_role(Role.SIGNATORY)
    return people if office is None else people.filter(office__path__startswith=f"/{ancestor_ids(office)[0]}/")


def absences_registrable_by(user: User) -> QuerySet[User]:
    """Return for whom the person may register an absence: oneself; the General Office for everybody in its organ."""
    if Role.OFFICE_SECRETARY not in roles_of(user.pk):
        return User.objects.filter(pk=user.pk)
    organ = "/" + user.office.path.strip("/").split("/")[0] + "/"
    people = User.objects.filter(is_active=True, office__path__startswith=organ, groups__name__in=BUSINESS_ROLES)
    return people.select_related("office").distinct().order_by("full_name", "pk")


def may_end_absence(user: User, absence: Absence) -> bool:
    """Test if the person may end the absence: one's own, or one that the person may register."""
    return absence.person_id == user.pk or absences_registrable_by(user).filter(pk=absence.person_id).exists()
