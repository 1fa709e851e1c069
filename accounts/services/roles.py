"""Granting and withdrawing roles (R85)."""

from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction

from accounts.errors import LastSecurityAdmin, NotOnOneself, PersonInactive
from accounts.facts import RoleFacts
from accounts.models import Membership, User
from accounts.roles import Role
from accounts.rules import GRANT_ROLE
from accounts.selectors import last_active_holder, roles_of
from accounts.services.journal import note
from common.gate import Gate, provides


@provides(RoleFacts)
def as_given(facts: RoleFacts) -> RoleFacts:
    """Return the facts: the gate's subject of a grant is the record itself."""
    return facts


def grant_gate(held: frozenset[Role], wanted: Role) -> Gate:
    """Return the gate that a grant of the role to a holder of those roles must pass."""
    return Gate(act=GRANT_ROLE, label="授予角色", subject=RoleFacts(held=held, wanted=wanted))


@transaction.atomic
def grant_role(*, user: User, role: Role, by: User | None, at: datetime) -> None:
    """Give the role to a person in use; nothing happens when it is held already. `by` None: the installation.

    Raises PersonInactive, NotOnOneself, GateClosed (R85, 等保 8.1.5).
    """
    person = User.objects.select_for_update().get(pk=user.pk)
    if not person.is_active:
        raise PersonInactive(name=person.full_name)
    if by is not None and by.pk == person.pk:
        raise NotOnOneself(act="授权")
    grant_gate(roles_of(person.pk), role).check()
    group = Group.objects.get(name=role)
    fields = {"granted_by": by, "granted_at": at}
    _, fresh = Membership.objects.get_or_create(user=person, group=group, defaults=fields)
    if fresh:
        note("role_granted", about=person, by=by, at=at, role=role.value)


@transaction.atomic
def withdraw_role(*, user: User, role: Role, by: User, at: datetime) -> None:
    """Take the role from the person at once; nothing happens when it is not held.

    Raises LastSecurityAdmin when nobody in use would hold that role any more.
    """
    lock_security_admins(role)
    person = User.objects.select_for_update().get(pk=user.pk)
    if role is Role.SECURITY_ADMIN and last_active_holder(role, person):
        raise LastSecurityAdmin
    gone, _ = Membership.objects.filter(user=person, group__name=role).delete()
    if gone:
        note("role_withdrawn", about=person, by=by, at=at, role=role.value)


def lock_security_admins(role: Role) -> None:
    """Let only one transaction at a time count the security administrators."""
    if role is Role.SECURITY_ADMIN:
        Group.objects.select_for_update().get(name=role)
