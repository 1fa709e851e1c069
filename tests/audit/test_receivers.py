import json

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from accounts.roles import Role
from audit.models import Entry
from tests.people import make_person

SECRET = "Correct-horse-9"


@pytest.fixture
def person(db):
    return make_person("nigao", Role.DRAFTER, password=SECRET, full_name="李文")


def verbs():
    return list(Entry.objects.filter(chain="accounts").order_by("serial").values_list("verb", flat=True))


def fail(username, password):
    return authenticate(RequestFactory().post("/", {"username": username}), username=username, password=password)


def test_signing_in_and_out_are_entries_in_the_person_s_name(client, person):
    client.force_login(person)
    client.logout()

    assert verbs() == ["session.started", "session.ended"]
    assert set(Entry.objects.values_list("by_id", "by_name")) == {(person.pk, "李文")}


def test_a_failed_sign_in_keeps_the_user_name_and_no_password(person):
    assert fail("nigao", "Wrong-horse-9") is None

    entry = Entry.objects.get(verb="session.refused")
    assert entry.facts == {"username": "nigao", "address": "127.0.0.1"}
    assert entry.by_id is None


def test_no_column_of_any_entry_holds_a_password(client, person):
    fail("nigao", "Wrong-horse-9")
    authenticate(RequestFactory().post("/"), username="nigao", password=SECRET)

    everything = json.dumps(list(Entry.objects.values()), default=str)
    assert "Wrong-horse-9" not in everything
    assert SECRET not in everything


def test_a_lock_out_is_an_entry(person, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        fail("nigao", "Wrong-horse-9")

    assert "session.locked" in verbs()
    assert verbs().count("session.refused") == settings.AXES_FAILURE_LIMIT


def test_a_hostile_user_name_does_no_harm(db):
    fail("a\tb\n" + "x" * 5000, "whatever")

    assert Entry.objects.get(verb="session.refused").facts["username"] == "ab" + "x" * 58
