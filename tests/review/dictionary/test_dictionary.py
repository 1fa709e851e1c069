"""词库: drafted, proposed, approved by another, in force from its day; what a change would touch."""

from datetime import date, timedelta

import pytest

from audit.models import Entry
from common.errors import NotFound
from documents.models import Document
from review.dictionary import checking
from review.dictionary.choices import ListState
from review.dictionary.selectors import current_dictionary, edition_on, terms_in
from review.errors import (
    BeginsInThePast,
    EditionOvertaken,
    NothingDifferent,
    NotProposed,
    OwnProposal,
    ProposalClosed,
    ProposalPending,
    RowsRefused,
    WordsMissing,
)
from review.models import DictionaryEdition, DictionaryTerm
from review.policies import decidable_by, may_decide
from review.services import dictionary
from tests.publication.build import World, change
from tests.review.dictionary.conftest import NOON, ROW, TODAY, TOMORROW, row, stand_in

OTHER = row(number=3, text="命题人员名单")


def texts(day):
    return {term.text for term in current_dictionary(day).terms}


# --- the edition that comes with the product -------------------------------------------------------------


def test_the_first_edition_is_in_force_and_its_digest_is_that_of_its_terms(desk):
    edition = edition_on(TODAY)
    terms = terms_in(edition.pk)

    assert (edition.serial, edition.terms_count) == (1, len(terms))
    assert edition.digest == checking.digest_of(terms)
    assert len(terms) >= 60 and texts(TODAY) == {each.term.text for each in terms}


def test_an_export_of_the_first_edition_comes_back_the_same(desk):
    data = dictionary.export_xlsx(edition=desk.first())

    with pytest.raises(NothingDifferent):
        dictionary.import_xlsx(data=data, note="原样", valid_from=TODAY, by=desk.officer, at=NOON)


# --- from the draft to the approval ----------------------------------------------------------------------


def test_a_file_makes_a_draft_that_is_not_in_force(desk):
    edition = desk.draft(ROW, OTHER)

    assert (edition.serial, edition.state, edition.terms_count) == (2, ListState.DRAFT, 2)
    assert edition_on(TOMORROW).serial == 1


def test_an_export_of_a_draft_comes_back_the_same(desk):
    edition = desk.draft(ROW, row(number=3, text="过程稿", valid_from="2026-12-01", valid_to="2027-01-01"))

    again = dictionary.import_xlsx(
        data=dictionary.export_xlsx(edition=edition), note="再来", valid_from=TODAY, by=desk.other, at=NOON
    )

    assert again.digest == edition.digest and terms_in(again.pk) == terms_in(edition.pk)


def test_nothing_is_half_taken_from_a_file_with_a_bad_row(desk):
    with pytest.raises(RowsRefused):
        desk.draft(ROW, row(number=3, text="题"))

    assert DictionaryEdition.objects.count() == 1


def test_a_change_of_a_few_terms_keeps_the_others(desk):
    before = texts(TODAY)
    gone = next(iter(sorted(before)))

    edition = dictionary.change_terms(
        add=[row(text="新增的专用词")], drop=[gone], note="增删", valid_from=TODAY, by=desk.officer, at=NOON
    )

    assert {each.term.text for each in terms_in(edition.pk)} == before - {gone} | {"新增的专用词"}


def test_an_approved_edition_is_in_force_from_its_day_and_not_before(desk):
    desk.approved(ROW, valid_from=TOMORROW)

    assert texts(TODAY) != {ROW.text} and texts(TOMORROW) == {ROW.text}


def test_an_edition_approved_late_begins_on_the_day_of_its_approval(desk):
    edition = desk.proposed(ROW)

    later = dictionary.approve(edition_id=edition.pk, by=desk.head, at=NOON + timedelta(days=3))

    assert later.valid_from == TODAY + timedelta(days=3)
    assert edition_on(TODAY + timedelta(days=2)).serial == 1


def test_the_newest_approved_edition_whose_day_has_come_is_in_force(desk):
    desk.approved(ROW, valid_from=TODAY + timedelta(days=5))
    desk.approved(OTHER, valid_from=TOMORROW)

    assert texts(TOMORROW) == texts(TODAY + timedelta(days=6)) == {OTHER.text}


