"""Reads over people, roles, offices and delegations; a right is asked afresh every time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import Absence, Delegation, Membership, Office, OfficeKind, RolePolicy, User
from accounts.roles import Role
from common.composed import Composed
from common.prepared import Among, Prepared, Slot

_roles_held = Prepared(
    lambda: Membership.objects.filter(
        user_id=Slot("user"), user__is_active=True, group__name__in=Role.values
    ).values_list("group__name", flat=True)
)


def roles_of(user_id: int) -> frozenset[Role]:
    """Return the roles that the active person holds now, in one query; none for the deactivated."""
    return frozenset(map(Role, _roles_held(user=user_id)))


_roles_of_each = Prepared(
    lambda: Membership.objects.filter(
        Among(F("user_id"), Slot("users")), user__is_active=True, group__name__in=Role.values
    ).values_list("user_id", "group__name")
)


def roles_of_each(user_ids: Collection[int]) -> dict[int, frozenset[Role]]:
    """Return the roles that each of the active people holds now, in one query; none for nobody."""
    found: dict[int, set[Role]] = {key: set() for key in user_ids}
    for key, name in _roles_of_each(users=list(user_ids)) if user_ids else ():
        found[key].add(Role(name))
    return {key: frozenset(roles) for key, roles in found.items()}


def users_with_role(role: Role, office: Office | None = None) -> QuerySet[User]:
    """Return the active people who hold the role, by name; with an office only those in its subtree."""
    people = User.objects.filter(is_active=True, groups__name=role).select_related("office")
    if office is not None:
        people = people.filter(office__path__startswith=office.path)
    return people.order_by("full_name", "pk")


def delegations_on(on: date | Slot) -> QuerySet[Delegation]:
    """Return the delegations in force on the office day, between two active people."""
    return Delegation.objects.filter(
        starts_on__lte=on,
        ends_on__gte=on,
        revoked_at__isnull=True,
        principal__is_active=True,
        delegate__is_active=True,
    )


_delegated = Prepared(
    lambda: (
        delegations_on(Slot("on"))
        .filter(delegate_id=Slot("delegate"))
        .select_related("principal__office")
        .order_by("ends_on", "pk")
    )
)


def principals_of(user_id: int, on: date) -> list[User]:
    """Return the people for whom the person acts on the office day; each carries `until`, the last day."""
    principals = []
    for delegation in _delegated(on=on, delegate=user_id):
        principal = delegation.principal
        principal.until = delegation.ends_on
        principals.append(principal)
    return principals


_substitutes = Prepared(
    lambda: (
        delegations_on(Slot("on"))
        .filter(Among(F("principal_id"), Slot("principals")))
        .values_list("delegate_id", flat=True)
    )
)


def substitutes_of(user_ids: Collection[int], on: date) -> frozenset[int]:
    """Return who acts for any of the people on the office day, in one query."""
    return frozenset(_substitutes(on=on, principals=list(user_ids)) if user_ids else ())


@dataclass(frozen=True, slots=True)
class Away:
    """A person who is not there: why, until which day, and who acts meanwhile ("" nobody)."""

    why: str
    until: date
    delegate: str

    @property
    def words(self) -> str:
        """Return it as a page says it beside the name."""
        stands_in = f"由{self.delegate}代办" if self.delegate else "未设代办"
        return f"{self.why}至{self.until.month}月{self.until.day}日，{stands_in}"


_stand_ins = Prepared(
    lambda: delegations_on(Slot("on")).filter(Among(F("principal_id"), Slot("people"))).select_related("delegate")
)
_absent = Prepared(
    lambda: Absence.objects.filter(
        Among(F("person_id"), Slot("people")),
        starts_on__lte=Slot("on"),
        ends_on__gte=Slot("on"),
        ended_at__isnull=True,
    )
)


def away(user_ids: Iterable[int], on: date) -> dict[int, Away]:
    """Return who of the people is not there on the office day, by id: absent, or with a delegate (two queries)."""
    ids = list(user_ids)
    if not ids:
        return {}
    delegates = {each.principal_id: each for each in _stand_ins(on=on, people=ids)}
    found = {key: Away("已委托", each.ends_on, each.delegate.full_name) for key, each in delegates.items()}
    for each in _absent(on=on, people=ids):
        stands_in = delegates.get(each.person_id)
        name = stands_in.delegate.full_name if stands_in else ""
        found[each.person_id] = Away(str(each.get_kind_display()), each.ends_on, name)
    return found


def absences_around(user: User) -> QuerySet[Absence]:
    """Return the person's own absences and those that the person registered, newest first."""
    mine = Q(person=user) | Q(made_by=user)
    return Absence.objects.filter(mine).select_related("person__office").order_by("-starts_on", "-pk")


