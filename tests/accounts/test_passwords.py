"""What a password must be, how it is issued, when it must be changed (R86)."""

from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts import services
from accounts.errors import NotOnOneself, PasswordRefused
from accounts.models import PastPassword, User
from accounts.passwords import must_change
from tests.accounts.journal import last
from tests.people import make_person

pytestmark = pytest.mark.rule(86)

GOOD = [f"Mellow-Otter-{number}" for number in range(8)]


@pytest.mark.parametrize(
    ("password", "good"),
    [
        ("Aa1-xyz", False),
        ("aaaaaaaaaaaa", False),
        ("abcdefgh1234", False),
        ("ABCDEFGH-1234", True),
        ("abcdEFGHwxyz", False),
        ("abcdEFGH1290", True),
        ("abcd-1290-zz", True),
        ("abcd密码EFGH", False),
        ("Password123", False),
    ],
)
def test_a_password_has_eight_signs_of_three_classes_and_is_not_common(db, password, good):
    if good:
        validate_password(password)
    else:
        with pytest.raises(ValidationError):
            validate_password(password)


def test_a_password_is_not_like_the_name(organ, noon):
    person = make_person("shenheqing")

    with pytest.raises(PasswordRefused):
        services.set_password(user=person, password="Shenheqing1", by=person, at=noon)


def test_a_new_password_replaces_the_old_one_and_leaves_a_trace_without_it(drafter, noon):
    services.set_password(user=drafter, password=GOOD[0], by=drafter, at=noon)

    person = User.objects.get(pk=drafter.pk)
    entry = last()
    assert person.check_password(GOOD[0])
    assert person.password_changed_at == noon
    assert entry.verb == "accounts.password_changed"
    assert GOOD[0] not in str(entry.facts)


def test_the_last_five_passwords_are_not_used_again(drafter, noon):
    for hour, password in enumerate(GOOD[:6]):
        services.set_password(user=drafter, password=password, by=drafter, at=noon + timedelta(hours=hour))

    for password in GOOD[1:6]:
        with pytest.raises(PasswordRefused) as refusal:
            services.set_password(user=drafter, password=password, by=drafter, at=noon)
        assert password not in str(refusal.value)
    services.set_password(user=drafter, password=GOOD[0], by=drafter, at=noon + timedelta(days=1))

    assert User.objects.get(pk=drafter.pk).check_password(GOOD[0])


def test_no_more_hashes_are_kept_than_are_asked(drafter, noon):
    for hour, password in enumerate(GOOD):
        services.set_password(user=drafter, password=password, by=drafter, at=noon + timedelta(hours=hour))

    assert PastPassword.objects.filter(user=drafter).count() == 4


def test_an_issued_password_keeps_the_rules_and_must_be_changed(drafter, security, noon):
    password = services.issue_password(user=drafter, by=security, at=noon)

    person = User.objects.get(pk=drafter.pk)
    validate_password(password)
    assert person.check_password(password)
    assert must_change(person, noon)
    services.set_password(user=person, password=GOOD[0], by=person, at=noon)
    assert not must_change(User.objects.get(pk=drafter.pk), noon)


def test_issued_passwords_differ(drafter, security, noon):
    issued = {services.issue_password(user=drafter, by=security, at=noon) for _ in range(20)}

    assert len(issued) == 20


def test_nobody_issues_a_password_to_oneself(security, noon):
    with pytest.raises(NotOnOneself):
        services.issue_password(user=security, by=security, at=noon)


@pytest.mark.parametrize(
    ("limit", "days", "stale"), [(90, 90, False), (90, 91, True), (0, 1000, False), (30, 31, True)]
)
def test_a_password_ages(drafter, noon, settings, limit, days, stale):
    settings.PASSWORD_MAX_AGE_DAYS = limit
    drafter.password_changed_at = noon - timedelta(days=days)

    assert must_change(drafter, noon) is stale
