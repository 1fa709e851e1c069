"""负面清单 through its pages: proposed, shown side by side, decided by another person."""

from datetime import timedelta

import pytest

from documents.models import NegativeListEntry
from documents.selectors import negative_list
from review.models import EntryProposal

FIELDS = {
    "ground": "law_forbids", "subject": "学生体质健康个人数据", "scope": "学生个人的体质测试数据",
    "basis": "个人信息保护法第28条", "valid_to": "", "note": "新增事项",
}  # fmt: skip


@pytest.fixture
def today(road):
    return road.at.date()


@pytest.fixture
def entry(db):
    return NegativeListEntry.objects.get(code="A02")


def address(entry, act):
    return f"/lists/entries/{entry.pk}/{act}/"


def propose(client, where, day, **changes):
    return client.post(where, FIELDS | {"valid_from": day.isoformat()} | changes, follow=True)


def decide(client, act, **more):
    return client.post(f"/lists/entries/proposals/{EntryProposal.objects.get().pk}/", {"act": act} | more, follow=True)


def test_an_entry_is_added_by_two_people(browser, today):
    propose(browser("baomi1"), "/lists/entries/new/", today, code="A10")
    assert not negative_list(today).filter(code="A10").exists()

    answer = decide(browser("baomizhu1"), "approve")

    assert "已批准，自" in answer.content.decode()
    assert negative_list(today).get(code="A10").subject == FIELDS["subject"]


def test_a_revision_shows_the_present_entry_beside_the_new_one(browser, entry, today):
    before = browser("baomi1").get(address(entry, "revise"))
    assert before.context["form"]["subject"].value() == entry.subject

    answer = propose(browser("baomi1"), address(entry, "revise"), today + timedelta(days=1))

    assert all(each in answer.content.decode() for each in (entry.subject, FIELDS["subject"], "现行（第 1 版）"))


def test_the_drafter_is_offered_the_edition_in_force_only(road, browser, entry, today):
    propose(browser("baomi1"), address(entry, "end"), today + timedelta(days=1))
    decide(browser("baomizhu1"), "approve")
    road.tick(days=2)
    document = road.draft(proposal=None)

    choices = browser("nigao1").get(f"/documents/{document.pk}/draft/").context["form"].fields["entry"].queryset

    assert entry not in choices and choices.filter(code="A03").exists()


def test_an_entry_that_is_over_is_shown_on_wish_only(road, browser, entry, today):
    propose(browser("baomi1"), address(entry, "end"), today + timedelta(days=1))
    decide(browser("baomizhu1"), "approve")
    road.tick(days=2)

    shown = {query: browser("gongkai1").get(f"/lists/entries/{query}").context["rows"] for query in ("", "?past=1")}

    assert [any(row["entry"] == entry for row in rows) for rows in shown.values()] == [False, True]


@pytest.mark.parametrize("field", ["code", "ground", "subject", "scope", "basis", "valid_from", "note"])
def test_what_is_missing_is_named_and_what_was_typed_is_kept(browser, today, field):
    answer = propose(browser("baomi1"), "/lists/entries/new/", today, **({"code": "A10"} | {field: ""}))

    form = answer.context["form"]
    assert answer.status_code == 422 and field in form.errors
    assert all(form[name].value() == value for name, value in FIELDS.items() if name != field)


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"code": "A02"}, 422, "已有编号A02"),
        ({"valid_from": "2026-01-01"}, 422, "不得早于今天"),
        ({"valid_to": "2026-01-01"}, 422, "失效日期不得早于生效日期"),
        ({"code": "'; --"}, 422, "编号如 A10"),
        ({"basis": "条" * 301}, 422, "最多 300 字"),
    ],
)
def test_an_unfit_proposal_is_refused_in_words(browser, today, changes, status, words):
    answer = propose(browser("baomi1"), "/lists/entries/new/", today, **({"code": "A10"} | changes))

    assert answer.status_code == status and words in answer.content.decode()


def test_a_refusal_and_a_withdrawal_leave_the_list_as_it_is(browser, entry, today):
    propose(browser("baomi1"), address(entry, "end"), today + timedelta(days=1))
    assert decide(browser("baomizhu1"), "refuse").status_code == 422

    answer = decide(browser("baomizhu1"), "refuse", why="上位法仍有此项")

    assert "清单不变" in answer.content.decode()
    assert negative_list(today + timedelta(days=1)).filter(pk=entry.pk).exists()


def test_what_was_taken_back_is_not_decided_and_the_words_are_kept(browser, entry, today):
    propose(browser("baomi1"), address(entry, "end"), today + timedelta(days=1))
    decide(browser("baomi1"), "withdraw")

    answer = decide(browser("baomizhu1"), "refuse", why="仍需保留")

    assert answer.status_code == 409 and "仍需保留" in answer.content.decode()


@pytest.mark.parametrize("name", ["nigao1", "mishu1", "qianfa1", "xitong1", "shenji1"])
def test_to_others_the_pages_do_not_exist(browser, entry, name):
    for where in ("/lists/entries/", "/lists/entries/new/", address(entry, "revise"), address(entry, "end")):
        assert browser(name).get(where).status_code == 404


def test_readers_see_the_list_and_no_way_to_change_it(browser, entry):
    text = browser("gongkai1").get("/lists/entries/").content.decode()

    assert entry.subject in text and "/revise/" not in text and "/lists/entries/new/" not in text
    assert browser("gongkai1").post(address(entry, "end"), {}).status_code == 404


@pytest.mark.parametrize("where", ["/lists/entries/0/revise/", "/lists/entries/0/end/", "/lists/entries/proposals/0/"])
def test_what_is_not_there_is_not_found(browser, where):
    assert browser("baomi1").get(where).status_code == 404


@pytest.mark.parametrize("act", ["", "approve", "refuse"])
def test_a_reader_decides_nothing(browser, entry, today, act):
    propose(browser("baomi1"), address(entry, "end"), today + timedelta(days=1))

    assert decide(browser("gongkai1"), act, why="不要").status_code == 404