def subtree(office: Office) -> QuerySet[Office]:
    """Return the office and everything below it, in the order of the tree."""
    return Office.objects.filter(path__startswith=office.path).order_by("path")


def is_only_organ(path: str) -> bool:
    """Test if every office of the house belongs to the organ with this path, so that no row has to be asked for its."""
    return not Composed(_outside, path).rows()


def _outside(path: str) -> QuerySet[Any, int]:
    return Office.objects.exclude(path__startswith=path).values_list("pk", flat=True)[:1]


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


@dataclass(frozen=True, slots=True)
class Standing:
    """What a signed-in person is at this moment: roles, and whether a second factor is due or enrolled."""

    roles: frozenset[Role]
    factor_demanded: bool
    factor_enrolled: bool


_standing = Prepared(
    lambda: User.objects.filter(pk=Slot("user"), is_active=True).values_list(
        "groups__name",
        "groups__policy__second_factor_required",
        Exists(TOTPDevice.objects.filter(user_id=OuterRef("pk"), confirmed=True)),
    )
)


def standing_of(user_id: int) -> Standing:
    """Return the person's standing now, in one query; empty for the deactivated."""
    rows = _standing(user=user_id)
    held = {Role(name): decided for name, decided, _ in rows if name in Role.values}
    return Standing(
        roles=frozenset(held),
        factor_demanded=any(_demands_factor(role, decided) for role, decided in held.items()),
        factor_enrolled=bool(rows and rows[0][2]),
    )


def _demands_factor(role: Role, decided: bool | None) -> bool:
    return role in settings.SECOND_FACTOR_ROLES if decided is None else decided


def roles_demanding_a_factor() -> frozenset[Role]:
    """Return the roles whose holders must show a second factor."""
    decided = dict(RolePolicy.objects.values_list("group__name", "second_factor_required"))
    return frozenset(role for role in Role if _demands_factor(role, decided.get(role)))


def people(words: str = "", role: str = "", office: Office | None = None) -> QuerySet[User]:
    """Return people by name, deactivated ones last: with the words in a name, the role, in the subtree."""
    found = User.objects.all()
    if words:
        found = found.filter(Q(full_name__icontains=words) | Q(username__icontains=words))
    if role:
        found = found.filter(groups__name=role)
    if office is not None:
        found = found.filter(office__path__startswith=office.path)
    return found.order_by("-is_active", "full_name", "pk")


def people_rows(found: QuerySet[User]) -> QuerySet[User]:
    """Return the people with office and roles."""
    return found.select_related("office").prefetch_related("groups")


def delegations_around(user: User) -> QuerySet[Delegation]:
    """Return the delegations that the person gave or holds, newest first."""
    mine = Q(principal=user) | Q(delegate=user)
    return Delegation.objects.filter(mine).select_related("principal", "delegate").order_by("-starts_on", "-pk")


def last_active_holder(role: Role, user: User) -> bool:
    """Test if nobody but the person is in use with the role."""
    return not User.objects.filter(is_active=True, groups__name=role).exclude(pk=user.pk).exists()


def memberships_of(user: User) -> QuerySet[Membership]:
    """Return the person's roles on record, with who granted them, oldest first."""
    return user.memberships.select_related("group", "granted_by").order_by("granted_at", "pk")


def names_of_offices() -> list[str]:
    """Return the names and short names of all offices of the house (one query)."""
    return [name for names in Office.objects.values_list("name", "short_name") for name in names if name]


def office_tree() -> QuerySet[Office]:
    """Return all offices in the order of the tree with their leaders in charge (分管领导).

    Each has `headcount`, the people in use directly in it, and `leader_signs`: its leader is a signatory still.
    """
    in_use = Count("people", filter=Q(people__is_active=True))
    signs = Exists(users_with_role(Role.SIGNATORY).filter(pk=OuterRef("leader")).order_by())
    return Office.objects.select_related("leader").annotate(headcount=in_use, leader_signs=signs).order_by("path")
