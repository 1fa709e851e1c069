"""The administrators' pages and the page of delegations, through HTTP."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Delegation, Office, User
from accounts.roles import Role
from accounts.selectors import roles_of
from common import clock
from tests.accounts.journal import last, verbs
from tests.people import make_office, make_person


def page_of(person, name="accounts:person"):
    return reverse(name, args=[person.pk])


def test_the_security_administrator_grants_and_withdraws_a_role(browse, security, drafter):
    browser = browse(security)

    granted = browser.post(page_of(drafter, "accounts:role_grant"), {"role": "publisher"})
    held = roles_of(drafter.pk)
    withdrawn = browser.post(page_of(drafter, "accounts:role_withdraw"), {"role": "publisher"})

    assert granted.url == withdrawn.url == page_of(drafter)
    assert held == {Role.DRAFTER, Role.PUBLISHER}
    assert roles_of(drafter.pk) == {Role.DRAFTER}


@pytest.mark.rule(85)
def test_a_refused_grant_shows_the_rule_and_its_basis(browse, security, drafter):
    browser = browse(security)

    answer = browser.post(page_of(drafter, "accounts:role_grant"), {"role": "audit_admin"}, follow=True)

    text = answer.content.decode()
    assert "规则85" in text
    assert "等保三级" in text
    assert roles_of(drafter.pk) == {Role.DRAFTER}


@pytest.mark.rule(85)
def test_buttons_for_forbidden_roles_are_disabled(browse, security, drafter):
    choices = dict(browse(security).get(page_of(drafter)).context["choices"])

    assert {role for role, unmet in choices.items() if unmet} == {
        Role.SYSTEM_ADMIN,
        Role.SECURITY_ADMIN,
        Role.AUDIT_ADMIN,
    }


@pytest.mark.parametrize("role", ["superuser", "", "signatory' --"])
def test_an_unknown_role_is_not_found(browse, security, drafter, role):
    assert browse(security).post(page_of(drafter, "accounts:role_grant"), {"role": role}).status_code == 404


def test_the_security_administrator_deactivates_activates_and_unlocks(browse, security, drafter):
    browser = browse(security)
    AccessAttempt.objects.create(username=drafter.username, failures_since_start=5, user_agent="")
    shown = browser.get(page_of(drafter)).content.decode()

    for act in ("unlock", "deactivate", "activate"):
        browser.post(reverse("accounts:person_act", args=[drafter.pk, act]))

    assert "登录锁定至" in shown
    assert AccessAttempt.objects.count() == 0
    assert verbs()[-3:] == [
        "accounts.person_unlocked",
        "accounts.person_deactivated",
        "accounts.person_activated",
    ]


def test_an_unknown_act_or_person_is_not_found(browse, security, drafter):
    browser = browse(security)

    assert browser.post(reverse("accounts:person_act", args=[drafter.pk, "delete"])).status_code == 404
    assert browser.post(reverse("accounts:person_act", args=[0, "unlock"])).status_code == 404
    assert browser.get(reverse("accounts:person", args=[0])).status_code == 404


def test_an_issued_password_is_shown_once_and_lets_the_person_in(browse, client, security, drafter):
    answer = browse(security).post(page_of(drafter, "accounts:password_issue"))

    password = answer.context["password"]
    client.logout()
    entered = client.post("/accounts/login/", {"username": drafter.username, "password": password})
    due = client.get("/accounts/delegations/")
    assert "no-store" in answer["Cache-Control"]
    assert password in answer.content.decode()
    assert entered.status_code == 302
    assert due.url.startswith("/accounts/password/")


def test_the_system_administrator_registers_people_but_gives_no_rights(browse, system, organ, drafter):
    browser = browse(system)
    fields = {"username": "xinren", "full_name": "新人", "office": organ.pk, "title": "科员"}

    added = browser.post(reverse("accounts:person_add"), fields)
    person = User.objects.get(username="xinren")
    again = browser.post(reverse("accounts:person_add"), fields)
    refused = [
        browser.post(page_of(person, name), {"role": "drafter"}).status_code
        for name in ("accounts:role_grant", "accounts:role_withdraw", "accounts:password_issue")
    ]

    assert added.url == page_of(person)
    assert (again.status_code, refused) == (409, [404, 404, 404])
    assert "已被使用" in again.content.decode()
    assert roles_of(person.pk) == frozenset()


@pytest.mark.parametrize("username", ["Xinren", "1x", "x y", "a", "新人"])
def test_a_user_name_that_is_not_plain_is_explained(browse, system, organ, username):
    fields = {"username": username, "full_name": "新人", "office": organ.pk}

    answer = browse(system).post(reverse("accounts:person_add"), fields)

    assert answer.status_code == 422
    assert "用户名须以小写字母开头" in answer.content.decode()


def test_the_system_administrator_changes_a_person(browse, system, drafter, organ):
    department = make_office("财务司", organ)
    url = page_of(drafter, "accounts:person_edit")
    browser = browse(system)
    shown = browser.get(url)

    browser.post(url, {"full_name": "改名", "office": department.pk, "title": "", "is_principal": "on"})

    changed = User.objects.get(pk=drafter.pk)
    assert drafter.full_name in shown.content.decode()
    assert (changed.full_name, changed.office, changed.is_principal) == ("改名", department, True)


def test_the_system_administrator_keeps_the_tree_of_offices(browse, system, organ):
    browser = browse(system)
    browser.post(reverse("accounts:office_add"), {"name": "财务司", "kind": "department", "parent": organ.pk})
    office = Office.objects.get(name="财务司")
    url = reverse("accounts:office_edit", args=[office.pk])

    moved = browser.post(url, {"name": "财务司", "kind": "department", "parent": office.pk})
    renamed = browser.post(url, {"name": "财务与审计司", "kind": "department", "parent": organ.pk})
    listing = browser.get(reverse("accounts:offices")).content.decode()

    assert moved.status_code == 422
    assert "上级机构不对" in moved.content.decode()
    assert renamed.status_code == 302
    assert "财务与审计司" in listing


def test_an_office_names_its_leader_among_the_signatories_and_a_refusal_keeps_the_choice(
    browse, system, organ, drafter, signatory
):
    office = make_office("财务司", organ)
    browser, url = browse(system), reverse("accounts:office_edit", args=[office.pk])
    fields = {"name": "财务司", "kind": "department", "parent": organ.pk, "leader": signatory.pk}

    offered = browser.get(url).context["form"].fields["leader"].queryset
    forced = browser.post(url, fields | {"leader": drafter.pk})
    refused = browser.post(url, fields | {"parent": ""})
    named = browser.post(url, fields)

    assert list(offered) == [signatory]
    assert (forced.status_code, refused.status_code, named.status_code) == (422, 422, 302)
    assert refused.context["form"]["leader"].value() == str(signatory.pk)
    assert signatory.full_name in browser.get(reverse("accounts:offices")).content.decode()


def test_people_are_listed_and_filtered(browse, security, drafter, colleague):
    url = reverse("accounts:people")

    everybody = browse(security).get(url)
    found = browse(security).get(url, {"words": "nigao", "role": "drafter"})
    nonsense = browse(security).get(url, {"role": "nonsense", "page": "x"})

    assert len(everybody.context["rows"]) == 3
    assert [user.username for user, _ in found.context["rows"]] == ["nigao"]
    assert nonsense.status_code == 200


def test_a_person_makes_and_ends_a_delegation(browse, drafter, colleague):
    today = clock.office_date(clock.now())
    browser = browse(drafter)
    fields = {"to": colleague.pk, "starts_on": today, "ends_on": today + timedelta(days=3), "reason": "出差"}

    made = browser.post(reverse("accounts:delegations"), fields)
    again = browser.post(reverse("accounts:delegations"), fields)
    banner = browse(colleague).get(reverse("accounts:delegations")).content.decode()
    delegation = Delegation.objects.get()
    ended = browse(drafter).post(reverse("accounts:delegation_revoke", args=[delegation.pk]))

    assert made.status_code == 302
    assert again.status_code == 409
    assert "出差" in again.content.decode()
    assert "您正在代" in banner
    assert drafter.full_name in banner
    assert ended.status_code == 302
    assert Delegation.objects.get().revoked_at is not None


def test_the_form_offers_qualified_people_only(browse, drafter, colleague, signatory):
    browser = browse(drafter)
    today = clock.office_date(clock.now())
    fields = {"to": signatory.pk, "starts_on": today, "ends_on": today, "reason": "出差"}

    offered = browser.get(reverse("accounts:delegations")).context["form"].fields["to"].queryset
    forced = browser.post(reverse("accounts:delegations"), fields)

    assert list(offered) == [colleague]
    assert forced.status_code == 422
    assert not Delegation.objects.exists()


def test_a_strangers_delegation_is_not_ended(browse, drafter, colleague, noon):
    third = make_person("disan", Role.DRAFTER)
    today = clock.office_date(clock.now())
    period = {"starts_on": today, "ends_on": today, "reason": "出差", "made_at": noon}
    delegation = Delegation.objects.create(principal=drafter, delegate=colleague, **period)

    browse(third).post(reverse("accounts:delegation_revoke", args=[delegation.pk]))

    assert Delegation.objects.get().revoked_at is None


@pytest.mark.parametrize("name", ["people", "person_add", "factor_policy", "offices", "office_add"])
def test_the_administrators_pages_do_not_exist_for_others(browse, signatory, name):
    answer = browse(signatory).get(reverse(f"accounts:{name}"))

    assert answer.status_code == 404
    assert last().verb == "act.refused"


@pytest.mark.parametrize(
    ("name", "opens"),
    [
        ("people", True),
        ("factor_policy", True),
        ("offices", False),
        ("office_add", False),
        ("person_add", False),
    ],
)
def test_the_security_administrator_opens_own_pages_only(browse, security, name, opens):
    assert browse(security).get(reverse(f"accounts:{name}")).status_code == (200 if opens else 404)


@pytest.mark.parametrize(
    ("name", "opens"),
    [
        ("people", True),
        ("offices", True),
        ("office_add", True),
        ("person_add", True),
        ("factor_policy", False),
    ],
)
def test_the_system_administrator_opens_own_pages_only(browse, system, name, opens):
    assert browse(system).get(reverse(f"accounts:{name}")).status_code == (200 if opens else 404)


def test_a_list_of_people_takes_as_many_queries_for_many_as_for_few(browse, security):
    browser, url = browse(security), reverse("accounts:people")
    with CaptureQueriesContext(connection) as few:
        browser.get(url)
    for number in range(20):
        make_person(f"person{number}", Role.DRAFTER)

    with CaptureQueriesContext(connection) as many:
        answer = browser.get(url)

    assert len(answer.context["rows"]) == 21
    assert len(many) == len(few)
