"""Reads over people, roles, offices and delegations; a right is asked afresh every time."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from accounts.models import Delegation, Membership, Office, OfficeKind, User
from accounts.roles import Role


def roles_of(user_id: int) -> frozenset[Role]:
    """Return the roles that the active person holds now, in one query; none for the deactivated."""
    held = Membership.objects.filter(user_id=user_id, user__is_active=True, group__name__in=Role.values)
    return frozenset(Role(name) for name in held.values_list("group__name", flat=True))


def users_with_role(role: Role, office: Office | None = None) -> QuerySet[User]:
    """Return the active people who hold the role, by name; with an office only those in its subtree."""
    people = User.objects.filter(is_active=True, groups__name=role).select_related("office")
    if office is not None:
        people = people.filter(office__path__startswith=office.path)
    return people.order_by("full_name", "pk")


def delegations_on(on: date) -> QuerySet[Delegation]:
    """Return the delegations in force on the office day, between two active people."""
    return Delegation.objects.filter(
        starts_on__lte=on,
        ends_on__gte=on,
        revoked_at__isnull=True,
        principal__is_active=True,
        delegate__is_active=True,
    )


def principals_of(user_id: int, on: date) -> list[User]:
    """Return the people for whom the person acts on the office day; each carries `until`, the last day."""
    held = delegations_on(on).filter(delegate_id=user_id).select_related("principal__office")
    principals = []
    for delegation in held.order_by("ends_on", "pk"):
        principal = delegation.principal
        principal.until = delegation.ends_on
        principals.append(principal)
    return principals


def delegates_of(user_ids: Iterable[int], on: date) -> dict[int, User]:
    """Return who acts for each of the people on the office day, by the principal's id, in one query."""
    given = delegations_on(on).filter(principal_id__in=list(user_ids)).select_related("delegate__office")
    return {delegation.principal_id: delegation.delegate for delegation in given}


def subtree(office: Office) -> QuerySet[Office]:
    """Return the office and everything below it, in the order of the tree."""
    return Office.objects.filter(path__startswith=office.path).order_by("path")


def is_within(inner: Office, outer: Office) -> bool:
    """Test if an office is the other office or stands below it; no query."""
    return inner.path.startswith(outer.path)


def ancestor_ids(office: Office) -> list[int]:
    """Return the ids on the path from the organ down to the office itself; no query."""
    return [int(step) for step in office.path.strip("/").split("/")]


def ancestor_of_kind(office: Office, kind: OfficeKind) -> Office | None:
    """Return the office itself or its ancestor of that kind (its organ, its department), if there is one."""
    return Office.objects.filter(pk__in=ancestor_ids(office), kind=kind).first()


def general_office_of(office: Office) -> Office | None:
    """Return the General Office (办公厅) of the organ that the office belongs to."""
    organ = f"/{ancestor_ids(office)[0]}/"
    return Office.objects.filter(path__startswith=organ, is_general_office=True).first()