def test_a_term_is_looked_for_between_its_days_only(desk):
    desk.approved(ROW, row(number=3, text="过程稿", valid_from="2026-11-25", valid_to="2026-11-26"))

    found = [len(texts(TODAY + timedelta(days=days))) for days in range(4)]

    assert found == [1, 2, 2, 1]


def test_the_dictionary_is_read_once_for_an_edition_and_a_day(desk, django_assert_num_queries):
    desk.approved(ROW)
    first = current_dictionary(TODAY)

    with django_assert_num_queries(1):
        again = current_dictionary(TODAY)
    assert again is first


# --- who may ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["head", "reader"])
def test_only_a_confidentiality_officer_drafts(desk, name):
    with pytest.raises(NotFound):
        desk.draft(ROW, by=getattr(desk, name))


def test_nobody_else_hands_in_or_takes_back(desk):
    edition = desk.draft(ROW)

    for act in (dictionary.propose, dictionary.withdraw):
        with pytest.raises(NotFound):
            act(edition_id=edition.pk, by=desk.other, at=NOON)


@pytest.mark.parametrize("name", ["officer", "other", "reader"])
def test_only_a_head_decides(desk, name):
    edition = desk.proposed(ROW)

    with pytest.raises(NotFound):
        dictionary.approve(edition_id=edition.pk, by=getattr(desk, name), at=NOON)


def test_nobody_approves_or_refuses_the_own_proposal(desk):
    edition = desk.proposed(ROW, by=desk.both)

    with pytest.raises(OwnProposal):
        dictionary.approve(edition_id=edition.pk, by=desk.both, at=NOON)
    with pytest.raises(OwnProposal):
        dictionary.refuse(edition_id=edition.pk, why="不要", by=desk.both, at=NOON)


@pytest.mark.parametrize("turned", [False, True])
def test_nobody_decides_for_whom_they_stand_in_or_who_stands_in_for_them(desk, turned):
    edition = desk.proposed(ROW, by=desk.both)
    stand_in(*((desk.head, desk.both) if turned else (desk.both, desk.head)))

    with pytest.raises(OwnProposal):
        dictionary.approve(edition_id=edition.pk, by=desk.head, at=NOON)
    assert dictionary.approve(edition_id=edition.pk, by=desk.head, at=NOON + timedelta(days=1)).serial == 2


def test_the_list_of_what_one_may_decide_agrees_with_the_right(desk):
    proposals = [desk.proposed(ROW, by=desk.both)]
    stand_in(desk.reader, desk.head)
    everything = DictionaryEdition.objects.all()

    for person in (desk.officer, desk.other, desk.head, desk.both, desk.reader):
        listed = set(decidable_by(person, everything, TODAY))
        assert listed == {each for each in proposals if may_decide(person, each, TODAY)}


# --- what is refused -------------------------------------------------------------------------------------


def test_a_list_does_not_begin_in_the_past(desk):
    with pytest.raises(BeginsInThePast):
        desk.draft(ROW, valid_from=date(2026, 11, 23))


def test_a_draft_left_lying_is_not_proposed_for_a_day_gone_by(desk):
    edition = desk.draft(ROW)

    with pytest.raises(BeginsInThePast):
        dictionary.propose(edition_id=edition.pk, by=desk.officer, at=NOON + timedelta(days=1))


def test_a_change_and_a_refusal_say_why(desk):
    with pytest.raises(WordsMissing):
        desk.draft(ROW, note="  ")
    edition = desk.proposed(ROW)
    with pytest.raises(WordsMissing):
        dictionary.refuse(edition_id=edition.pk, why=" ", by=desk.head, at=NOON)


def test_one_edition_at_a_time_waits_for_its_decision(desk):
    desk.proposed(ROW)

    with pytest.raises(ProposalPending):
        desk.proposed(OTHER, by=desk.other)


def test_a_draft_is_not_approved(desk):
    edition = desk.draft(ROW)

    with pytest.raises(NotProposed):
        dictionary.approve(edition_id=edition.pk, by=desk.head, at=NOON)


def test_what_was_decided_or_taken_back_stays_so(desk):
    edition = desk.proposed(ROW)
    dictionary.withdraw(edition_id=edition.pk, by=desk.officer, at=NOON)

    with pytest.raises(ProposalClosed) as refusal:
        dictionary.approve(edition_id=edition.pk, by=desk.head, at=NOON)
    assert desk.officer.full_name in str(refusal.value)
    with pytest.raises(ProposalClosed):
        dictionary.withdraw(edition_id=edition.pk, by=desk.officer, at=NOON)


