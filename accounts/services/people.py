"""Creating, changing, deactivating and unlocking people; nobody is ever deleted."""

from datetime import datetime

from axes.utils import reset
from django.db import IntegrityError, transaction

from accounts.errors import (
    AlreadyAppointed,
    LastSecurityAdmin,
    NotAnAdministratorsRole,
    NotOnOneself,
    UsernameTaken,
)
from accounts.models import Office, User
from accounts.roles import ADMIN_ROLES, Role
from accounts.selectors import last_active_holder, roles_of, users_with_role
from accounts.services.journal import note
from accounts.services.passwords import issue_password
from accounts.services.roles import grant_role, lock_security_admins


@transaction.atomic
def create_person(
    *,
    username: str,
    full_name: str,
    office: Office,
    title: str = "",
    is_principal: bool = False,
    by: User | None,
    at: datetime,
) -> User:
    """Return a new person without a role and without a usable password. Raises UsernameTaken."""
    person = User(username=username, full_name=full_name, office=office, title=title)
    person.is_principal, person.password_changed_at = is_principal, at
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:
        if not User.objects.filter(username=username).exists():
            raise
        raise UsernameTaken(username=username) from error
    note("person_created", about=person, by=by, at=at, office_id=office.pk)
    return person


@transaction.atomic
def change_person(
    *,
    user: User,
    full_name: str,
    office: Office,
    title: str,
    is_principal: bool,
    by: User,
    at: datetime,
) -> None:
    """Write name, office, post and whether the person is the principal head (主要负责人)."""
    person = User.objects.select_for_update().get(pk=user.pk)
    person.full_name, person.office, person.title = full_name, office, title
    person.is_principal = is_principal
    person.save(update_fields=["full_name", "office", "title", "is_principal"])
    note("person_changed", about=person, by=by, at=at, office_id=office.pk, is_principal=is_principal)


@transaction.atomic
def deactivate(*, user: User, by: User, at: datetime) -> None:
    """End the person's access at once; roles and delegations stay on record but give nothing.

    Raises NotOnOneself, LastSecurityAdmin.
    """
    if by.pk == user.pk:
        raise NotOnOneself(act="停用")
    lock_security_admins(Role.SECURITY_ADMIN)
    person = User.objects.select_for_update().get(pk=user.pk)
    if Role.SECURITY_ADMIN in roles_of(person.pk) and last_active_holder(Role.SECURITY_ADMIN, person):
        raise LastSecurityAdmin
    _set_active(person, active=False)
    note("person_deactivated", about=person, by=by, at=at)


@transaction.atomic
def activate(*, user: User, by: User, at: datetime) -> None:
    """Let a deactivated person sign in again with the roles still on record."""
    person = User.objects.select_for_update().get(pk=user.pk)
    _set_active(person, active=True)
    note("person_activated", about=person, by=by, at=at)


def _set_active(person: User, *, active: bool) -> None:
    person.is_active = active
    person.save(update_fields=["is_active"])


@transaction.atomic
def unlock(*, user: User, by: User, at: datetime) -> None:
    """Forget the failed sign-ins of the person's user name, so that the lock-out ends now."""
    reset(username=user.username)
    note("person_unlocked", about=user, by=by, at=at)


@transaction.atomic
def appoint(*, username: str, full_name: str, office: Office, role: Role, at: datetime) -> str:
    """Create the first administrator of a kind and return the initial password (installation only).

    Raises NotAnAdministratorsRole, AlreadyAppointed, UsernameTaken.
    """
    if role not in ADMIN_ROLES:
        raise NotAnAdministratorsRole
    if users_with_role(role).exists():
        raise AlreadyAppointed(role=role.label)
    person = create_person(username=username, full_name=full_name, office=office, by=None, at=at)
    grant_role(user=person, role=role, by=None, at=at)
    return issue_password(user=person, by=None, at=at)
