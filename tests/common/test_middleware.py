"""A refusal becomes a page with code, sentence and number; the unforeseen says nothing of its cause."""

import logging

import pytest

from accounts.roles import Role
from common.errors import Busy, DomainError, NotFound
from common.gate import GateClosed, Unmet
from common.middleware import refusal_of, translates
from common.pages import error_page
from tests.people import make_person

pytestmark = pytest.mark.urls("tests.accounts.sample_urls")


@pytest.fixture
def browser(client, db):
    client.force_login(make_person("nigao", Role.DRAFTER))
    client.raise_request_exception = False
    return client


def test_a_refusal_shows_its_sentence_code_and_number(browser):
    answer = browser.get("/refuses/")

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "ACC-502" in text
    assert "同一上级机构下已有“财务司”" in text
    assert answer["X-Request-Number"] in text


def test_every_request_has_its_own_number(browser):
    numbers = {browser.get("/public/")["X-Request-Number"] for _ in range(5)}

    assert len(numbers) == 5


def test_a_held_lock_says_that_somebody_else_is_at_work(browser):
    answer = browser.get("/waits/")

    assert answer.status_code == Busy.http_status
    assert Busy.code in answer.content.decode()


@pytest.mark.parametrize("page", ["/missing/", "/no-such-page/"])
@pytest.mark.parametrize("debug", [False, True])
def test_what_is_missing_is_named_to_nobody(browser, settings, page, debug):
    settings.DEBUG = debug and page == "/missing/"  # an unknown address shows the table of addresses in DEBUG

    answer = browser.get(page)

    assert answer.status_code == 404
    assert "secret name" not in answer.content.decode()
    assert NotFound.code in answer.content.decode()


def test_the_unforeseen_shows_a_number_and_not_its_cause(browser, caplog, django_assert_num_queries):
    with caplog.at_level(logging.ERROR, logger="common.middleware"):
        answer = browser.get("/breaks/")

    text = answer.content.decode()
    ours = [record.getMessage() for record in caplog.records if record.name == "common.middleware"]
    assert answer.status_code == 500
    assert "text of a document" not in text
    assert answer["X-Request-Number"] in text
    assert len(ours) == 1
    assert ours[0].startswith(f"request {answer['X-Request-Number']} ended in RuntimeError at accounts/sample_urls.py:")
    assert "text of a document" not in ours[0]


def test_a_closed_gate_lists_every_condition_with_its_basis(rf):
    unmet = (Unmet(4, "缺少理由", "条例第十三条"), Unmet(11, "审核人不能是拟稿人", "条例第十七条"))

    answer = error_page(rf.get("/"), GateClosed("送审", unmet))

    text = answer.content.decode()
    assert answer.status_code == 422
    assert all(str(each) in text for each in unmet)


def test_an_act_opened_like_a_page_is_explained(browser):
    answer = browser.get("/tasks/1/claim/")

    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "不能直接打开" in answer.content.decode()
    assert int(answer["Content-Length"]) == len(answer.content)


def test_a_form_without_its_token_is_explained(client, db):
    client.handler.enforce_csrf_checks = True

    answer = client.post("/accounts/login/", {"username": "nigao", "password": "x"})

    assert answer.status_code == 403
    assert "本页已失效" in answer.content.decode()


def test_a_librarys_exception_can_be_given_a_meaning():
    class LockFailed(Exception):
        pass

    class Held(DomainError):
        code = "GEN-998"

    before = refusal_of(LockFailed())
    translates(LockFailed, Held)

    assert before is None
    assert isinstance(refusal_of(LockFailed()), Held)
    assert refusal_of(KeyError("x")) is None
