"""代办: giving one's work to another person for a period, and ending it."""

from datetime import date, datetime

from django.db import transaction

from accounts import policies
from accounts.errors import (
    DelegateIsAway,
    DelegationOver,
    DelegationOverlaps,
    DelegationPeriodWrong,
    DelegationToOneself,
    DelegationUnqualified,
)
from accounts.models import Delegation, User
from accounts.services.journal import note
from common.clock import office_date
from common.errors import NotFound


@transaction.atomic
def delegate(*, to: User, starts_on: date, ends_on: date, reason: str, by: User, at: datetime) -> Delegation:
    """Let `to` act for `by` from the first to the last office day (both included), and return the delegation.

    Raises DelegationToOneself, DelegationPeriodWrong, DelegationUnqualified, DelegationOverlaps,
    DelegateIsAway.
    """
    list(User.objects.select_for_update().filter(pk__in=[by.pk, to.pk]).order_by("pk"))
    _check_people(to, by)
    if not office_date(at) <= starts_on <= ends_on:
        raise DelegationPeriodWrong
    _check_free(to, by, starts_on, ends_on)
    period = {"starts_on": starts_on, "ends_on": ends_on}
    delegation = Delegation.objects.create(principal=by, delegate=to, reason=reason, made_at=at, **period)
    days = {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
    note("delegated", about=to, by=by, at=at, delegation=delegation.pk, reason=reason, **days)
    return delegation


def _check_people(to: User, by: User) -> None:
    if to.pk == by.pk:
        raise DelegationToOneself
    if not policies.may_stand_in(to, by):
        raise DelegationUnqualified(name=to.full_name)


def _check_free(to: User, by: User, starts_on: date, ends_on: date) -> None:
    shared = Delegation.objects.filter(revoked_at=None, starts_on__lte=ends_on, ends_on__gte=starts_on)
    if taken := shared.filter(principal=by).select_related("delegate").first():
        name = taken.delegate.full_name
        raise DelegationOverlaps(name=name, starts_on=taken.starts_on, ends_on=taken.ends_on)
    if shared.filter(principal=to).exists():
        raise DelegateIsAway(name=to.full_name)


@transaction.atomic
def revoke_delegation(*, delegation_id: int, by: User, at: datetime) -> None:
    """End a delegation now, at the wish of either person; what was done under it stays in both names.

    Raises NotFound when it is not one of `by`'s, DelegationOver when it is revoked or past.
    """
    delegation = Delegation.objects.select_for_update().filter(pk=delegation_id).first()
    if delegation is None or by.pk not in (delegation.principal_id, delegation.delegate_id):
        raise NotFound
    if not policies.may_revoke(by, delegation, office_date(at)):
        raise DelegationOver
    delegation.revoked_at = at
    delegation.save(update_fields=["revoked_at"])
    facts = {"delegation": delegation.pk, "principal": delegation.principal.full_name}
    note("delegation_revoked", about=delegation.delegate, by=by, at=at, **facts)
