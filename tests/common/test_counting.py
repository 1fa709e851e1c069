"""Several lists are counted in one statement."""

from accounts.models import Office, User
from common.composed import Composed
from common.counting import counted
from tests.people import make_office, make_person


def test_lists_are_counted_in_one_query(organ, django_assert_num_queries):
    for number in range(3):
        make_office(f"第{number}处", organ)
    make_person("someone")
    lists = [Office.objects.order_by("name"), Office.objects.none(), User.objects.all(), Office.objects.all()[:2]]

    with django_assert_num_queries(1):
        found = counted(lists)

    assert found == [4, 0, 1, 2]


def offices_named(word):
    return Office.objects.filter(name__contains=word).order_by("name")


def nowhere():
    return Office.objects.none()


def test_composed_lists_are_counted_as_others(organ, django_assert_num_queries):
    make_office("财务司", organ)
    lists = [Composed(offices_named, "财务"), offices_named("财务"), Composed(nowhere)]

    with django_assert_num_queries(1):
        assert counted(lists) == [1, 1, 0]


def test_what_must_be_empty_is_not_asked(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert counted([]) == []
        assert counted([Office.objects.none(), User.objects.filter(pk__in=[])]) == [0, 0]


def test_a_condition_is_kept(organ):
    make_office("规划司", organ)
    make_office("财务司", organ)

    assert counted([Office.objects.filter(name__contains="财务"), Office.objects.filter(parent=organ)]) == [1, 2]
