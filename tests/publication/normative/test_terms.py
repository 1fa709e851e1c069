"""有效期: how long, until which day, from when its end is announced, and what a document is worth on a day."""

from datetime import date

import pytest

from documents.facts import DocumentFacts
from portal.choices import Validity
from publication.facts import ChangeFacts, TermFacts
from publication.normative import terms
from publication.rules import (
    change_has_its_instrument,
    change_is_approved_by_another,
    extension_keeps_the_limit,
    page_shows_the_validity,
    term_keeps_the_limit,
)

DAY = date(2026, 11, 24)


@pytest.mark.rule(36)
@pytest.mark.parametrize(("title", "years"), [("管理办法", 5), ("管理办法（试行）", 2), ("暂行规定", 2)])
def test_a_term_is_five_years_on_trial_two(title, years):
    assert terms.longest_years(title) == years


@pytest.mark.rule(36)
@pytest.mark.parametrize(
    ("starts", "years", "last"),
    [
        (date(2026, 11, 24), 5, date(2031, 11, 23)),
        (date(2024, 2, 29), 5, date(2029, 2, 27)),
        (date(2024, 2, 29), 4, date(2028, 2, 28)),
        (date(2026, 1, 1), 1, date(2026, 12, 31)),
    ],
)
def test_the_last_day_is_the_eve_of_the_anniversary(starts, years, last):
    assert terms.last_day(starts, years) == last


@pytest.mark.rule(36)
@pytest.mark.parametrize(
    ("ends", "noticed"),
    [(date(2026, 8, 31), date(2026, 2, 28)), (date(2024, 8, 30), date(2024, 2, 29)), (DAY, date(2026, 5, 24))],
)
def test_the_end_is_announced_six_months_before(ends, noticed):
    assert terms.notice_day(ends) == noticed


@pytest.mark.rule(37)
@pytest.mark.parametrize(
    ("ends_on", "acts", "worth"),
    [
        (DAY, (), Validity.IN_FORCE),
        (date(2026, 11, 23), (), Validity.LAPSED),
        (None, (), Validity.IN_FORCE),
        (DAY, ("amend",), Validity.AMENDED),
        (date(2026, 11, 23), ("amend",), Validity.LAPSED),
        (date(2026, 11, 23), ("repeal",), Validity.REPEALED),
        (DAY, ("lapse",), Validity.LAPSED),
        (DAY, ("repeal", "void"), Validity.VOID),
        (DAY, ("extend",), Validity.IN_FORCE),
    ],
)
def test_what_a_document_is_worth_on_a_day(ends_on, acts, worth):
    term = TermFacts(ends_on, DAY, acts, worth)

    assert terms.validity_on(term) == worth
    assert page_shows_the_validity(term)


@pytest.mark.rule(36)
def test_a_page_that_shows_a_lapsed_document_as_valid_breaks_the_rule():
    assert not page_shows_the_validity(TermFacts(date(2026, 11, 23), DAY, (), Validity.IN_FORCE))


def facts(**changes):
    base = dict.fromkeys(DocumentFacts.__dataclass_fields__, "")
    return DocumentFacts(**base | {"title": "管理办法", "is_normative": True, "valid_years": None} | changes)


@pytest.mark.rule(36)
@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({}, True),
        ({"valid_years": 5}, True),
        ({"valid_years": 6}, False),
        ({"title": "管理办法（试行）", "valid_years": 2}, True),
        ({"title": "管理办法（试行）", "valid_years": 3}, False),
        ({"is_normative": False, "valid_years": 3}, False),
    ],
)
def test_a_stated_term_keeps_the_limit(changes, kept):
    assert term_keeps_the_limit(facts(**changes)) is kept


def change(**changes):
    base = {"act": "repeal", "effective_on": DAY, "until": None, "instrument": "教办厅〔2026〕9号"}
    return ChangeFacts(**base | {"proposer_id": 1, "approver_id": 2, "longest": date(2031, 11, 23)} | changes)


@pytest.mark.rule(37)
@pytest.mark.parametrize(
    ("changes", "kept"),
    [({}, True), ({"instrument": "  "}, False), ({"act": "forget"}, False), ({"act": "void"}, True)],
)
def test_a_change_names_the_document_that_ordered_it(changes, kept):
    assert change_has_its_instrument(change(**changes)) is kept


@pytest.mark.rule(37)
@pytest.mark.parametrize(("approver", "kept"), [(2, True), (1, False), (None, False)])
def test_a_change_is_approved_by_somebody_else(approver, kept):
    assert change_is_approved_by_another(change(approver_id=approver)) is kept


@pytest.mark.rule(36)
@pytest.mark.parametrize(
    ("act", "until", "kept"),
    [
        ("extend", date(2031, 11, 23), True),
        ("extend", date(2031, 11, 24), False),
        ("extend", None, False),
        ("repeal", None, True),
        ("repeal", date(2027, 1, 1), False),
    ],
)
def test_an_extension_ends_within_the_longest_term(act, until, kept):
    assert extension_keeps_the_limit(change(act=act, until=until)) is kept
