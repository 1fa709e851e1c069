"""In whose names a person asks is found once for one request, and is what the policies say."""

from datetime import timedelta

from django.test import RequestFactory

from accounts import services as accounts
from common.clock import office_date
from common.composed import Composed
from workflow import policies, selectors
from workflow.asking import identities_of


def asked_by(user):
    request = RequestFactory().get("/desk/")
    request.user = user
    return request


def test_the_identities_of_a_request_are_those_of_the_policies(road, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr("common.clock.now", lambda: road.at)
    today = office_date(road.at)
    who, away = road.who["chuzhang1"], road.who["chuzhang2"]
    accounts.delegate(to=who, starts_on=today, ends_on=today + timedelta(days=1), reason="出差", by=away, at=road.at)
    request = asked_by(who)

    with django_assert_max_num_queries(3):
        found = identities_of(request)
        again = identities_of(request)

    assert found == again == policies.identities(who, today)
    assert [each.on_behalf_of for each in found] == [None, away]
    assert found[1].roles


def test_another_request_asks_afresh(road, monkeypatch):
    monkeypatch.setattr("common.clock.now", lambda: road.at)
    who = road.who["chuzhang1"]
    before = identities_of(asked_by(who))[0].roles
    who.memberships.all().delete()

    assert before and identities_of(asked_by(who))[0].roles == frozenset()


def test_a_right_that_is_taken_away_is_gone_from_a_composed_list(road, monkeypatch):
    monkeypatch.setattr("common.clock.now", lambda: road.at)
    who = road.who["chuzhang1"]
    document = road.draft()
    road.submit(document)

    def claimable():
        return Composed(selectors.claimable, who, identities_of(asked_by(who))).rows()

    before = [task.document for task in claimable()]
    who.memberships.all().delete()

    assert (before, claimable()) == ([document], [])
