"""What PostgreSQL refuses by itself, asked with raw SQL."""

import threading

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.models import Delegation, Membership, Office, User
from accounts.roles import ADMIN_ROLES, BUSINESS_ROLES, Role
from tests.people import make_office, make_person

INSERT_ROLE = "insert into accounts_membership (user_id, group_id) select %s, id from auth_group where name = %s"


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.rule(85)
@pytest.mark.parametrize("held", sorted(ADMIN_ROLES))
@pytest.mark.parametrize("wanted", list(Role))
def test_an_administrator_gets_no_other_role_by_raw_sql(organ, held, wanted):
    person = make_person("someone", held)

    with pytest.raises(IntegrityError):
        sql(INSERT_ROLE, person.pk, wanted.value)


@pytest.mark.rule(85)
@pytest.mark.parametrize("wanted", sorted(ADMIN_ROLES))
@pytest.mark.parametrize("held", sorted(BUSINESS_ROLES))
def test_a_holder_of_a_business_role_becomes_no_administrator_by_raw_sql(organ, held, wanted):
    person = make_person("someone", held)

    with pytest.raises(IntegrityError, match="不得兼任"):
        sql(INSERT_ROLE, person.pk, wanted.value)


@pytest.mark.rule(85)
def test_a_membership_is_not_turned_into_a_forbidden_one(organ):
    person = make_person("someone", Role.DRAFTER, Role.DIVISION_HEAD)
    turn = "update accounts_membership set group_id = %s where user_id = %s and group_id = %s"
    wanted, present = Group.objects.get(name=Role.AUDIT_ADMIN), Group.objects.get(name=Role.DRAFTER)

    with pytest.raises(IntegrityError, match="不得兼任"):
        sql(turn, wanted.pk, person.pk, present.pk)


@pytest.mark.rule(85)
def test_a_group_is_not_renamed_into_an_administrators_role(db):
    with pytest.raises(IntegrityError, match="不能改名"):
        sql("update auth_group set name = 'other' where name = 'drafter'")


def test_business_roles_go_together(organ):
    person = make_person("someone", Role.DRAFTER)

    sql(INSERT_ROLE, person.pk, Role.DIVISION_HEAD.value)

    assert person.memberships.count() == 2


@pytest.mark.rule(85)
@pytest.mark.django_db(transaction=True)
def test_two_grants_at_once_do_not_join_forbidden_roles():
    person = make_person("someone")
    start, outcomes = threading.Barrier(2), []

    def grant(role):
        try:
            start.wait()
            sql(INSERT_ROLE, person.pk, role.value)
            outcomes.append("granted")
        except IntegrityError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=grant, args=[role]) for role in (Role.DRAFTER, Role.SYSTEM_ADMIN)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["granted", "refused"]
    assert Membership.objects.filter(user=person).count() == 1


def test_a_person_is_not_deleted(drafter):
    with pytest.raises(DatabaseError, match="只能停用，不能删除"):
        sql("delete from accounts_user where id = %s", drafter.pk)


def test_a_person_without_any_trace_is_not_deleted_either(organ):
    person = make_person("someone")

    with pytest.raises(DatabaseError, match="只能停用，不能删除"), transaction.atomic():
        person.delete()


@pytest.mark.parametrize("more", ["", " cascade"])
def test_the_table_of_people_is_not_emptied(drafter, more):
    with pytest.raises(DatabaseError):
        sql("truncate accounts_user" + more)

    assert User.objects.filter(pk=drafter.pk).exists()


def test_a_path_leads_from_the_organ_to_the_office(organ):
    department = make_office("基础教育司", organ)
    division = make_office("义务教育处", department)

    assert division.path == f"/{organ.pk}/{department.pk}/{division.pk}/"


def test_a_path_cannot_be_written_by_hand(organ):
    sql("update accounts_office set path = '/forged/' where id = %s", organ.pk)

    assert Office.objects.get(pk=organ.pk).path == f"/{organ.pk}/"


