"""A list in a table of any size costs a bounded count, the keys of one page, and its rows."""

import pytest
from django.db.models import F

from accounts.models import Office
from common import paging
from common.composed import Composed
from common.paging import BoundedPaginator, BoundedValues
from tests.people import make_office


@pytest.fixture
def offices(db):
    return [make_office(f"第{n}处") for n in range(7)]


def pages(**more):
    return BoundedPaginator(Office.objects.order_by("-pk"), 2, **more)


def with_parents(found):
    return found.select_related("parent")


def named(word):
    return Office.objects.filter(name__contains=word).order_by("-pk")


def test_a_composed_list_has_the_pages_of_its_queryset(offices, monkeypatch):
    monkeypatch.setattr(paging, "DEEPEST", 6)
    composed = BoundedPaginator(Composed(named, "处"), 2, with_parents)
    plain = BoundedPaginator(named("处"), 2, with_parents)

    assert [list(composed.page(n)) for n in (1, 2, 3)] == [list(plain.page(n)) for n in (1, 2, 3)]
    assert (composed.count, composed.more) == (plain.count, plain.more) == (6, True)


def test_a_composed_list_of_nothing_has_one_empty_page(db):
    assert list(BoundedPaginator(Composed(named, "司"), 2).get_page(None)) == []


def test_a_page_has_its_rows_in_order_with_what_they_show(offices, django_assert_num_queries):
    shown = pages(shown=with_parents)

    with django_assert_num_queries(3):
        page = shown.get_page("2")
        names = [(each.name, each.parent) for each in page]

    assert names == [("第4处", None), ("第3处", None)]
    assert (shown.count, shown.num_pages, shown.more) == (7, 4, False)


def test_what_is_counted_already_is_not_counted_again(offices, django_assert_num_queries):
    shown = pages(known=7)

    with django_assert_num_queries(2):
        page = shown.get_page("4")

    assert [each.name for each in page] == ["第0处"]
    assert (shown.count, shown.num_pages, shown.more) == (7, 4, False)


def test_counting_ends_and_so_do_the_pages(offices, monkeypatch):
    monkeypatch.setattr(paging, "DEEPEST", 5)
    shown = pages()

    last = shown.get_page("999")

    assert (shown.count, shown.more) == (5, True)
    assert (last.number, [each.name for each in last]) == (3, ["第2处"])


def test_an_empty_list_has_one_empty_page(db):
    assert list(pages().get_page(None)) == []


def test_values_are_paged_as_they_are_and_no_deeper(offices, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(paging, "DEEPEST", 5)
    found = BoundedValues(Office.objects.order_by("-pk").annotate(said=F("name")).values_list("pk", "said"), 2)

    with django_assert_num_queries(2):
        page = list(found.get_page("3"))

    assert [said for _, said in page] == ["第2处"] and (found.count, found.more) == (5, True)
