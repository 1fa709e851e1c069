"""Every address says who may open it; strangers get nowhere but to the public pages."""

import re
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.urls import URLPattern, get_resolver, resolve, reverse
from django.urls.converters import get_converters

from accounts.access import Access, Level, access_of
from accounts.roles import Role
from audit.models import Entry
from tests.people import make_person

PUBLIC = {"accounts:login", "accounts:logout"}
PUBLIC_SPACES = ("portal:", "site:")
SAMPLES = ["1", "x", "pdf", "atom", "documents", str(UUID(int=0)), "2026", "2026-11-24"]
METHODS = ("get", "post")


@dataclass(frozen=True)
class Address:
    """One address of the product: its full name, how it is written, and the mark of its view."""

    name: str
    url: str
    access: Access | None


def walk(patterns, spaces=()):
    """Yield the full name and pattern of every address below the patterns."""
    for each in patterns:
        if isinstance(each, URLPattern):
            yield ":".join((*spaces, each.name or "")), each
        else:
            yield from walk(each.url_patterns, (*spaces, each.namespace) if each.namespace else spaces)


def sample(converter):
    """Return a value that the converter takes."""
    fitting = [text for text in SAMPLES if matches(converter, text)]
    assert fitting, f"no sample for {type(converter).__name__}: add one to SAMPLES"
    return converter.to_python(fitting[0])


def matches(converter, text):
    try:
        return re.fullmatch(converter.regex, text) is not None and converter.to_python(text) is not None
    except ValueError:
        return False


def addresses():
    found = []
    for name, pattern in walk(get_resolver().url_patterns):
        kwargs = {key: sample(converter) for key, converter in pattern.pattern.converters.items()}
        access = access_of(pattern.callback)
        found.append(Address(name, reverse(name, kwargs=kwargs or None), access))
    return found


@pytest.fixture(scope="module")
def everything():
    return addresses()


def closed(everything):
    return [address for address in everything if address.access and address.access.level > Level.PUBLIC]


def test_the_walk_finds_the_addresses_of_every_part(everything):
    names = {address.name for address in everything}

    assert {"accounts:login", "accounts:person_act", "audit:desk", "workflow:desk", "portal:home"} <= names
    assert all(":" in name for name in names)
    assert all(resolve(address.url).view_name == address.name for address in everything)


def test_every_view_says_who_may_open_it(everything):
    assert [address.name for address in everything if address.access is None] == []


def test_nothing_is_public_but_the_portal_and_the_door(everything):
    public = {address.name for address in everything if address.access and address.access.level is Level.PUBLIC}

    assert {name for name in public if not name.startswith(PUBLIC_SPACES)} == PUBLIC


@pytest.mark.parametrize("method", METHODS)
def test_a_stranger_gets_nowhere(client, db, everything, method):
    reached = {}
    for address in closed(everything):
        answer = getattr(client, method)(address.url)
        if answer.status_code != 302 or not answer.url.startswith(reverse("accounts:login")):
            reached[address.name] = answer.status_code

    assert reached == {}


def test_a_stranger_reaches_the_public_pages(client, db, everything):
    public = [address for address in everything if address.access and address.access.level is Level.PUBLIC]
    answers = {address.name: client.get(address.url) for address in public}

    assert {name for name, answer in answers.items() if answer.status_code >= 500} == set()
    assert {name for name, answer in answers.items() if answer.get("Location", "").startswith("/accounts")} == set()
    assert all(answers[name].status_code == 200 for name in ("portal:home", "accounts:login"))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("method", METHODS)
def test_whoever_lacks_the_role_finds_no_page_and_is_on_record(client, db, everything, role, method):
    """Each role asks a sixth of the addresses, so that two or more roles ask each of them by each method."""
    client.force_login(make_person("someone", role))
    turn = list(Role).index(role) + 3 * METHODS.index(method)
    asked = [each for number, each in enumerate(closed(everything)) if (number + turn) % 6 == 0]
    foreign = [each for each in asked if each.access.roles and role not in each.access.roles]
    before = Entry.objects.filter(verb="act.refused").count()

    found = {address.name: getattr(client, method)(address.url).status_code for address in foreign}

    assert foreign
    assert {name for name, status in found.items() if status != 404} == set()
    assert Entry.objects.filter(verb="act.refused").count() - before == len(foreign)


def test_somebody_without_any_role_gets_no_further_than_the_own_account(client, db, everything):
    client.force_login(make_person("someone"))
    own = {"accounts:password", "accounts:second_factor", "accounts:second_factor_verify"}
    roleless = {a.name for a in closed(everything) if not a.access.roles and client.get(a.url).status_code == 200}

    assert own <= roleless


def test_the_converters_of_django_have_samples():
    for converter in get_converters().values():
        assert sample(converter) is not None
