"""R51 on the way of a document: who signs again after a signature was reopened."""

import pytest
from django.db import transaction

from accounts import services as accounts
from common.gate import GateClosed
from documents import selectors as documents_of
from documents.choices import Status
from documents.comparison import Nature
from review.choices import Desk
from review.selectors import Case
from tests.workflow.again import SUBSTANTIVE, TEXT, TYPOGRAPHIC, signed_and_returned
from tests.workflow.road import INTERNAL
from workflow.resigning import since_signature


def nature(document):
    return since_signature(Case(document)).nature


@pytest.mark.rule(51)
@pytest.mark.parametrize(
    ("new", "found"),
    [(TEXT, Nature.SAME), (TYPOGRAPHIC, Nature.TYPOGRAPHIC), (SUBSTANTIVE, Nature.SUBSTANTIVE)],
)
def test_what_changed_since_the_signature_is_weighed(road, new, found):
    assert nature(signed_and_returned(road, new)) == found


@pytest.mark.rule(51)
def test_a_change_of_substance_is_signed_again_by_the_original_signatory_only(road):
    document = signed_and_returned(road, SUBSTANTIVE)

    with pytest.raises(GateClosed) as refusal:
        road.act(document, Desk.SIGN, by="qianfa2")

    assert [each.number for each in refusal.value.unmet] == [51]
    assert road.act(document, Desk.SIGN, by="qianfa1").status == Status.SIGNED


@pytest.mark.rule(51)
@pytest.mark.parametrize("new", [TEXT, TYPOGRAPHIC])
def test_a_typographic_change_may_be_signed_by_any_signatory(road, new):
    document = signed_and_returned(road, new)

    assert road.act(document, Desk.SIGN, by="qianfa2").status == Status.SIGNED


@pytest.mark.rule(16)
@pytest.mark.rule(51)
def test_even_a_typographic_change_voids_what_was_given_on_another_digest(road):
    document = signed_and_returned(road, TYPOGRAPHIC)

    first, last = document.signoffs.get(), document.version
    assert first.content_sm3 != last.content_sm3
    assert document.signoff is None and document.status == Status.IN_REVIEW


@pytest.mark.rule(51)
def test_an_original_signatory_who_left_does_not_hold_the_document_for_ever(road):
    document = signed_and_returned(road, SUBSTANTIVE)
    original = road.who["qianfa1"]
    original.is_active = False
    original.save(update_fields=["is_active"])

    assert road.act(document, Desk.SIGN, by="qianfa2").status == Status.SIGNED


@pytest.mark.rule(51)
def test_whoever_acts_for_the_original_signatory_may_sign_again(road):
    document, day = signed_and_returned(road, SUBSTANTIVE), road.at.date()
    original, deputy = road.who["qianfa1"], road.who["qianfa2"]
    accounts.delegate(to=deputy, starts_on=day, ends_on=day, reason="出差", by=original, at=road.tick())

    assert road.act(document, Desk.SIGN, by="qianfa2").status == Status.SIGNED


@pytest.mark.rule(8)
@pytest.mark.rule(51)
def test_a_changed_disclosure_decision_is_a_change_of_substance(road):
    document = signed_and_returned(road, TEXT)
    with transaction.atomic():
        held = documents_of.locked(document.pk)
        held.decision.sm3 = "f" * 64  # as if it had been decided anew; never saved

        assert nature(held) == Nature.SUBSTANTIVE


def test_a_document_that_was_never_signed_asks_the_database_nothing_more(road, django_assert_num_queries):
    document = road.draft(TEXT, proposal=INTERNAL)
    road.submit(document)
    road.walk(document, until=Desk.SIGN)
    case = Case(documents_of.whole(document.pk))

    with django_assert_num_queries(0):
        assert since_signature(case) is None
