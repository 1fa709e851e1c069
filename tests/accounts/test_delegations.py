"""代办: who may stand in for whom, when, and how it ends."""

from datetime import date, timedelta

import pytest

from accounts import policies, services
from accounts.errors import (
    DelegateIsAway,
    DelegationOver,
    DelegationOverlaps,
    DelegationPeriodWrong,
    DelegationToOneself,
    DelegationUnqualified,
)
from accounts.models import Delegation, User
from accounts.roles import Role
from accounts.selectors import principals_of
from common.errors import NotFound
from tests.accounts.journal import last
from tests.people import make_person

TODAY = date(2026, 11, 24)


def days(first, length):
    starts_on = TODAY + timedelta(days=first)
    return {"starts_on": starts_on, "ends_on": starts_on + timedelta(days=length - 1), "reason": "出差"}


@pytest.fixture
def third(organ):
    return make_person("disan", Role.DRAFTER)


def test_a_delegation_holds_on_its_days_and_names_both(drafter, colleague, noon):
    services.delegate(to=colleague, **days(1, 3), by=drafter, at=noon)

    held = [bool(principals_of(colleague.pk, TODAY + timedelta(days=n))) for n in range(5)]
    entry = last()
    assert held == [False, True, True, True, False]
    assert principals_of(colleague.pk, TODAY + timedelta(days=2))[0].until == TODAY + timedelta(days=3)
    assert (entry.verb, entry.by_name, entry.facts["name"]) == (
        "accounts.delegated",
        drafter.full_name,
        colleague.full_name,
    )


def test_the_day_is_that_of_the_office_not_of_greenwich(drafter, colleague, noon):
    late = noon.replace(hour=17)  # 01:00 on the 25th in Beijing

    with pytest.raises(DelegationPeriodWrong):
        services.delegate(to=colleague, **days(0, 2), by=drafter, at=late)
    services.delegate(to=colleague, **days(1, 2), by=drafter, at=late)


@pytest.mark.parametrize(("first", "length"), [(-1, 3), (2, 0), (5, -3)])
def test_a_period_is_in_order_and_not_past(drafter, colleague, noon, first, length):
    with pytest.raises(DelegationPeriodWrong):
        services.delegate(to=colleague, **days(first, length), by=drafter, at=noon)


def test_nobody_stands_in_for_oneself(drafter, noon):
    with pytest.raises(DelegationToOneself):
        services.delegate(to=drafter, **days(0, 1), by=drafter, at=noon)


@pytest.mark.parametrize(
    ("roles", "active"),
    [([Role.SIGNATORY], True), ([Role.SECURITY_ADMIN], True), ([], True), ([Role.DRAFTER], False)],
)
def test_a_delegate_needs_a_business_role_in_common(drafter, noon, roles, active):
    other = make_person("other", *roles, is_active=active)

    with pytest.raises(DelegationUnqualified):
        services.delegate(to=other, **days(0, 1), by=drafter, at=noon)


def test_administrators_do_not_delegate(security, noon):
    other = make_person("anquan2", Role.SECURITY_ADMIN)

    with pytest.raises(DelegationUnqualified):
        services.delegate(to=other, **days(0, 1), by=security, at=noon)


@pytest.mark.parametrize(("first", "length"), [(0, 2), (2, 1), (3, 9), (0, 9)])
def test_days_are_given_away_once(drafter, colleague, third, noon, first, length):
    services.delegate(to=colleague, **days(1, 3), by=drafter, at=noon)

    with pytest.raises(DelegationOverlaps) as refusal:
        services.delegate(to=third, **days(first, length), by=drafter, at=noon)

    assert colleague.full_name in str(refusal.value)
    assert Delegation.objects.count() == 1


def test_work_is_not_given_to_who_is_away_too(drafter, colleague, third, noon):
    services.delegate(to=third, **days(1, 3), by=colleague, at=noon)

    with pytest.raises(DelegateIsAway):
        services.delegate(to=colleague, **days(3, 3), by=drafter, at=noon)


@pytest.mark.parametrize("who", ["drafter", "colleague"])
def test_both_people_may_end_it_and_the_days_are_free_again(drafter, colleague, third, noon, who):
    delegation = services.delegate(to=colleague, **days(0, 3), by=drafter, at=noon)
    by = {"drafter": drafter, "colleague": colleague}[who]

    services.revoke_delegation(delegation_id=delegation.pk, by=by, at=noon)
    ended = principals_of(colleague.pk, TODAY)
    services.delegate(to=third, **days(0, 3), by=drafter, at=noon)

    assert ended == []
    assert principals_of(third.pk, TODAY) == [drafter]


def test_a_strangers_delegation_is_not_found(drafter, colleague, third, noon):
    delegation = services.delegate(to=colleague, **days(0, 3), by=drafter, at=noon)

    for wanted in (delegation.pk, delegation.pk + 1):
        with pytest.raises(NotFound):
            services.revoke_delegation(delegation_id=wanted, by=third, at=noon)


def test_what_is_over_is_not_ended_again(drafter, colleague, noon):
    delegation = services.delegate(to=colleague, **days(0, 3), by=drafter, at=noon)

    with pytest.raises(DelegationOver):
        services.revoke_delegation(delegation_id=delegation.pk, by=drafter, at=noon + timedelta(days=3))
    services.revoke_delegation(delegation_id=delegation.pk, by=drafter, at=noon)
    with pytest.raises(DelegationOver):
        services.revoke_delegation(delegation_id=delegation.pk, by=drafter, at=noon)


def test_the_policy_and_its_rows_agree_on_who_may_stand_in(organ, drafter, colleague, signatory, security):
    make_person("both", Role.DRAFTER, Role.SIGNATORY)
    make_person("away", Role.DRAFTER, is_active=False)
    everybody = list(User.objects.all())

    for principal in everybody:
        rows = set(policies.able_to_stand_in_for(principal))
        assert rows == {other for other in everybody if policies.may_stand_in(other, principal)}


def test_the_policy_and_its_rows_agree_on_what_may_be_revoked(drafter, colleague, third, noon):
    services.delegate(to=colleague, **days(0, 2), by=drafter, at=noon)
    services.delegate(to=third, **days(10, 2), by=drafter, at=noon)
    ended = services.delegate(to=drafter, **days(20, 2), by=colleague, at=noon)
    services.revoke_delegation(delegation_id=ended.pk, by=drafter, at=noon)

    for person in (drafter, colleague, third):
        for day in (TODAY, TODAY + timedelta(days=5), TODAY + timedelta(days=30)):
            rows = set(policies.revocable_by(person, day))
            assert rows == {d for d in Delegation.objects.all() if policies.may_revoke(person, d, day)}