def test_an_older_edition_does_not_overtake_a_newer_one(desk):
    older = desk.draft(ROW)
    desk.approved(OTHER, by=desk.other)
    dictionary.propose(edition_id=older.pk, by=desk.officer, at=NOON)

    with pytest.raises(EditionOvertaken):
        dictionary.approve(edition_id=older.pk, by=desk.head, at=NOON)


def test_a_refused_edition_leaves_the_present_one_in_force(desk):
    edition = desk.proposed(ROW)

    dictionary.refuse(edition_id=edition.pk, why="词太泛", by=desk.head, at=NOON)

    assert edition_on(TOMORROW).serial == 1
    assert DictionaryEdition.objects.get(pk=edition.pk).words == "词太泛"


def test_the_journal_has_counts_and_no_term(desk):
    edition = desk.approved(ROW, OTHER)
    dictionary.dry_run(edition=edition, by=desk.head, at=NOON)

    entries = Entry.objects.filter(chain="dictionary").order_by("serial")
    assert [each.verb.removeprefix("review.dictionary_") for each in entries] == [
        "drafted", "proposed", "approved", "tried",
    ]  # fmt: skip
    assert not any(term in str(each.facts) for each in entries for term in (ROW.text, OTHER.text))


# --- a dry run -------------------------------------------------------------------------------------------


@pytest.fixture
def world(desk):
    """Documents of another ministry's making, beside the people of the desk."""
    return World()


def in_review(world, *lines):
    document = world.draft(*lines)
    change(document, status="in_review")
    return document


def test_a_dry_run_names_what_is_newly_hit_and_what_is_freed(desk, world):
    touched = in_review(world, "专用新词甲一次。", "又有专用新词甲。")
    freed = world.published("不得在此写命题人员名单。").document
    in_review(world, "与词库无关的一段。")
    edition = desk.draft(row(text="专用新词甲"))

    outcome = dictionary.dry_run(edition=edition, by=desk.officer, at=NOON)

    rows = {each.document.pk: each for each in outcome.rows}
    assert (outcome.seen, outcome.left_out, outcome.touched, outcome.freed) == (3, 0, 1, 1)
    assert (rows[touched.pk].gained.count, rows[touched.pk].lost.count) == (2, 0)
    assert rows[touched.pk].gained.places == ("正文第1段", "正文第2段")
    assert (rows[freed.pk].gained.count, rows[freed.pk].lost.count) == (0, 1)


def test_a_dry_run_looks_at_no_draft_and_changes_nothing(desk, world):
    world.draft("专用新词甲。")
    edition = desk.draft(row(text="专用新词甲"))

    outcome = dictionary.dry_run(edition=edition, by=desk.officer, at=NOON)

    assert (outcome.seen, outcome.rows) == (0, ())
    assert Document.objects.get().status == "draft" and edition_on(TODAY).serial == 1


def test_a_term_of_another_severity_counts_as_newly_hit(desk, world):
    in_review(world, "命题人员名单。")
    present = DictionaryTerm.objects.get(edition=desk.first(), text="命题人员名单")
    assert present.severity == "block"
    edition = dictionary.change_terms(
        add=[row(text="命题人员名单", severity="请核对")],
        drop=[],
        note="改级别",
        valid_from=TODAY,
        by=desk.officer,
        at=NOON,
    )

    outcome = dictionary.dry_run(edition=edition, by=desk.officer, at=NOON)

    assert (outcome.touched, outcome.freed) == (1, 0)


def test_a_dry_run_is_bounded_and_says_what_it_left_out(desk, world, monkeypatch):
    monkeypatch.setattr("review.dictionary.touching.MOST_SEEN", 2)
    monkeypatch.setattr("review.dictionary.touching.MOST_SHOWN", 1)
    for _ in range(3):
        in_review(world, "专用新词甲。")
    edition = desk.draft(row(text="专用新词甲"))

    outcome = dictionary.dry_run(edition=edition, by=desk.officer, at=NOON)

    assert (outcome.seen, outcome.left_out, outcome.touched, len(outcome.rows)) == (2, 1, 2, 1)
