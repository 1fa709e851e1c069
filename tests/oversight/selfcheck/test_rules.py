import pytest

from oversight.selfcheck import rules
from oversight.selfcheck.choices import Judgement
from oversight.selfcheck.facts import ClosingFacts, JudgementFacts


@pytest.mark.rule(38)
@pytest.mark.parametrize(
    ("asked", "verdict", "kept"),
    [(1, Judgement.KEEP, True), (2, Judgement.KEEP, False), (2, Judgement.PARTLY, True), (9, Judgement.CONVERT, True)],
)
def test_what_two_have_asked_for_is_to_be_made_public(asked, verdict, kept):
    assert rules.what_is_asked_often_is_made_public(JudgementFacts(verdict, asked)) is kept


@pytest.mark.rule(38)
@pytest.mark.parametrize(("total", "left", "kept"), [(3, 0, True), (3, 1, False), (0, 0, False)])
def test_a_self_check_ends_when_every_document_was_judged(total, left, kept):
    assert rules.every_document_was_judged_anew(ClosingFacts(total, left)) is kept


@pytest.mark.rule(87)
@pytest.mark.parametrize(("judged_by", "by", "kept"), [(1, 2, True), (1, 1, False), (None, 2, False)])
def test_a_verdict_is_confirmed_by_another_person(judged_by, by, kept):
    assert rules.verdict_is_confirmed_by_another(JudgementFacts("keep", 0, judged_by, by)) is kept
