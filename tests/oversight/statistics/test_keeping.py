"""Figures that took long to count are those of at most five minutes ago; others are those of now."""

from datetime import timedelta

import pytest

from common.clock import office_date
from oversight.statistics import keeping
from oversight.statistics.measuring import Scope
from oversight.statistics.periods import month_of, up_to

HERE = "oversight.statistics.keeping.LONG"


@pytest.fixture
def cached(settings):
    place = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "test-figures"}
    settings.CACHES = settings.CACHES | {"figures": place}
    keeping.caches["figures"].clear()


def asked(road, later=0):
    day, organ = office_date(road.at), road.who["mishu1"].office.path[:3]
    period = month_of(day)
    return keeping.figures(
        Scope(organ, organ, period, day), up_to(period.last, 3), at=road.at + timedelta(seconds=later)
    )


def test_what_took_long_is_counted_once_in_five_minutes_and_says_when(
    road, cached, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(HERE, -1)
    first = asked(road)
    road.submit(road.draft())

    with django_assert_num_queries(0):
        again = asked(road, later=30)

    assert again == first
    keeping.caches["figures"].clear()
    assert asked(road).figures.submitted == first.figures.submitted + 1


def test_what_comes_at_once_is_always_of_now(road, cached, monkeypatch):
    monkeypatch.setattr(HERE, 3600)
    first = asked(road)
    road.submit(road.draft())

    assert asked(road).figures.submitted == first.figures.submitted + 1


def test_another_office_or_period_has_figures_of_its_own(road, cached, monkeypatch):
    monkeypatch.setattr(HERE, -1)
    road.submit(road.draft())
    day, organ = office_date(road.at), road.who["mishu1"].office.path[:3]
    here, elsewhere = Scope(organ, organ, month_of(day), day), Scope(organ, "/none/", month_of(day), day)
    before = Scope(organ, organ, month_of(day - timedelta(days=40)), day)

    found = [keeping.figures(each, up_to(day, 3), at=road.at).figures.submitted for each in (here, elsewhere, before)]

    assert found == [1, 0, 0]
