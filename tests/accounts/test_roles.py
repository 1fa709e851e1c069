"""Granting and withdrawing roles, deactivating and registering people."""

import pytest
from axes.models import AccessAttempt

from accounts import services
from accounts.errors import (
    AlreadyAppointed,
    LastSecurityAdmin,
    NotAnAdministratorsRole,
    NotOnOneself,
    PersonInactive,
    UsernameTaken,
)
from accounts.facts import RoleFacts
from accounts.models import User
from accounts.roles import ADMIN_ROLES, BUSINESS_ROLES, Role
from accounts.rules import keeps_administrators_apart
from accounts.selectors import roles_of, users_with_role
from common.gate import GateClosed
from common.rules import all_rules
from tests.accounts.journal import last, verbs
from tests.people import make_person


@pytest.mark.rule(85)
@pytest.mark.parametrize("wanted", list(Role))
@pytest.mark.parametrize("held", list(Role))
def test_an_administrators_role_stands_alone(held, wanted):
    kept = keeps_administrators_apart(RoleFacts(held=frozenset({held}), wanted=wanted))

    assert kept is (held is wanted or {held, wanted} <= BUSINESS_ROLES)


def test_every_role_is_either_business_or_administration():
    assert frozenset(Role) == BUSINESS_ROLES | ADMIN_ROLES
    assert not BUSINESS_ROLES & ADMIN_ROLES


def test_a_granted_role_is_held_at_once_and_journalled(drafter, security, noon):
    services.grant_role(user=drafter, role=Role.DIVISION_HEAD, by=security, at=noon)

    entry = last()
    assert roles_of(drafter.pk) == {Role.DRAFTER, Role.DIVISION_HEAD}
    assert (entry.verb, entry.by_id, entry.at) == ("accounts.role_granted", security.pk, noon)
    assert (entry.facts["role"], entry.facts["username"]) == ("division_head", "nigao")
    assert drafter.memberships.get(group__name="division_head").granted_by == security


def test_granting_a_role_twice_leaves_one_trace(drafter, security, noon):
    for _ in range(2):
        services.grant_role(user=drafter, role=Role.PUBLISHER, by=security, at=noon)

    assert verbs().count("accounts.role_granted") == 1


@pytest.mark.rule(85)
@pytest.mark.parametrize("role", sorted(ADMIN_ROLES))
def test_a_drafter_becomes_no_administrator(drafter, security, noon, role):
    with pytest.raises(GateClosed) as refusal:
        services.grant_role(user=drafter, role=Role(role), by=security, at=noon)

    assert [unmet.number for unmet in refusal.value.unmet] == [85]
    assert "等保" in str(refusal.value)
    assert roles_of(drafter.pk) == {Role.DRAFTER}


def test_nobody_grants_roles_to_oneself(security, noon):
    with pytest.raises(NotOnOneself):
        services.grant_role(user=security, role=Role.DRAFTER, by=security, at=noon)


def test_a_deactivated_person_gets_no_role(drafter, security, noon):
    services.deactivate(user=drafter, by=security, at=noon)

    with pytest.raises(PersonInactive):
        services.grant_role(user=drafter, role=Role.PUBLISHER, by=security, at=noon)


def test_a_withdrawn_role_is_gone_at_once(drafter, security, noon):
    services.withdraw_role(user=drafter, role=Role.DRAFTER, by=security, at=noon)

    assert roles_of(drafter.pk) == frozenset()
    assert drafter not in users_with_role(Role.DRAFTER)
    assert last().verb == "accounts.role_withdrawn"


def test_withdrawing_what_is_not_held_leaves_no_trace(drafter, security, noon):
    services.withdraw_role(user=drafter, role=Role.PUBLISHER, by=security, at=noon)

    assert "accounts.role_withdrawn" not in verbs()


@pytest.mark.parametrize("others", [0, 1])
def test_the_last_security_administrator_keeps_the_role(security, noon, others):
    for _ in range(others):
        make_person("anquan2", Role.SECURITY_ADMIN)

    if others:
        services.withdraw_role(user=security, role=Role.SECURITY_ADMIN, by=security, at=noon)
    else:
        with pytest.raises(LastSecurityAdmin):
            services.withdraw_role(user=security, role=Role.SECURITY_ADMIN, by=security, at=noon)

    assert (Role.SECURITY_ADMIN in roles_of(security.pk)) is not bool(others)