def test_a_moved_office_takes_everything_below_along(organ):
    old, new = make_office("旧司", organ), make_office("新司", organ)
    division = make_office("一处", old)

    sql("update accounts_office set parent_id = %s where id = %s", new.pk, division.pk)
    moved = Office.objects.get(pk=division.pk)
    other = make_office("另一机关")
    sql("update accounts_office set parent_id = %s where id = %s", other.pk, new.pk)

    assert moved.path == f"{new.path}{division.pk}/"
    assert Office.objects.get(pk=division.pk).path == f"/{other.pk}/{new.pk}/{division.pk}/"


@pytest.mark.parametrize("below", ["itself", "child"])
def test_an_office_is_not_its_own_ancestor(organ, below):
    department = make_office("基础教育司", organ)
    child = make_office("义务教育处", department)
    parent = department if below == "itself" else child

    with pytest.raises(IntegrityError, match="自己的上级"):
        sql("update accounts_office set parent_id = %s where id = %s", parent.pk, department.pk)


@pytest.mark.parametrize(
    ("kind", "under"), [("department", "department"), ("division", "division"), ("organ", "organ")]
)
def test_levels_stand_in_order(organ, kind, under):
    parents = {"organ": organ}
    parents["department"] = make_office("基础教育司", organ)
    parents["division"] = make_office("义务教育处", parents["department"])

    with pytest.raises(IntegrityError), transaction.atomic():
        make_office("错位", parents[under], kind=kind)


def test_an_office_does_not_change_its_level_above_its_children(organ):
    department = make_office("基础教育司", organ)
    make_office("义务教育处", department)

    with pytest.raises(IntegrityError, match="层级"):
        sql("update accounts_office set kind = 'division' where id = %s", department.pk)


def test_two_organs_do_not_share_a_name(organ):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_office(organ.name)


@pytest.mark.parametrize("username", ["", "a", "Nigao", "nigao 1", "1nigao", "ni-gao\n", "拟稿", "x" * 31])
def test_a_user_name_is_plain(organ, username):
    with pytest.raises(DatabaseError), transaction.atomic():
        make_person(username)


DELEGATE = """
insert into accounts_delegation (principal_id, delegate_id, starts_on, ends_on, reason, made_at, revoked_at)
values (%s, %s, %s, %s, %s, now(), %s)
"""


@pytest.mark.parametrize(
    ("starts", "ends", "free"),
    [
        ("2026-12-01", "2026-12-05", True),
        ("2026-12-05", "2026-12-10", False),
        ("2026-12-12", "2026-12-13", False),
        ("2026-12-20", "2026-12-31", False),
        ("2026-12-01", "2026-12-31", False),
        ("2026-12-21", "2026-12-31", True),
    ],
)
def test_a_principal_has_one_delegate_a_day(drafter, colleague, signatory, starts, ends, free):
    sql(DELEGATE, drafter.pk, colleague.pk, "2026-12-10", "2026-12-20", "出差", None)

    if free:
        sql(DELEGATE, drafter.pk, signatory.pk, starts, ends, "出差", None)
    else:
        with pytest.raises(IntegrityError, match="delegation_one_delegate_a_day"):
            sql(DELEGATE, drafter.pk, signatory.pk, starts, ends, "出差", None)

    assert Delegation.objects.count() == (2 if free else 1)


def test_a_revoked_delegation_leaves_its_days_free(drafter, colleague):
    sql(DELEGATE, drafter.pk, colleague.pk, "2026-12-10", "2026-12-20", "出差", "2026-12-01")

    sql(DELEGATE, drafter.pk, colleague.pk, "2026-12-10", "2026-12-20", "出差", None)

    assert Delegation.objects.count() == 2


@pytest.mark.parametrize(
    ("to_oneself", "starts", "ends", "reason"),
    [
        (True, "2026-12-10", "2026-12-20", "出差"),
        (False, "2026-12-20", "2026-12-10", "出差"),
        (False, "2026-12-10", "2026-12-20", ""),
    ],
)
def test_a_delegation_without_sense_is_not_stored(drafter, colleague, to_oneself, starts, ends, reason):
    delegate = drafter if to_oneself else colleague

    with pytest.raises(DatabaseError):
        sql(DELEGATE, drafter.pk, delegate.pk, starts, ends, reason, None)
