import pytest

from common.rules import all_rules
from oversight.supervision import rules
from oversight.supervision.choices import AFTER, CardAct, CardState, acts_at, after
from oversight.supervision.criteria import CRITERIA
from oversight.supervision.facts import CardFacts
from oversight.supervision.finding import FINDERS


def test_every_criterion_has_its_finder_and_names_a_rule_of_the_book():
    assert set(FINDERS) == set(CRITERIA)
    assert {each.rule for each in CRITERIA.values()} - {None} <= {each.number for each in all_rules()}


def test_every_state_of_a_card_is_reached_and_the_last_two_are_left_by_nothing():
    assert {*AFTER.values(), CardState.ISSUED} == set(CardState)
    assert {state for state in CardState if not acts_at(state)} == {CardState.FINAL, CardState.WITHDRAWN}
    assert after(CardState.ISSUED, CardAct.APPEAL) is None


@pytest.mark.rule(87)
@pytest.mark.parametrize(("by", "own", "another"), [(1, False, True), (2, True, False), (3, True, True)])
def test_nobody_settles_the_own_card_and_an_appeal_is_ruled_by_another(by, own, another):
    card = CardFacts(concerned=frozenset({1}), decided_by=frozenset({2}), by=by)

    assert (rules.nobody_decides_on_their_own_card(card), rules.appeal_is_ruled_by_another(card)) == (own, another)
