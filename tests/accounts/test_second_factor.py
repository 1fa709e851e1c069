"""R86: enrolling, showing, losing and removing a second factor; the policy per role."""

import time
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import services
from accounts.errors import FactorNotEnrolled, NotOnOneself
from accounts.facts import SessionFacts
from accounts.models import RolePolicy
from accounts.roles import Role
from accounts.rules import shows_the_second_factor
from accounts.selectors import roles_demanding_a_factor, standing_of
from tests.accounts.journal import last, verbs

pytestmark = pytest.mark.rule(86)
ENROL, SHOW, PAGE = "/accounts/second-factor/", "/accounts/second-factor/verify/", "/accounts/delegations/"


def code_of(device, steps=0):
    """Return the six digits that the authenticator shows so many half minutes from now."""
    totp = TOTP(device.bin_key)
    totp.time = time.time() + 30 * steps
    return f"{totp.token():06d}"


def wrong_code_of(device):
    good = {code_of(device, steps) for steps in (-2, -1, 0, 1, 2)}
    return next(code for code in ("000000", "111111", "222222", "333333", "444444", "555555") if code not in good)


@pytest.fixture
def demanded(signatory):
    RolePolicy.objects.create(group=signatory.groups.get(name=Role.SIGNATORY), second_factor_required=True)
    return signatory


@pytest.fixture
def enrolled(drafter):
    """Return a drafter whose device was confirmed a minute ago, with the recovery codes."""
    device = services.begin_factor(user=drafter)
    now = timezone.now()
    _, codes = services.confirm_factor(user=drafter, code=code_of(device), by=drafter, at=now)
    TOTPDevice.objects.update(last_t=-1, drift=0)
    return drafter, TOTPDevice.objects.get(), codes


@pytest.mark.parametrize(
    ("demands", "has", "showed", "passes"),
    [
        (False, False, False, True),
        (True, False, False, False),
        (False, True, False, False),
        (True, True, False, False),
        (True, True, True, True),
        (False, True, True, True),
    ],
)
def test_a_demanded_or_enrolled_factor_must_be_shown(demands, has, showed, passes):
    assert shows_the_second_factor(SessionFacts(demands, has, showed)) is passes


def test_a_role_that_demands_it_leads_to_enrolment_before_any_page(browse, demanded):
    browser = browse(demanded)

    pages = [browser.get(PAGE), browser.get("/accounts/password/"), browser.post(PAGE, {})]
    enrolment = browser.get(ENROL)

    assert [page.url.split("?")[0] for page in pages] == [ENROL] * 3
    assert enrolment.status_code == 200
    assert "no-store" in enrolment["Cache-Control"]


def test_enrolment_takes_the_first_code_and_opens_the_pages(browse, demanded):
    browser = browse(demanded)
    browser.get(ENROL)
    device = TOTPDevice.objects.get(user=demanded)

    picture = browser.get("/accounts/second-factor/picture.svg")
    wrong = browser.post(ENROL, {"code": wrong_code_of(device)})
    still_out = browser.get(PAGE)
    TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now() - timedelta(minutes=5))
    right = browser.post(f"{ENROL}?next={PAGE}", {"code": code_of(device)})

    assert picture["Content-Type"] == "image/svg+xml"
    assert b"<svg" in picture.content
    assert b"style" not in picture.content
    assert (wrong.status_code, still_out.status_code, right.status_code) == (422, 302, 200)
    assert right.context["next_page"] == PAGE
    assert "no-store" in right["Cache-Control"]
    assert browser.get(PAGE).status_code == 200
    assert [verb for verb in verbs() if "factor" in verb] == [
        "accounts.factor_failed",
        "accounts.factor_enrolled",
    ]


def test_the_secret_is_shown_until_it_is_confirmed_and_never_after(browse, enrolled):
    drafter, device, _ = enrolled
    browser = browse(drafter)

    before = browser.get(ENROL)
    browser.post(SHOW, {"code": code_of(device)})
    after = browser.get(ENROL)

    assert before.url == SHOW
    assert browser.get("/accounts/second-factor/picture.svg").status_code == 404
    assert b"secret" not in after.content
    assert browser.post(ENROL, {"code": code_of(device)}).status_code == 409


def test_the_enrolment_page_keeps_one_secret(browse, demanded):
    browser = browse(demanded)
    keys = set()
    for _ in range(3):
        browser.get(ENROL)
        keys.add(TOTPDevice.objects.get(user=demanded).key)

    assert len(keys) == 1


def test_whoever_enrolled_is_asked_at_every_sign_in(browse, enrolled, client):
    drafter, device, _ = enrolled
    browser = browse(drafter)

    asked = browser.get(PAGE)
    answer = browser.post(asked.url, {"code": code_of(device)})
    inside = browser.get(PAGE)
    browser.post("/accounts/logout/")
    client.force_login(drafter)

    assert asked.url == f"{SHOW}?next=%2Faccounts%2Fdelegations%2F"
    assert answer.url == PAGE
    assert inside.status_code == 200
    assert client.get(PAGE).url.startswith(SHOW)


def test_without_the_factor_not_even_the_password_can_be_changed(browse, enrolled):
    drafter, _, _ = enrolled

    assert browse(drafter).get("/accounts/password/").url.startswith(SHOW)


