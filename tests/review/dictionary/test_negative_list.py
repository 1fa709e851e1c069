"""负面清单: rows never change, a change is proposed by one and approved by another, documents keep what they cite."""

from datetime import UTC, date, datetime, timedelta

import pytest

from audit.models import Entry
from common.errors import NotFound
from documents.models import NegativeListEntry
from documents.selectors import negative_list
from documents.services.decisions import Proposal, facts_of
from review.errors import (
    BeginsInThePast,
    CodeTaken,
    EntryOver,
    NothingDifferent,
    OwnProposal,
    ProposalClosed,
    ProposalPending,
    WordsMissing,
)
from review.models import EntryProposal
from review.services import negative_list as lists
from review.services.negative_list import Wording
from tests.publication.build import World
from tests.review.dictionary.conftest import NOON, TODAY, TOMORROW, stand_in

WORDING = Wording("law_forbids", "学生体质健康个人数据", "学生个人的体质测试数据", "条例第14条；个人信息保护法第28条")


@pytest.fixture
def entry(desk):
    return NegativeListEntry.objects.get(code="A02")


def add(desk, code="A10", by=None, **options):
    given = {"wording": WORDING, "valid_from": TODAY, "note": "新增事项", "at": NOON} | options
    return lists.propose_entry(code=code, by=by or desk.officer, **given)


def revise(desk, entry, **options):
    given = {"wording": WORDING, "valid_from": TOMORROW, "note": "措辞更明确", "at": NOON} | options
    return lists.propose_revision(entry_id=entry.pk, by=desk.officer, **given)


def end(desk, entry, **options):
    given = {"valid_from": TOMORROW, "note": "上位法已改", "at": NOON} | options
    return lists.propose_end(entry_id=entry.pk, by=desk.officer, **given)


def approve(desk, proposal, at=NOON):
    return lists.approve_entry(proposal_id=proposal.pk, by=desk.head, at=at)


def on(day, code):
    return [(each.edition, each.subject) for each in negative_list(day).filter(code=code)]


def test_a_proposal_changes_nothing_before_its_approval(desk, entry):
    add(desk)
    revise(desk, entry)

    assert on(TOMORROW, "A10") == []
    assert on(TOMORROW, "A02") == [(1, entry.subject)]


def test_an_approved_entry_is_in_force_from_its_day(desk):
    approve(desk, add(desk, valid_from=TOMORROW))

    assert on(TODAY, "A10") == [] and on(TOMORROW, "A10") == [(1, WORDING.subject)]


def test_a_revision_follows_the_present_edition_without_a_gap(desk, entry):
    approve(desk, revise(desk, entry))

    assert on(TODAY, "A02") == [(1, entry.subject)]
    assert on(TOMORROW, "A02") == [(2, WORDING.subject)]


def test_the_cited_row_stays_as_it_was_but_for_its_last_day(desk, entry):
    before = NegativeListEntry.objects.filter(pk=entry.pk).values().get()

    approve(desk, revise(desk, entry))

    after = NegativeListEntry.objects.filter(pk=entry.pk).values().get()
    assert after == before | {"valid_to": TODAY}


def test_an_ended_entry_is_in_force_until_the_day_before(desk, entry):
    approve(desk, end(desk, entry))

    assert on(TODAY, "A02") == [(1, entry.subject)] and on(TOMORROW, "A02") == []


def test_what_is_approved_late_begins_on_the_day_of_its_approval(desk, entry):
    later = TODAY + timedelta(days=4)

    approve(desk, revise(desk, entry), at=NOON + timedelta(days=4))

    assert on(later - timedelta(days=1), "A02") == [(1, entry.subject)] and on(later, "A02") == [(2, WORDING.subject)]


def test_a_refused_or_withdrawn_proposal_leaves_the_list_as_it_is(desk, entry):
    lists.refuse_entry(proposal_id=revise(desk, entry).pk, why="不必", by=desk.head, at=NOON)
    lists.withdraw_entry(proposal_id=end(desk, entry).pk, by=desk.officer, at=NOON)

    assert on(TOMORROW, "A02") == [(1, entry.subject)]


