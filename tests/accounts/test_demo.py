"""The demonstration ministry, and the first administrators of a real one."""

from collections import Counter

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command

from accounts import demo
from accounts.models import Membership, Office, User
from accounts.roles import ADMIN_ROLES, BUSINESS_ROLES, Role
from accounts.selectors import ancestor_of_kind, roles_of, users_with_role


@pytest.fixture
def ministry(db, noon):
    return demo.build(at=noon)


def test_building_twice_makes_nothing_new(ministry, noon):
    before = User.objects.count(), Office.objects.count(), Membership.objects.count()
    again = demo.build(at=noon)

    assert [user.username for user in again] == [person.username for person in demo.PEOPLE]
    assert before == (User.objects.count(), Office.objects.count(), Membership.objects.count())


def test_what_was_changed_since_is_left_alone(ministry, noon):
    User.objects.filter(username="nigao1").update(title="调走了", is_active=False)

    demo.build(at=noon)

    person = User.objects.get(username="nigao1")
    assert (person.title, person.is_active) == ("调走了", False)


def test_the_people_are_in_their_offices_with_their_roles(ministry):
    for entry, user in zip(demo.PEOPLE, ministry, strict=True):
        assert (user.full_name, user.office.name, user.title) == (entry.name, entry.office, entry.title)
        assert roles_of(user.pk) == frozenset(entry.roles)
        assert user.check_password(demo.PASSWORD)


def test_every_role_is_held_and_the_four_eyes_have_two_people_each():
    holders = Counter(role for person in demo.PEOPLE for role in person.roles)

    assert set(holders) == set(Role)
    assert all(holders[role] >= 2 for role in BUSINESS_ROLES)
    assert all(holders[role] == 1 for role in ADMIN_ROLES)
    assert len({person.name for person in demo.PEOPLE}) == len(demo.PEOPLE) >= 18


def test_every_department_has_a_division_head(ministry):
    heads = list(users_with_role(Role.DIVISION_HEAD))

    for department in Office.objects.filter(kind="department"):
        assert [head for head in heads if head.office.path.startswith(department.path)], department.name


def test_every_drafter_has_a_division_head_beside_them(ministry):
    heads = list(users_with_role(Role.DIVISION_HEAD))

    for drafter in users_with_role(Role.DRAFTER):
        department = ancestor_of_kind(drafter.office, "department")
        assert [head for head in heads if head.office.path.startswith(department.path)], drafter.username


def test_there_is_one_principal_head_and_one_general_office(ministry):
    assert [user.username for user in ministry if user.is_principal] == [demo.PRINCIPAL]
    assert Role.SIGNATORY in roles_of(User.objects.get(username=demo.PRINCIPAL).pk)
    assert Office.objects.get(is_general_office=True).name == demo.GENERAL_OFFICE


def test_the_demonstration_names_leaders_once_and_leaves_a_later_choice_alone(ministry, noon):
    led = Office.objects.filter(leader__username="qianfa2")
    assert led.count() == 3

    led.update(leader=None)
    demo.build(at=noon)

    assert not Office.objects.filter(leader__isnull=False).exists()


def test_the_known_password_keeps_the_rules(ministry):
    validate_password(demo.PASSWORD)


def test_the_demonstration_is_refused_in_a_real_installation(db, settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="DEBUG"):
        call_command("demo")

    assert not User.objects.exists()


def test_the_demonstration_prints_the_accounts_and_the_password(db, settings, capsys):
    settings.DEBUG = True

    call_command("demo")

    printed = capsys.readouterr().out
    assert demo.PASSWORD in printed
    assert all(person.username in printed and person.name in printed for person in demo.PEOPLE)


def test_the_first_administrators_are_appointed_by_command(db, capsys):
    call_command("appoint", "anquan1", "石镇海", role="security_admin", organ="教育部")
    call_command("appoint", "shenji1", "田望山", role="audit_admin", organ="教育部")

    printed = capsys.readouterr().out.strip().splitlines()
    person = User.objects.get(username="anquan1")
    assert person.check_password(printed[0].split("：")[1])
    assert roles_of(person.pk) == {Role.SECURITY_ADMIN}
    assert Office.objects.count() == 1


def test_a_second_administrator_of_a_kind_is_not_appointed_by_command(db):
    call_command("appoint", "anquan1", "石镇海", role="security_admin", organ="教育部")

    with pytest.raises(CommandError, match="已有在用的安全管理员"):
        call_command("appoint", "anquan2", "另一人", role="security_admin", organ="教育部")

    assert User.objects.count() == 1