def test_the_last_security_administrator_in_use_is_not_deactivated(security, noon):
    away = make_person("anquan2", Role.SECURITY_ADMIN, is_active=False)

    with pytest.raises(LastSecurityAdmin):
        services.deactivate(user=security, by=away, at=noon)


def test_a_deactivated_person_holds_nothing_until_activated(drafter, security, noon):
    services.deactivate(user=drafter, by=security, at=noon)
    away = roles_of(drafter.pk)
    services.activate(user=drafter, by=security, at=noon)

    assert away == frozenset()
    assert roles_of(drafter.pk) == {Role.DRAFTER}
    assert verbs()[-2:] == ["accounts.person_deactivated", "accounts.person_activated"]


def test_nobody_deactivates_oneself(security, noon):
    make_person("anquan2", Role.SECURITY_ADMIN)

    with pytest.raises(NotOnOneself):
        services.deactivate(user=security, by=security, at=noon)


def test_unlocking_forgets_the_failed_sign_ins_of_that_person_only(drafter, colleague, security, noon):
    for person in (drafter, colleague):
        AccessAttempt.objects.create(username=person.username, failures_since_start=5, user_agent="")

    services.unlock(user=drafter, by=security, at=noon)

    assert list(AccessAttempt.objects.values_list("username", flat=True)) == [colleague.username]
    assert last().verb == "accounts.person_unlocked"


def test_a_new_person_has_no_role_and_cannot_sign_in(organ, system, noon):
    person = services.create_person(username="xinren", full_name="新人", office=organ, by=system, at=noon)

    assert roles_of(person.pk) == frozenset()
    assert not person.has_usable_password()
    assert last().facts["username"] == "xinren"


def test_a_user_name_is_given_once(organ, system, drafter, noon):
    with pytest.raises(UsernameTaken):
        services.create_person(username="nigao", full_name="另一人", office=organ, by=system, at=noon)

    assert User.objects.filter(username="nigao").count() == 1


def test_changing_a_person_is_journalled(organ, system, drafter, noon):
    services.change_person(
        user=drafter, full_name="新名", office=organ, title="处长", is_principal=True, by=system, at=noon
    )

    changed = User.objects.get(pk=drafter.pk)
    assert (changed.full_name, changed.title, changed.is_principal) == ("新名", "处长", True)
    assert last().verb == "accounts.person_changed"


def test_the_installation_appoints_one_administrator_of_each_kind(organ, noon):
    person = {"full_name": "管理员", "office": organ, "at": noon}
    password = services.appoint(username="anquan1", role=Role.SECURITY_ADMIN, **person)

    appointed = User.objects.get(username="anquan1")
    assert appointed.check_password(password)
    assert appointed.must_change_password
    assert roles_of(appointed.pk) == {Role.SECURITY_ADMIN}
    with pytest.raises(AlreadyAppointed):
        services.appoint(username="anquan2", role=Role.SECURITY_ADMIN, **person)
    with pytest.raises(NotAnAdministratorsRole):
        services.appoint(username="qianfa1", role=Role.SIGNATORY, **person)


def test_nobody_has_a_permission_without_a_group_that_holds_it(drafter):
    drafter.is_superuser = True

    assert not drafter.has_perm("accounts.add_user")
    assert not drafter.has_perms(["accounts.add_user"])
    assert not drafter.has_module_perms("accounts")


def test_a_group_gives_its_permissions_to_people_in_use(drafter):
    from django.contrib.auth.models import Group, Permission

    permission = Permission.objects.get(content_type__app_label="accounts", codename="view_office")
    Group.objects.get(name=Role.DRAFTER).permissions.add(permission)
    away = make_person("away", Role.DRAFTER, is_active=False)

    assert drafter.get_all_permissions() == {"accounts.view_office"}
    assert drafter.has_perm("accounts.view_office")
    assert not away.has_perm("accounts.view_office")


@pytest.mark.parametrize("number", [85, 86])
def test_the_rules_of_accounts_stand_in_the_registry(number):
    assert [rule.name.split(".")[0] for rule in all_rules() if rule.number == number] == ["accounts"]