@pytest.mark.parametrize("name", ["head", "reader"])
def test_only_a_confidentiality_officer_proposes(desk, name):
    with pytest.raises(NotFound):
        add(desk, by=getattr(desk, name))


def test_nobody_approves_the_own_proposal_or_that_of_a_near_one(desk):
    own = add(desk, by=desk.both)
    with pytest.raises(OwnProposal):
        lists.approve_entry(proposal_id=own.pk, by=desk.both, at=NOON)
    stand_in(desk.head, desk.both)
    with pytest.raises(OwnProposal):
        approve(desk, own)
    with pytest.raises(NotFound):
        lists.approve_entry(proposal_id=own.pk, by=desk.other, at=NOON)


def test_only_who_proposed_takes_it_back(desk):
    with pytest.raises(NotFound):
        lists.withdraw_entry(proposal_id=add(desk).pk, by=desk.other, at=NOON)


def test_what_was_decided_stays_so(desk):
    proposal = add(desk)
    approve(desk, proposal)

    with pytest.raises(ProposalClosed):
        lists.refuse_entry(proposal_id=proposal.pk, why="反悔", by=desk.head, at=NOON)
    with pytest.raises(ProposalClosed):
        lists.withdraw_entry(proposal_id=proposal.pk, by=desk.officer, at=NOON)


def test_a_number_is_given_to_one_entry_only(desk):
    with pytest.raises(CodeTaken):
        add(desk, code="a02")


def test_two_changes_of_one_entry_do_not_wait_at_once(desk, entry):
    revise(desk, entry)

    with pytest.raises(ProposalPending):
        end(desk, entry)


def test_a_revision_that_changes_nothing_is_refused(desk, entry):
    with pytest.raises(NothingDifferent):
        revise(desk, entry, wording=lists.wording_of(entry))


def test_the_list_is_not_changed_backwards(desk, entry):
    yesterday = TODAY - timedelta(days=1)

    with pytest.raises(BeginsInThePast):
        add(desk, valid_from=yesterday)
    with pytest.raises(BeginsInThePast):
        end(desk, entry, valid_from=yesterday)
    with pytest.raises(EntryOver):
        end(desk, entry, valid_from=date.min)


def test_an_edition_with_a_successor_is_not_changed_any_more(desk, entry):
    approve(desk, revise(desk, entry))

    with pytest.raises(EntryOver):
        end(desk, entry)


def test_an_entry_is_not_changed_on_its_first_day(desk):
    approve(desk, add(desk))
    fresh = NegativeListEntry.objects.get(code="A10")

    with pytest.raises(EntryOver):
        revise(desk, fresh, valid_from=TODAY, wording=Wording("law_forbids", "另", "另", "条例第14条"))


def test_every_change_says_why(desk, entry):
    with pytest.raises(WordsMissing):
        add(desk, note=" ")
    with pytest.raises(WordsMissing):
        lists.refuse_entry(proposal_id=end(desk, entry).pk, why="", by=desk.head, at=NOON)


def test_what_is_not_there_is_not_found(desk):
    with pytest.raises(NotFound):
        lists.approve_entry(proposal_id=0, by=desk.head, at=NOON)
    with pytest.raises(NotFound):
        lists.propose_end(entry_id=0, valid_from=TOMORROW, note="无", by=desk.officer, at=NOON)


def test_the_journal_names_the_entry_and_the_day(desk, entry):
    approve(desk, end(desk, entry))

    verbs = list(Entry.objects.filter(chain="negative_list").order_by("serial").values_list("verb", "facts__code"))
    assert verbs == [("review.entry_proposed", "A02"), ("review.entry_approved", "A02")]
    assert EntryProposal.objects.get().state == "approved"


def test_a_decision_is_measured_by_the_list_of_the_office_s_day(desk, entry):
    """At half past midnight in Beijing it is still yesterday in UTC."""
    approve(desk, end(desk, entry))
    night = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
    document, ended = World().draft(), NegativeListEntry.objects.get(pk=entry.pk)

    facts = facts_of(Proposal("withheld", ("decision",), "law_forbids", "成绩", ended), document, night)

    assert not facts.entry_in_force
