"""Limits of their own (R22)."""

from datetime import date

import pytest

from deadlines import limits, rules
from deadlines.facts import SpecialFacts
from deadlines.selectors import calendar
from documents.models import CatalogueItem, Document
from publication.selectors import publication_basis, publication_due, withdrawal_due

FRIDAY = date(2026, 11, 20)


def item(code):
    return CatalogueItem.objects.get(code=code)


@pytest.mark.rule(22)
def test_a_budget_is_public_twenty_days_of_the_calendar_after_its_approval(db):
    document = Document(issued_on=date(2026, 11, 24), limit_from=FRIDAY, catalogue_item=item("budget"))

    due = publication_due(document)

    assert due.on == date(2026, 12, 10)
    assert "预算法第十四条" in publication_basis(document) and "20日" in publication_basis(document)
    assert rules.is_within_its_own_limit(SpecialFacts(due.on, date(2026, 12, 10)))
    assert not rules.is_within_its_own_limit(SpecialFacts(due.on, date(2026, 12, 11)))


@pytest.mark.rule(22)
def test_a_penalty_that_lost_its_ground_is_taken_back_within_three_working_days(db):
    document = Document(issued_on=FRIDAY, catalogue_item=item("penalty"))

    assert withdrawal_due(document, FRIDAY).on == date(2026, 11, 25)
    assert publication_due(document) == limits.publication_due(FRIDAY, calendar=calendar())
    assert withdrawal_due(Document(issued_on=FRIDAY), FRIDAY) is None


@pytest.mark.rule(21)
def test_what_has_no_item_has_twenty_working_days_from_its_date(db):
    document = Document(issued_on=FRIDAY)

    assert publication_due(document).on == date(2026, 12, 18)
    assert publication_basis(document) == limits.PUBLICATION.basis
    assert publication_due(Document()) is None