def test_a_code_works_once(browse, enrolled):
    drafter, device, _ = enrolled
    code = code_of(device)
    first = browse(drafter).post(SHOW, {"code": code})
    browse(drafter)
    second = browse(drafter).post(SHOW, {"code": code})

    assert (first.status_code, second.status_code) == (302, 422)
    assert "ACC" not in second.content.decode()
    assert last().facts["code"] == "ACC-402"


@pytest.mark.parametrize("code", ["123", "abcdef", "1234567890", "一二三四五六", "０００000", "' or 1=1"])
def test_nonsense_is_no_code(browse, enrolled, code):
    drafter, _, _ = enrolled

    answer = browse(drafter).post(SHOW, {"code": code})

    assert answer.status_code == 422
    assert browse(drafter).get(PAGE).status_code == 302


def test_wrong_codes_in_a_row_must_wait(browse, enrolled):
    drafter, device, _ = enrolled
    TOTPDevice.objects.update(throttling_failure_count=6, throttling_failure_timestamp=timezone.now())

    answer = browse(drafter).post(SHOW, {"code": code_of(device)})

    assert answer.status_code == 429
    assert "秒后再试" in answer.content.decode()


def test_a_recovery_code_works_once_in_any_spelling(browse, enrolled):
    drafter, _, codes = enrolled
    first = browse(drafter).post(SHOW, {"code": codes[0].upper()})
    inside = browse(drafter)
    inside.post(SHOW, {"code": codes[1].replace("-", " ")})
    again = browse(drafter).post(SHOW, {"code": codes[0]})

    assert (first.status_code, again.status_code) == (302, 422)
    assert StaticToken.objects.count() == len(codes) - 2


def test_recovery_codes_are_not_readable_in_the_database(enrolled):
    _, _, codes = enrolled
    stored = set(StaticToken.objects.values_list("token", flat=True))

    assert len(codes) == len(stored) == len(set(codes)) == 10
    assert not stored & {form for code in codes for form in (code, code.replace("-", ""))}


def test_new_recovery_codes_end_the_old_ones(browse, enrolled):
    drafter, device, codes = enrolled
    browser = browse(drafter)
    browser.post(SHOW, {"code": code_of(device)})

    page = browser.post("/accounts/second-factor/recovery-codes/")

    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert not set(page.context["codes"]) & set(codes)
    assert browse(drafter).post(SHOW, {"code": codes[0]}).status_code == 422


def test_recovery_codes_need_an_enrolled_factor(browse, drafter):
    assert browse(drafter).post("/accounts/second-factor/recovery-codes/").status_code == 409


def test_only_the_security_administrator_removes_a_factor(browse, enrolled, security, system, noon):
    drafter, _, _ = enrolled
    url = reverse("accounts:person_act", args=[drafter.pk, "remove-factor"])
    refused = browse(system).post(url)
    still = standing_of(drafter.pk).factor_enrolled
    browse(security).post(url)

    assert refused.status_code == 404
    assert still
    assert not standing_of(drafter.pk).factor_enrolled
    assert StaticToken.objects.count() == 0
    assert last().verb == "accounts.factor_removed"
    with pytest.raises(FactorNotEnrolled):
        services.remove_factor(user=drafter, by=security, at=noon)
    with pytest.raises(NotOnOneself):
        services.remove_factor(user=security, by=security, at=noon)


def test_the_security_administrator_decides_role_by_role_from_the_next_page_on(browse, client, security, signatory):
    url = reverse("accounts:factor_policy")
    client.force_login(signatory)
    before = client.get(PAGE).status_code
    browse(security).post(url, {"required_roles": ["signatory", "publisher"]})
    demanded = roles_demanding_a_factor()
    client.force_login(signatory)
    during = client.get(PAGE)
    browse(security).post(url, {"required_roles": ["publisher"]})
    entry = last()
    client.force_login(signatory)

    assert demanded == {Role.SIGNATORY, Role.PUBLISHER}
    assert (before, during.url.split("?")[0]) == (200, ENROL)
    assert client.get(PAGE).status_code == 200
    assert entry.facts == {"added": [], "dropped": ["signatory"]}


def test_without_a_decision_the_setting_demands(settings, drafter, signatory):
    settings.SECOND_FACTOR_ROLES = ["signatory"]

    assert standing_of(signatory.pk).factor_demanded
    assert not standing_of(drafter.pk).factor_demanded
    assert roles_demanding_a_factor() == {Role.SIGNATORY}


def test_a_decision_goes_before_the_setting(settings, security, signatory, noon):
    settings.SECOND_FACTOR_ROLES = ["signatory"]
    services.set_factor_roles(required=frozenset(), by=security, at=noon)

    assert not standing_of(signatory.pk).factor_demanded


def test_a_real_installation_demands_it_of_approvers_and_administrators():
    from config.settings import base

    assert {*base.SECOND_FACTOR_ROLES} >= {
        Role.SIGNATORY,
        Role.CONFIDENTIALITY_HEAD,
        Role.SYSTEM_ADMIN,
        Role.SECURITY_ADMIN,
        Role.AUDIT_ADMIN,
    }
