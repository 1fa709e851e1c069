"""A composed list gives what its queryset gives, is composed once for a shape, and keeps no row."""

from datetime import UTC, datetime

import pytest
from django.db.models import Q, QuerySet

from accounts.models import Office, User
from common import composed
from common.composed import Composed, shape_of
from common.prepared import Slot
from tests.people import make_office, make_person

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
asked = []


@pytest.fixture(autouse=True)
def nothing_kept():
    asked.clear()
    composed._kept.clear()


def people_below(office, words=""):
    asked.append(words)
    return User.objects.filter(Q(full_name__contains=words), office__path__startswith=office.path).order_by("pk")


def in_use(found, wanted):
    return found.filter(**wanted).select_related("office")


def nobody():
    return User.objects.none()


def changed_before():
    return User.objects.filter(password_changed_at__lt=Slot("at")).order_by("pk")


def asks_while_composed(office):
    return User.objects.filter(office__in=list(Office.objects.filter(parent=office)))


def test_a_composed_list_gives_what_its_queryset_gives(drafter, colleague):
    steps = Composed(people_below, drafter.office).then(in_use, {"is_active": True})
    plain = in_use(people_below(drafter.office), {"is_active": True})

    assert steps.rows() == list(steps) == list(plain) != []
    assert steps.rows(1, 2) == list(plain[1:2])
    statement, parameters = plain.query.sql_with_params()
    assert steps.text() == (statement, list(parameters))


def test_it_is_composed_once_for_a_shape_and_asked_each_time(drafter, django_assert_num_queries):
    first = Composed(people_below, drafter.office).rows()
    newcomer = make_person("newcomer", office=drafter.office)

    with django_assert_num_queries(1):
        again = Composed(people_below, Office(pk=drafter.office_id, path=drafter.office.path)).rows()

    assert again == [*first, newcomer]
    assert asked == [""]


def test_another_shape_is_another_list(drafter):
    elsewhere = make_office("别处")

    assert Composed(people_below, drafter.office).rows() != Composed(people_below, elsewhere).rows() == []
    assert Composed(people_below, drafter.office, "没有这个人").rows() == []
    assert len(asked) == 3


def test_an_office_that_moved_is_another_shape(drafter):
    below = Composed(people_below, drafter.office).rows()
    moved = drafter.office
    moved.parent = make_office("新的司")
    moved.save()
    moved.refresh_from_db()

    assert Composed(people_below, moved).rows() == below
    assert len(asked) == 2


def test_a_moment_is_a_value_of_the_run(drafter):
    before, after = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)

    assert Composed(changed_before, at=before).rows() == []
    assert drafter in Composed(changed_before, at=after).rows()
    assert len(composed._kept) == 1


def test_what_cannot_have_a_row_is_not_asked(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        nothing = Composed(nobody)
        assert (nothing.rows(), nothing.text()) == ([], None)


def test_a_list_asks_nothing_while_it_is_composed(organ):
    with pytest.raises(RuntimeError, match="asks nothing"):
        Composed(asks_while_composed, organ).rows()


@pytest.mark.parametrize("given", [NOON, object(), lambda found: found, [NOON], {"at": NOON}, Q(pk=1)])
def test_an_argument_that_does_not_say_what_counts_of_it_is_refused(given):
    with pytest.raises(TypeError):
        shape_of([given])


def test_the_lists_that_nobody_asked_for_lately_go_first(organ, monkeypatch):
    monkeypatch.setattr(composed, "KEPT", 2)
    for words in ("甲", "乙", "甲", "丙", "甲", "乙"):
        Composed(people_below, organ, words).rows()

    assert asked == ["甲", "乙", "丙", "乙"]
    assert len(composed._kept) == 2


def test_a_queryset_may_be_loaded_by_a_function_of_django(organ):
    assert shape_of(QuerySet.all) is QuerySet.all
