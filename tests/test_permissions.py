"""Role × address: who gets in (200), for whom a page does not exist (404), who is sent on (302)."""

import pytest
from django.test import Client

from accounts.roles import Role
from tests.people import make_person

OFFICE = {
    Role.DRAFTER, Role.DIVISION_HEAD, Role.DISCLOSURE_OFFICER, Role.CONFIDENTIALITY_OFFICER, Role.CONFIDENTIALITY_HEAD,
    Role.NEWS_OFFICER, Role.LEGAL_OFFICER, Role.OFFICE_SECRETARY, Role.SIGNATORY, Role.PUBLISHER,
}  # fmt: skip
EVERYBODY = set(Role)
LISTS = {Role.CONFIDENTIALITY_OFFICER, Role.CONFIDENTIALITY_HEAD, Role.DISCLOSURE_OFFICER}
WHO_GETS_IN = {
    "/desk/": OFFICE,
    "/documents/new/": {Role.DRAFTER},
    "/board/": {Role.OFFICE_SECRETARY},
    "/board/export/csv/": {Role.OFFICE_SECRETARY},
    "/register/export/xlsx/": {Role.OFFICE_SECRETARY, Role.SIGNATORY},
    "/board/workload/": {Role.OFFICE_SECRETARY},
    "/board/handover/0/": set(),
    "/board/act/": set(),
    "/board/filters/1/": set(),
    "/board/acts/1/": set(),
    "/register/": {Role.OFFICE_SECRETARY, Role.SIGNATORY},
    "/confidentiality/chains/": {Role.CONFIDENTIALITY_HEAD, Role.OFFICE_SECRETARY},
    "/lists/": LISTS,
    "/lists/dictionary/new/": {Role.CONFIDENTIALITY_OFFICER},
    "/lists/dictionary/change/": {Role.CONFIDENTIALITY_OFFICER},
    "/lists/dictionary/1/": LISTS,
    "/lists/dictionary/1/touched/": LISTS,
    "/lists/dictionary/1/export/": LISTS,
    "/lists/datasets/": LISTS,
    "/lists/datasets/new/": {Role.CONFIDENTIALITY_OFFICER},
    "/lists/datasets/0/": set(),
    "/lists/entries/": LISTS,
    "/lists/entries/new/": {Role.CONFIDENTIALITY_OFFICER},
    "/lists/entries/0/revise/": set(),
    "/lists/entries/0/end/": set(),
    "/lists/entries/proposals/0/": set(),
    "/calendar/": EVERYBODY,
    "/calendar/enter/": {Role.SYSTEM_ADMIN},
    "/calendar/regional/new/": {Role.SYSTEM_ADMIN},
    "/series/": {Role.OFFICE_SECRETARY},
    "/series/new/": {Role.OFFICE_SECRETARY},
    "/series/0/": set(),
    "/outlets/": {Role.SYSTEM_ADMIN},
    "/outlets/new/": {Role.SYSTEM_ADMIN},
    "/outlets/1/": set(),
    "/documents/1/channels/": set(),
    "/documents/1/validity/": set(),
    "/validity/": OFFICE,
    "/validity/export/": OFFICE,
    "/validity/changes/1/": set(),
    "/listings/": {Role.PUBLISHER, Role.OFFICE_SECRETARY, Role.SIGNATORY},
    "/listings/0/": set(),
    "/listings/0/retract/": set(),
    "/listings/0/validity/": set(),
    "/listings/proposals/0/": set(),
    "/readings/0/1/retract/": set(),
    "/cleanups/": OFFICE,
    "/cleanups/new/": {Role.OFFICE_SECRETARY, Role.LEGAL_OFFICER},
    "/cleanups/1/": set(),
    "/supplies/": {Role.OFFICE_SECRETARY, Role.PUBLISHER},
    "/supplies/new/": {Role.OFFICE_SECRETARY, Role.PUBLISHER},
    "/supplies/1/": set(),
    "/supplies/1/export/": set(),
    "/help/rules/": EVERYBODY,
    "/notices/": EVERYBODY,
    "/notices/1/": set(),
    "/notices/preferences/": EVERYBODY,
    "/notices/robots/": {Role.SYSTEM_ADMIN},
    "/notices/stopped/": {Role.SYSTEM_ADMIN},
    "/accounts/absences/": OFFICE,
    "/accounts/people/": {Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN},
    "/accounts/offices/": {Role.SYSTEM_ADMIN},
    "/accounts/roles/": {Role.SECURITY_ADMIN},
    "/audit/": {Role.AUDIT_ADMIN},
    "/documents/1/": set(),
    "/documents/1/compare/": set(),
    "/documents/1/deadlines/desk/1/": set(),
    "/documents/1/draft/": set(),
    "/documents/1/renumber/": set(),
    "/documents/1/retract/": set(),
    "/documents/1/correct/": set(),
    "/documents/1/republish/": set(),
    "/documents/1/release/": set(),
    "/documents/1/rights/": set(),
    "/documents/1/emergency/": set(),
    "/emergencies/1/": set(),
    "/documents/1/consultations/new/": set(),
    "/documents/1/consultations/aside/": set(),
    "/consultations/1/": set(),
    "/consultations/1/letter/": set(),
    "/consultations/1/told/": set(),
    "/endings/1/": set(),
    "/tasks/1/": set(),
    "/tasks/1/reassign/": set(),
    "/returns/1/": set(),
    "/opinions/files/1/": set(),
    "/opinions/1/letter/": set(),
    "/tasks/1/answer/": set(),
    "/readings/": {
        Role.DRAFTER,
        Role.CONFIDENTIALITY_OFFICER,
        Role.CONFIDENTIALITY_HEAD,
        Role.NEWS_OFFICER,
        Role.PUBLISHER,
        Role.OFFICE_SECRETARY,
    },
    "/readings/1/1/": set(),
    "/readings/1/1/picture/": set(),
    "/readings/1/phases/2/0/": set(),
    "/tasks/1/comments/": set(),
    "/documents/1/comments/": set(),
    "/documents/1/plans/1/pictures/1/": set(),
    "/interpretation/1/plan/": set(),
    "/interpretation/1/plan/preview/": set(),
    "/interpretation/1/materials/0/": set(),
    "/interpretation/1/materials/1/picture/": set(),
    "/publication/1/preview/": set(),
    "/publication/reposts/": {Role.OFFICE_SECRETARY, Role.PUBLISHER},
    "/publication/reposts/1/": set(),
    "/publication/reposts/1/deadline/": set(),
    "/publication/feeds/": {Role.OFFICE_SECRETARY, Role.PUBLISHER},
    "/publication/gaps/": {Role.OFFICE_SECRETARY, Role.DISCLOSURE_OFFICER},
    "/publication/gaps/export/": {Role.OFFICE_SECRETARY, Role.DISCLOSURE_OFFICER},
    "/publication/1/relations/": set(),
    "/publication/columns/": {Role.PUBLISHER, Role.DISCLOSURE_OFFICER, Role.SIGNATORY},
    "/publication/columns/guide/": {Role.PUBLISHER, Role.DISCLOSURE_OFFICER, Role.SIGNATORY},
    "/publication/items/": {Role.PUBLISHER, Role.DISCLOSURE_OFFICER, Role.SIGNATORY},
    "/publication/items/new/": {Role.PUBLISHER, Role.DISCLOSURE_OFFICER},
    "/publication/items/0/revise/": set(),
    "/publication/items/0/end/": set(),
    "/publication/items/proposals/0/": set(),
    "/oversight/search/": OFFICE,
    "/oversight/statistics/": {Role.OFFICE_SECRETARY, Role.DIVISION_HEAD},
    "/oversight/statistics/export/": {Role.OFFICE_SECRETARY, Role.DIVISION_HEAD},
    "/oversight/statistics/list/?figure=issued": {Role.OFFICE_SECRETARY, Role.DIVISION_HEAD},
    "/oversight/reports/": {Role.OFFICE_SECRETARY},
    "/oversight/reports/1/": set(),
    "/oversight/reports/1/docx/": set(),
    "/oversight/selfcheck/": {
        Role.DISCLOSURE_OFFICER,
        Role.OFFICE_SECRETARY,
        Role.DRAFTER,
        Role.DIVISION_HEAD,
    },
    "/oversight/selfcheck/new/": {Role.DISCLOSURE_OFFICER, Role.OFFICE_SECRETARY},
    "/oversight/selfcheck/asked/": {Role.DISCLOSURE_OFFICER, Role.OFFICE_SECRETARY},
    "/oversight/selfcheck/1/": set(),
    "/oversight/selfcheck/1/report.docx": set(),
    "/oversight/selfcheck/1/report.xlsx": set(),
    "/oversight/selfcheck/items/1/": set(),
    "/oversight/supervision/": EVERYBODY,
    "/oversight/supervision/cards/1/": set(),
    "/oversight/supervision/incidents/": {Role.OFFICE_SECRETARY},
    "/oversight/supervision/incidents/1/": set(),
    "/oversight/supervision/audit/": {Role.AUDIT_ADMIN},
    "/oversight/supervision/audit/1/": set(),
}
HOMES = {Role.SYSTEM_ADMIN: "/accounts/offices/", Role.SECURITY_ADMIN: "/accounts/people/", Role.AUDIT_ADMIN: "/audit/"}


def browser_of(role):
    client = Client()
    client.force_login(make_person("someone", role), backend="accounts.backends.PersonBackend")
    return client


@pytest.mark.parametrize("role", list(Role))
def test_each_role_gets_where_the_table_says_and_nowhere_else(db, role):
    """What is there for nobody is asked by every fourth role."""
    client, turn = browser_of(role), list(Role).index(role)
    asked = {address: roles for number, (address, roles) in enumerate(WHO_GETS_IN.items())
             if roles or (number + turn) % 4 == 0}  # fmt: skip

    found = {address: client.get(address).status_code for address in asked}

    assert found == {address: 200 if role in roles else 404 for address, roles in asked.items()}


@pytest.mark.parametrize("role", list(Role))
def test_everybody_starts_where_their_work_is(db, role):
    answer = browser_of(role).get("/")

    assert (answer.status_code, answer.url) == (302, HOMES.get(role, "/desk/"))


@pytest.mark.parametrize("role", list(Role))
def test_the_navigation_offers_only_places_that_open(db, role):
    client = browser_of(role)

    offered = [url for _label, url, _active, _count in client.get("/help/rules/").context["nav_items"]]

    assert offered
    assert {url: client.get(url).status_code for url in offered} == dict.fromkeys(offered, 200)
