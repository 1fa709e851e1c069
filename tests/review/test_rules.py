from dataclasses import replace

import pytest

from review import rules
from review.choices import CHECKLIST, Verdict
from review.facts import ActorFacts, OpinionFacts, ReturnFacts, ReviewFacts

SOUND = ReviewFacts(
    attribute="proactive",
    is_policy=True,
    is_normative=True,
    is_major=False,
    has_content=True,
    chain_desks=("confidentiality_officer", "confidentiality_head"),
    chain_verdicts=("may_publish", "may_publish"),
    chain_people=(11, 12),
    makers=frozenset({1}),
    chain_complete=True,
    chain_favourable=True,
    disclosure_agreed=True,
    news_agreed=True,
    legality_agreed=True,
    cosigns_missing=0,
    cosigns_against=0,
    division_agreed=True,
    office_agreed=True,
)
ALONE = ActorFacts(frozenset({7}), frozenset({1}), frozenset(), frozenset())


@pytest.mark.rule(4)
def test_a_withheld_policy_document_waits_for_the_disclosure_desk():
    withheld = replace(SOUND, attribute="withheld", disclosure_agreed=False)

    assert not rules.withheld_policy_passed_the_disclosure_desk(withheld)
    assert rules.withheld_policy_passed_the_disclosure_desk(replace(withheld, disclosure_agreed=True))
    assert rules.withheld_policy_passed_the_disclosure_desk(replace(withheld, is_policy=False))


@pytest.mark.rule(11)
def test_the_attribute_is_reviewed_by_somebody_else():
    assert not rules.attribute_was_reviewed(replace(SOUND, disclosure_agreed=False))
    assert not rules.attribute_reviewer_is_not_the_drafter(replace(ALONE, people=frozenset({1, 7})))
    assert rules.attribute_reviewer_is_not_the_drafter(ALONE)


@pytest.mark.rule(15)
def test_the_chain_is_complete_with_distinct_people_none_of_them_a_maker():
    assert rules.confidentiality_chain_is_complete(SOUND) and rules.confidentiality_people_are_distinct(SOUND)
    assert not rules.confidentiality_chain_is_complete(replace(SOUND, chain_complete=False))
    assert not rules.confidentiality_people_are_distinct(replace(SOUND, chain_people=(11, 11)))
    assert not rules.confidentiality_people_are_distinct(replace(SOUND, chain_people=(11, 1)))
    assert not rules.nobody_reviews_twice(replace(ALONE, chain_people=frozenset({7})))


@pytest.mark.rule(16)
def test_a_review_of_another_content_does_not_count():
    assert rules.review_covers_this_content(SOUND)
    assert not rules.review_covers_this_content(replace(SOUND, chain_desks=()))
    assert not rules.review_covers_this_content(replace(SOUND, has_content=False))


@pytest.mark.rule(17)
def test_a_favourable_opinion_comes_with_every_item_checked():
    full, part = frozenset(CHECKLIST), frozenset(list(CHECKLIST)[:-1])

    assert rules.each_item_was_checked(OpinionFacts(Verdict.MAY_PUBLISH, "", full, True))
    assert not rules.each_item_was_checked(OpinionFacts(Verdict.MAY_PUBLISH, "", part, True))
    assert rules.each_item_was_checked(OpinionFacts(Verdict.CANNOT_DETERMINE, "存疑", part, True))


@pytest.mark.rule(18)
def test_a_doubt_that_was_not_resolved_blocks():
    assert rules.doubt_was_resolved(SOUND)
    assert not rules.doubt_was_resolved(replace(SOUND, chain_favourable=False))


@pytest.mark.rule(18)
def test_a_leader_who_was_in_doubt_follows_the_answer_from_outside():
    doubted = OpinionFacts(Verdict.MAY_PUBLISH, "", frozenset(CHECKLIST), True, doubted=True)

    assert rules.ruling_follows_the_answer(replace(doubted, doubted=False))
    assert not rules.ruling_follows_the_answer(doubted)
    assert not rules.ruling_follows_the_answer(replace(doubted, answer=Verdict.NOT_PUBLIC))
    assert rules.ruling_follows_the_answer(replace(doubted, answer=Verdict.MAY_PUBLISH))
    assert not rules.ruling_follows_the_answer(replace(doubted, verdict=Verdict.CANNOT_DETERMINE))
    for verdict in (Verdict.NOT_PUBLIC, Verdict.MUST_CLASSIFY):
        assert rules.ruling_follows_the_answer(replace(doubted, verdict=verdict))


@pytest.mark.rule(19)
def test_silence_is_never_consent():
    assert not rules.consent_is_spoken(OpinionFacts(Verdict.MAY_PUBLISH, "", frozenset(), by_person=False))
    assert not rules.consent_is_spoken(OpinionFacts("", "", frozenset(), by_person=True))
    assert rules.consent_is_spoken(OpinionFacts(Verdict.MAY_PUBLISH, "", frozenset(), by_person=True))


@pytest.mark.rule(19)
@pytest.mark.parametrize(
    "silent",
    [{"division_agreed": False}, {"chain_complete": False}, {"cosigns_missing": 1}, {"legality_agreed": False}],
)
def test_a_desk_that_did_not_answer_is_not_taken_as_agreeing(silent):
    assert rules.nobody_is_taken_as_agreeing(SOUND)
    assert not rules.nobody_is_taken_as_agreeing(replace(SOUND, **silent))


@pytest.mark.rule(32)
def test_a_proactive_policy_document_needs_the_news_office():
    assert not rules.news_office_cosigned(replace(SOUND, news_agreed=False))
    assert rules.news_office_cosigned(replace(SOUND, news_agreed=False, is_policy=False))
    assert rules.news_office_cosigned(replace(SOUND, news_agreed=False, attribute="withheld"))


@pytest.mark.rule(48)
def test_departments_that_differ_or_are_silent_stop_the_document():
    assert rules.departments_agree(SOUND)
    assert not rules.departments_agree(replace(SOUND, cosigns_missing=1))
    assert not rules.departments_agree(replace(SOUND, cosigns_against=1))


@pytest.mark.rule(54)
@pytest.mark.parametrize(
    ("reason", "text", "kept"),
    [("wording", "第二段表述不清", True), ("wording", "  ", False), ("", "x", False), ("made up", "x", False)],
)
def test_a_return_says_why(reason, text, kept):
    assert rules.return_says_why(ReturnFacts(reason, text)) is kept


@pytest.mark.rule(60)
@pytest.mark.parametrize("kind", ["is_normative", "is_major"])
def test_a_legality_opinion_is_not_replaced_by_anything(kind):
    plain = replace(SOUND, is_normative=False, is_major=False, legality_agreed=False)

    assert rules.legality_was_reviewed(plain)
    assert not rules.legality_was_reviewed(replace(plain, **{kind: True}))


@pytest.mark.rule(87)
def test_nobody_judges_their_own_work_or_twice():
    assert rules.nobody_judges_their_own_work(ALONE) and rules.duties_are_separated(ALONE)
    assert not rules.nobody_judges_their_own_work(replace(ALONE, people=frozenset({1})))
    assert not rules.duties_are_separated(replace(ALONE, separated_people=frozenset({7})))
