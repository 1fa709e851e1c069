"""Deny by default: what each mark lets through, and what an unmarked view gets."""

from datetime import timedelta

import pytest
from django.core import checks
from django.utils import timezone

from accounts.access import Level, access_of, public, requires
from accounts.roles import Role
from tests.accounts.journal import last, verbs

pytestmark = pytest.mark.urls("tests.accounts.sample_urls")
CLOSED = ["unmarked", "unmarked-class"]
ROLE_PAGES = ["wrapped", "class", "inherits"]


@pytest.mark.parametrize("page", CLOSED)
def test_a_view_without_a_mark_is_closed_for_everybody(client, browse, signatory, page):
    stranger = client.get(f"/{page}/")
    answer = browse(signatory).get(f"/{page}/")

    assert (stranger.status_code, answer.status_code) == (403, 403)
    assert b"inside" not in answer.content
    assert "ACC-101" in answer.content.decode()


def test_a_public_view_is_open(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/public/")

    assert (answer.status_code, answer.content) == (200, b"inside")


@pytest.mark.parametrize("page", ["entrance", "verified", "signed-in", "widened", *ROLE_PAGES])
def test_a_stranger_is_sent_to_the_sign_in_page_with_the_way_back(client, db, page):
    answer = client.get(f"/{page}/?tab=2")

    assert answer.status_code == 302
    assert answer.url == f"/accounts/login/?next=%2F{page}%2F%3Ftab%3D2"


def test_a_stranger_who_posts_comes_back_to_the_page_the_form_stood_on(client, db):
    here = client.post("/signed-in/", headers={"referer": "http://testserver/documents/5/?tab=2"})
    elsewhere = client.post("/signed-in/", headers={"referer": "http://evil.example/x"})

    assert here.url == "/accounts/login/?next=%2Fdocuments%2F5%2F%3Ftab%3D2"
    assert elsewhere.url == "/accounts/login/"


def test_a_part_of_a_page_sends_the_whole_page_to_the_sign_in(client, db):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/desk/"}

    answer = client.get("/signed-in/", headers=headers)

    assert answer["HX-Redirect"] == "/accounts/login/?next=%2Fdesk%2F"


@pytest.mark.parametrize("page", ["entrance", "verified", "signed-in", "widened"])
def test_a_signed_in_person_enters(browse, drafter, page):
    assert browse(drafter).get(f"/{page}/").status_code == 200


@pytest.mark.parametrize("page", ROLE_PAGES)
def test_a_role_opens_its_pages(browse, signatory, page):
    assert browse(signatory).get(f"/{page}/").status_code == 200


@pytest.mark.parametrize("page", ROLE_PAGES)
def test_for_the_wrong_role_the_page_does_not_exist_and_the_refusal_is_on_record(browse, drafter, page):
    answer = browse(drafter).get(f"/{page}/")

    entry = last()
    assert answer.status_code == 404
    assert "GEN-404" in answer.content.decode()
    assert (entry.verb, entry.by_id) == ("act.refused", drafter.pk)
    assert page in entry.facts["act"]


def test_a_withdrawn_role_closes_the_page_at_once(browse, signatory):
    browser = browse(signatory)
    before = browser.get("/class/")
    signatory.memberships.all().delete()

    assert before.status_code == 200
    assert browser.get("/class/").status_code == 404


def test_a_deactivated_person_is_a_stranger_at_once(browse, drafter):
    browser = browse(drafter)
    before = browser.get("/signed-in/")
    type(drafter).objects.update(is_active=False)

    assert before.status_code == 200
    assert browser.get("/signed-in/").url == "/accounts/login/?next=%2Fsigned-in%2F"


@pytest.mark.rule(86)
@pytest.mark.parametrize("reason", ["issued", "old"])
def test_a_password_that_is_due_must_be_changed_before_anything_else(browse, drafter, reason):
    ages = {"issued": {"must_change_password": True}}
    ages["old"] = {"password_changed_at": timezone.now() - timedelta(days=91)}
    type(drafter).objects.update(**ages[reason])
    browser = browse(drafter)

    assert browser.get("/signed-in/").url == "/accounts/password/?next=%2Fsigned-in%2F"
    assert browser.get("/verified/").status_code == 200


def test_a_page_of_the_office_side_is_kept_by_no_shared_cache(client, browse, drafter):
    assert "private" in browse(drafter).get("/signed-in/")["Cache-Control"]
    assert not client.get("/public/").has_header("Cache-Control")


def test_a_mark_survives_the_decorators_of_django():
    from tests.accounts import sample_urls

    assert access_of(sample_urls.urlpatterns[4].callback).roles == {Role.SIGNATORY}
    assert access_of(sample_urls.Marked.as_view()).roles == {Role.SIGNATORY, Role.OFFICE_SECRETARY}
    assert access_of(sample_urls.Widened.as_view()).roles == frozenset()
    assert access_of(sample_urls.page) is None
    assert access_of(public(lambda request: None)).level is Level.PUBLIC


def test_a_role_page_names_a_role():
    with pytest.raises(ValueError, match="at least one"):
        requires()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            lambda chain: [name for name in chain if "AccessM" not in name],
            "accounts.E001",
        ),
        (sorted, "accounts.E002"),
        (lambda chain: chain, None),
    ],
)
def test_the_product_does_not_start_without_the_middleware_in_its_place(settings, change, found):
    settings.MIDDLEWARE = change(list(settings.MIDDLEWARE))

    errors = {error.id for error in checks.run_checks(tags=["security"]) if error.id.startswith("accounts.E")}

    assert errors == ({found} if found else set())


def test_signing_in_and_a_refusal_stand_on_the_same_chain_in_order(browse, drafter):
    browse(drafter).get("/class/")

    assert verbs()[-1] == "act.refused"
