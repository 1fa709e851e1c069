"""Two people change the lists at the same moment, on real connections: none is lost, none overtakes another unseen."""

import pytest

from review.dictionary.choices import ListState
from review.dictionary.selectors import edition_on
from review.errors import EditionOvertaken, ProposalClosed, ProposalPending
from review.models import DictionaryEdition, EntryProposal
from review.services import dictionary
from review.services import negative_list as lists
from tests.review.dictionary.conftest import NOON, ROW, TODAY, row
from tests.review.dictionary.test_negative_list import WORDING
from tests.together import in_turn

pytestmark = pytest.mark.django_db(transaction=True)
LISTS = ("select 1 from review_dictionaryedition where serial = 1 for update",)
OTHER = row(text="命题人员名单")


def test_two_drafts_get_two_serial_numbers(desk):
    first, second = in_turn(LISTS, lambda: desk.draft(ROW), lambda: desk.draft(OTHER, by=desk.other))

    assert [first.serial, second.serial] == [2, 3]


def test_of_two_proposals_one_waits_for_the_other_s_decision(desk):
    drafts = desk.draft(ROW), desk.draft(OTHER, by=desk.other)

    def proposing(edition):
        return lambda: dictionary.propose(edition_id=edition.pk, by=edition.proposed_by, at=NOON)

    first, second = in_turn(LISTS, *map(proposing, drafts))

    assert isinstance(second, ProposalPending)
    assert DictionaryEdition.objects.get(state=ListState.PROPOSED) == first


def test_an_edition_is_decided_once(desk):
    edition = desk.proposed(ROW)

    first, second = in_turn(
        LISTS,
        lambda: dictionary.approve(edition_id=edition.pk, by=desk.head, at=NOON),
        lambda: dictionary.withdraw(edition_id=edition.pk, by=desk.officer, at=NOON),
    )

    assert first.state == ListState.APPROVED and isinstance(second, ProposalClosed)


def test_an_edition_proposed_while_a_newer_one_is_approved_does_not_undo_it(desk):
    older, newer = desk.draft(ROW), desk.proposed(OTHER, by=desk.other)

    in_turn(
        LISTS,
        lambda: dictionary.approve(edition_id=newer.pk, by=desk.head, at=NOON),
        lambda: dictionary.propose(edition_id=older.pk, by=desk.officer, at=NOON),
    )

    with pytest.raises(EditionOvertaken):
        dictionary.approve(edition_id=older.pk, by=desk.head, at=NOON)
    assert edition_on(TODAY) == newer


def test_of_two_changes_of_one_entry_one_is_refused(desk):
    def adding(person):
        given = {"wording": WORDING, "valid_from": TODAY, "note": "新增", "at": NOON}
        return lambda: lists.propose_entry(code="A10", by=person, **given)

    first, second = in_turn(LISTS, adding(desk.officer), adding(desk.other))

    assert isinstance(second, ProposalPending)
    assert EntryProposal.objects.get() == first
