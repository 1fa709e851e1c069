"""Coming in: lock-out, idle time-out, the way back, the own password (R86)."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from accounts import services
from accounts.lockout import locked_until
from accounts.models import User
from accounts.roles import Role
from tests.accounts.journal import verbs
from tests.people import make_person

PASSWORD = "Mellow-Otter-7"
LOGIN = "/accounts/login/"


@pytest.fixture
def person(organ):
    return make_person("nigao1", Role.DRAFTER, password=PASSWORD)


def enter(client, username="nigao1", password=PASSWORD, **more):
    return client.post(LOGIN, {"username": username, "password": password, **more})


def fail(client, times, username="nigao1", **headers):
    return [enter(client, username, "Wrong-Word-1", **headers) for _ in range(times)][-1]


def test_a_person_signs_in_and_goes_to_the_to_do_list(client, person):
    answer = enter(client)

    assert answer.url == reverse("workflow:desk")
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize(
    ("role", "home"),
    [
        (Role.SECURITY_ADMIN, "accounts:people"),
        (Role.SYSTEM_ADMIN, "accounts:offices"),
        (Role.AUDIT_ADMIN, "audit:desk"),
    ],
)
def test_an_administrator_starts_at_the_own_desk(client, organ, role, home):
    make_person("guanli", role, password=PASSWORD)

    assert enter(client, "guanli").url == reverse(home)


@pytest.mark.parametrize("username", ["NIGAO1", " nigao1 ", "Nigao1"])
def test_a_user_name_is_known_in_any_case(client, person, username):
    assert enter(client, username).status_code == 302


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/accounts/delegations/?tab=1", "/accounts/delegations/?tab=1"),
        ("https://evil.example/", None),
        ("//evil.example/", None),
        ("javascript:alert(1)", None),
    ],
)
def test_signing_in_leads_back_to_a_page_of_this_site_only(client, person, wanted, reached):
    assert enter(client, next=wanted).url == (reached or reverse("workflow:desk"))


def test_the_session_gets_a_new_key_at_sign_in(client, person):
    client.session.save()
    enter(client)
    first = client.session.session_key
    client.post("/accounts/logout/")
    enter(client)

    assert client.session.session_key != first


def sentence(answer):
    """Return what the notices and refusals of the sign-in page say, without user name and token."""
    text = answer.content.decode()
    return text[text.index('<div class="door">') :].split("csrfmiddlewaretoken")[0]


def test_a_wrong_password_and_an_unknown_name_answer_alike(client, person):
    deactivated = make_person("tingyong", Role.DRAFTER, password=PASSWORD, is_active=False)

    known, unknown = fail(client, 1), fail(client, 1, "nobody")
    inactive = enter(client, deactivated.username)

    assert {known.status_code, unknown.status_code, inactive.status_code} == {200}
    assert "用户名或密码不正确" in known.content.decode()
    assert sentence(known) == sentence(unknown) == sentence(inactive)


@pytest.mark.rule(86)
def test_the_fifth_failure_locks_the_name_and_the_right_password_too(client, person):
    fourth, fifth = fail(client, 4), fail(client, 1)
    right = enter(client)

    assert (fourth.status_code, fifth.status_code, right.status_code) == (200, 429, 429)
    assert "连续 5 次登录失败" in right.content.decode()
    assert "约 15 分钟后再试" in right.content.decode()
    assert "_auth_user_id" not in client.session
    assert "session.locked" in [verb for chain in ("accounts", "system") for verb in verbs(chain)]


@pytest.mark.rule(86)
def test_four_failures_do_not_lock(client, person):
    fail(client, 4)

    assert enter(client).status_code == 302


@pytest.mark.rule(86)
def test_a_success_forgets_the_failures_before_it(client, person):
    fail(client, 4)
    enter(client)
    client.post("/accounts/logout/")
    fail(client, 4)

    assert enter(client).status_code == 302


@pytest.mark.rule(86)
def test_the_lock_says_the_same_of_a_name_that_nobody_has(client, person):
    known, unknown = fail(client, 5), fail(client, 5, "nobody")

    assert (known.status_code, unknown.status_code) == (429, 429)
    assert sentence(known) == sentence(unknown)


@pytest.mark.rule(86)
@pytest.mark.parametrize("disguise", [{"username": "NIGAO1"}, {"username": " nigao1"}])
def test_the_lock_is_not_dodged_by_spelling(client, person, disguise):
    fail(client, 5)

    assert enter(client, **disguise).status_code == 429


@pytest.mark.rule(86)
def test_the_lock_is_not_dodged_from_another_machine(client, person):
    for number in range(5):
        headers = {"HTTP_USER_AGENT": f"browser {number}", "REMOTE_ADDR": f"10.0.0.{number}"}
        client.post(LOGIN, {"username": "nigao1", "password": "Wrong-Word-1"}, **headers)

    assert enter(client).status_code == 429


@pytest.mark.rule(86)
def test_the_lock_of_one_name_leaves_the_others_alone(client, person, colleague):
    fail(client, 5)
    services.set_password(user=colleague, password=PASSWORD, by=colleague, at=timezone.now())

    assert enter(client, colleague.username).status_code == 302


@pytest.mark.rule(86)
@pytest.mark.parametrize(("minutes", "locked"), [(14, True), (16, False)])
def test_the_lock_ends_after_a_quarter_of_an_hour(client, person, minutes, locked):
    fail(client, 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=minutes))

    answer = enter(client)

    assert (answer.status_code == 429) is locked
    assert not locked or "约 1 分钟后再试" in answer.content.decode()


def test_knocking_at_a_locked_door_does_not_lengthen_the_lock(client, person):
    fail(client, 5)
    before = AccessAttempt.objects.get().attempt_time
    fail(client, 3)

    assert AccessAttempt.objects.get().attempt_time == before


def test_the_lock_ends_when_too_few_failures_are_left_in_the_window(db, noon):
    for minutes, failures in ((14, 3), (10, 2), (1, 2)):
        AccessAttempt.objects.create(username="nigao1", failures_since_start=failures, user_agent=str(minutes))
        newest = AccessAttempt.objects.latest("pk")
        AccessAttempt.objects.filter(pk=newest.pk).update(attempt_time=noon - timedelta(minutes=minutes))

    assert locked_until("nigao1", noon) == noon - timedelta(minutes=14) + timedelta(minutes=15)
    assert locked_until("nigao1", noon + timedelta(minutes=2)) is None


@pytest.mark.rule(86)
def test_the_security_administrator_unlocks_at_once(client, person, security):
    fail(client, 5)
    services.unlock(user=person, by=security, at=timezone.now())

    assert enter(client).status_code == 302


def test_no_password_is_kept_with_a_failed_sign_in(client, person):
    client.post(LOGIN, {"username": "nigao1", "password": "Wrong-Word-1"})

    assert "Wrong-Word-1" not in str(AccessAttempt.objects.values().get())


@pytest.mark.rule(86)
def test_an_idle_session_ends_with_a_sentence_and_leads_back(client, person):
    enter(client)
    alive = client.get("/accounts/delegations/")
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    sent_away = client.get("/accounts/delegations/")
    page = client.get(sent_away.url)
    back = enter(client, next="/accounts/delegations/")

    assert alive.status_code == 200
    assert sent_away.url == "/accounts/login/?next=%2Faccounts%2Fdelegations%2F&idle=1"
    assert "您已 30 分钟未操作" in page.content.decode()
    assert 'name="next" value="/accounts/delegations/"' in page.content.decode()
    assert back.url == "/accounts/delegations/"


@pytest.mark.rule(86)
def test_each_page_starts_the_half_hour_anew(client, person):
    enter(client)
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=1))

    client.get("/accounts/delegations/")

    left = Session.objects.get(pk=client.session.session_key).expire_date - timezone.now()
    assert timedelta(minutes=29) < left <= timedelta(minutes=30)


def test_a_stranger_without_a_session_is_not_told_of_idling(client, db):
    page = client.get(client.get("/accounts/delegations/").url)

    assert "未操作" not in page.content.decode()


def test_a_session_that_a_new_password_ended_is_not_called_idle(client, person):
    enter(client)
    services.set_password(user=person, password="Quiet-Heron-8", by=person, at=timezone.now())

    assert client.get("/accounts/delegations/").url == "/accounts/login/?next=%2Faccounts%2Fdelegations%2F"


def test_signing_out_takes_a_post_and_ends_the_session(client, person):
    enter(client)
    key = client.session.session_key

    looked, left = client.get("/accounts/logout/"), client.post("/accounts/logout/")

    assert looked.status_code == 405
    assert left.url == LOGIN
    assert left["Clear-Site-Data"] == '"cache"'
    assert not Session.objects.filter(pk=key).exists()


def test_a_person_changes_the_own_password_and_stays_signed_in(client, person):
    enter(client)
    fields = {"old": PASSWORD, "new": "Quiet-Heron-8", "again": "Quiet-Heron-8"}

    answer = client.post("/accounts/password/?next=/accounts/delegations/", fields)

    assert answer.url == "/accounts/delegations/"
    assert client.get("/accounts/delegations/").status_code == 200
    assert User.objects.get(pk=person.pk).check_password("Quiet-Heron-8")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"old": "Wrong-Word-1"}, "当前密码不正确"),
        ({"again": "Quiet-Heron-9"}, "两次输入的新密码不一致"),
        ({"new": "short-1A", "again": "short-1A"}, None),
        ({"new": "onlysmallletters", "again": "onlysmallletters"}, "至少三类"),
        ({"new": PASSWORD, "again": PASSWORD}, "最近使用过的 5 个密码"),
    ],
)
def test_a_password_page_says_what_is_wrong(client, person, fields, said):
    enter(client)

    answer = client.post(
        "/accounts/password/", {"old": PASSWORD, "new": "Quiet-Heron-8", "again": "Quiet-Heron-8", **fields}
    )

    assert answer.status_code == (422 if said else 302)
    assert said is None or said in answer.content.decode()
    assert User.objects.get(pk=person.pk).check_password(PASSWORD) is bool(said)


def test_the_pages_carry_nothing_inline(client, person):
    pages = [client.get(LOGIN)]
    enter(client)
    pages += [client.get(f"/accounts/{name}/") for name in ("password", "second-factor", "delegations")]

    for page in pages:
        text = page.content.decode()
        assert page.status_code == 200
        assert "style=" not in text
        assert "<script>" not in text
        assert "default-src 'self'" in page["Content-Security-Policy"]
        assert "unsafe" not in page["Content-Security-Policy"]
