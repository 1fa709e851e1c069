"""Reads over people, roles and offices: fresh, few queries, active people only."""

from datetime import date

from accounts.models import Delegation, Office, OfficeKind
from accounts.roles import Role
from accounts.selectors import (
    ancestor_ids,
    ancestor_of_kind,
    general_office_of,
    is_only_organ,
    people,
    people_rows,
    roles_of,
    roles_of_each,
    standing_of,
    subtree,
    users_with_role,
)
from tests.people import make_office, make_person


def tree(organ):
    department = make_office("基础教育司", organ)
    return department, make_office("义务教育处", department), make_office("财务司", organ)


def test_the_roles_of_a_person_take_one_query(organ, django_assert_num_queries):
    person = make_person("someone", Role.DRAFTER, Role.DIVISION_HEAD)

    with django_assert_num_queries(1):
        held = roles_of(person.pk)

    assert held == {Role.DRAFTER, Role.DIVISION_HEAD}


def test_the_roles_of_several_people_take_one_query_and_the_deactivated_hold_none(organ, django_assert_num_queries):
    both = make_person("both", Role.DRAFTER, Role.DIVISION_HEAD)
    gone = make_person("gone", Role.SIGNATORY, is_active=False)

    with django_assert_num_queries(1):
        held = roles_of_each([both.pk, gone.pk, 0])

    assert held == {both.pk: roles_of(both.pk), gone.pk: frozenset(), 0: frozenset()}
    with django_assert_num_queries(0):
        assert roles_of_each([]) == {}


def test_an_organ_is_the_only_one_until_there_is_another(organ):
    make_office("基础教育司", organ)
    before = is_only_organ(organ.path)
    make_office("水利部")

    assert (before, is_only_organ(organ.path)) == (True, False)


def test_a_standing_takes_one_query(organ, django_assert_num_queries):
    person = make_person("someone", Role.DRAFTER, Role.DIVISION_HEAD)

    with django_assert_num_queries(1):
        standing = standing_of(person.pk)

    assert standing.roles == {Role.DRAFTER, Role.DIVISION_HEAD}
    assert not standing.factor_enrolled


def test_an_unknown_or_deactivated_person_stands_for_nothing(organ):
    away = make_person("away", Role.SIGNATORY, is_active=False)

    for pk in (away.pk, 0):
        assert standing_of(pk).roles == frozenset()
        assert roles_of(pk) == frozenset()


def test_holders_of_a_role_are_found_in_the_subtree(organ):
    department, division, other = tree(organ)
    inside = make_person("inside", Role.DIVISION_HEAD, office=division)
    make_person("outside", Role.DIVISION_HEAD, office=other)
    make_person("drafter", Role.DRAFTER, office=division)
    make_person("away", Role.DIVISION_HEAD, office=division, is_active=False)

    assert list(users_with_role(Role.DIVISION_HEAD, department)) == [inside]
    assert users_with_role(Role.DIVISION_HEAD).count() == 2


def test_a_sibling_whose_number_begins_alike_is_not_in_the_subtree(organ):
    offices = [make_office(f"司{number}", organ) for number in range(12)]

    assert all(list(subtree(office)) == [office] for office in offices)


def test_an_office_knows_its_way_up(organ):
    department, division, _ = tree(organ)

    assert ancestor_ids(division) == [organ.pk, department.pk, division.pk]
    assert ancestor_of_kind(division, OfficeKind.DEPARTMENT) == department
    assert ancestor_of_kind(division, OfficeKind.ORGAN) == organ
    assert ancestor_of_kind(organ, OfficeKind.DEPARTMENT) is None


def test_the_general_office_is_that_of_the_own_organ(organ):
    _, division, _ = tree(organ)
    general = make_office("办公厅", organ, is_general_office=True)
    elsewhere = make_office("另一机关")

    assert general_office_of(division) == general
    assert general_office_of(elsewhere) is None


def test_people_are_found_by_words_role_and_office(organ):
    department, division, _ = tree(organ)
    wanted = make_person("wanted", Role.DRAFTER, Role.DIVISION_HEAD, office=division, full_name="沈禾青")
    make_person("other", Role.DRAFTER, office=organ, full_name="沈禾黄")

    assert list(people(words="禾青")) == [wanted]
    assert list(people(words="WANT")) == [wanted]
    assert list(people(words="沈", role=Role.DRAFTER, office=department)) == [wanted]


def test_a_list_of_people_takes_a_fixed_number_of_queries(organ, django_assert_num_queries):
    for number in range(8):
        make_person(f"person{number}", Role.DRAFTER)

    with django_assert_num_queries(2):
        shown = [(user.office.name, [group.name for group in user.groups.all()]) for user in people_rows(people())]

    assert len(shown) == 8


def test_the_tree_lists_parents_before_children(organ):
    tree(organ)
    order = list(Office.objects.order_by("path").values_list("name", flat=True))

    assert order.index("教育部") < order.index("基础教育司") < order.index("义务教育处")
    assert order.index("义务教育处") == order.index("基础教育司") + 1


def test_a_delegation_of_a_deactivated_person_counts_for_nothing(drafter, colleague, noon):
    from accounts.selectors import principals_of, substitutes_of

    day = date(2026, 12, 1)
    period = {"starts_on": day, "ends_on": day, "reason": "出差", "made_at": noon}
    Delegation.objects.create(principal=drafter, delegate=colleague, **period)
    before = principals_of(colleague.pk, day), substitutes_of([drafter.pk], day)
    type(drafter).objects.filter(pk=drafter.pk).update(is_active=False)

    assert before == ([drafter], {colleague.pk})
    assert principals_of(colleague.pk, day) == []
    assert substitutes_of([drafter.pk], day) == set()
