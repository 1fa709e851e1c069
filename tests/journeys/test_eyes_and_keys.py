"""Everybody can use the pages: without a mouse, with a screen reader, on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import drafting
from tests.journeys.browsing import FOUNDING

TITLE = "教育部办公厅关于全面推进政务公开工作的实施意见"
AUDIT = (Path(__file__).parent / "accessibility.js").read_text(encoding="utf-8")

pytestmark = pytest.mark.browser


def test_a_person_works_through_a_task_with_keys_alone(town):
    drafter = town.person("nigao1")
    drafting.upload(drafter, FOUNDING)
    drafting.propose(drafter, "proactive")
    drafting.submit(drafter)
    head = town.person("chuzhang1")
    page = head.page
    head.go("/desk/?tab=claimable")

    page.keyboard.press("/")
    expect(page.locator("main [name=q]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("j")
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.keyboard.press("c")
    head.says("已签收")
    head.go("/desk/?tab=todo")
    page.keyboard.press("j")
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.keyboard.press("o")
    page.keyboard.press("r")
    expect(page.locator("[name=return_reason]")).to_be_focused()
    page.locator("[name=return_reason]").blur()
    page.keyboard.press("a")
    expect(page.locator("#step button[value=decide]")).to_be_focused()
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.keyboard.press("Enter")
    head.says("已完成“核稿”")


def test_the_search_key_finds_the_search_and_no_other_field(town):
    secretary = town.person("mishu1")
    secretary.go("/board/")

    secretary.page.keyboard.press("/")

    expect(secretary.page.locator("main [name=q]")).to_be_focused()


def test_what_was_typed_survives_the_end_of_the_session(town):
    drafter = town.person("nigao1")
    drafting.upload(drafter, FOUNDING)
    drafting.propose(drafter, "proactive")
    drafting.submit(drafter)
    head = town.person("chuzhang1")
    head.open_task(TITLE)
    head.page.fill("[name=text]", "写到一半的意见")
    head.context.clear_cookies(name="sessionid")

    head.follow(head.page.locator("#step button[value=decide]"))
    assert "/accounts/login/" in head.page.url
    head.page.fill("[name=username]", "chuzhang1")
    head.page.fill("[name=password]", "Mingfa-2026")
    head.follow(head.page.locator("main form button").first)

    expect(head.page.locator("[name=text]")).to_have_value("写到一半的意见")
    head.says("已恢复您上次在本页填写")


PAGES = {
    "nigao1": ["/desk/", "/desk/?tab=drafted", "/documents/new/", "/documents/{pk}/", "/help/rules/",
               "/accounts/password/", "/accounts/delegations/", "/accounts/second-factor/", "/no-such-page/"],
    "chuzhang1": ["/desk/?tab=claimable", "/tasks/{task}/", "/documents/{pk}/"],
    "mishu1": ["/board/", "/board/?by=office&state=near", "/board/workload/", "/board/act/?act=reassign&task={task}",
               "/register/", "/tasks/{task}/reassign/", "/documents/{pk}/emergency/", "/oversight/statistics/",
               "/oversight/search/?q=意见", "/oversight/selfcheck/asked/"],
    "xitong1": ["/accounts/people/", "/accounts/people/add/", "/accounts/people/{someone}/", "/accounts/offices/add/",
                "/notices/stopped/"],
    "fabu1": ["/publication/columns/", "/publication/items/", "/publication/items/new/"],
    "anquan1": ["/accounts/people/{someone}/", "/accounts/roles/"],
    "shenji1": ["/audit/"],
    "baomi1": ["/lists/", "/lists/dictionary/1/", "/lists/dictionary/1/touched/", "/lists/dictionary/new/",
               "/lists/dictionary/change/", "/lists/entries/", "/lists/entries/new/"],
}  # fmt: skip
HOMES = {"xitong1": "机构", "anquan1": "人员", "shenji1": "审计台"}


def test_every_page_has_headings_labels_landmarks_and_enough_contrast(town):
    from workflow.models import DeskTask

    drafter = town.person("nigao1")
    drafting.upload(drafter, FOUNDING)
    found = {"draft": drafter.page.evaluate(AUDIT)}
    drafting.propose(drafter, "proactive", policy=True)
    drafting.plan(drafter)
    plan = drafter.page.url.replace("/documents/", "/interpretation/").replace("/draft/", "/plan/")
    draft = drafter.page.url
    drafter.page.goto(plan)
    found["plan"] = drafter.page.evaluate(AUDIT)
    drafter.page.goto(draft)
    drafting.submit(drafter)
    task = DeskTask.objects.get(finished__isnull=True)

    for username, paths in PAGES.items():
        person = town.person(username, HOMES.get(username, "我的待办"))
        for path in paths:
            person.go(path.format(pk=task.document_id, task=task.pk, someone=task.document.drafter_id))
            person.fits()
            found[f"{username} {path}"] = person.page.evaluate(AUDIT)
    stranger = town.stranger()
    for path in ("/accounts/login/", "/portal/", "/portal/documents/", "/portal/interpretations/"):
        stranger.go(path)
        found[path] = stranger.page.evaluate(AUDIT)

    assert {path: faults for path, faults in found.items() if faults} == {}
