from dataclasses import dataclass

import pytest

from review import validity
from review.choices import Desk, Verdict

OFFICER, HEAD, LEADER = Desk.CONFIDENTIALITY_OFFICER, Desk.CONFIDENTIALITY_HEAD, Desk.CONFIDENTIALITY_LEADER
MAY, NOT, DOUBT = Verdict.MAY_PUBLISH, Verdict.NOT_PUBLIC, Verdict.CANNOT_DETERMINE


@dataclass(frozen=True)
class Said:
    """An opinion as validity sees it."""

    desk: str
    verdict: str
    leader_due: bool = False


@pytest.mark.rule(15)
@pytest.mark.parametrize("attribute", ["proactive", "on_request", "withheld"])
def test_without_a_setting_two_who_agree_are_enough(attribute):
    chain = [Said(OFFICER, MAY), Said(HEAD, MAY)]

    assert validity.chain_is_complete(chain, attribute)
    assert validity.next_in_chain(chain, attribute) is None


@pytest.mark.rule(15)
def test_a_leader_who_is_due_speaks_on_what_is_to_be_public_only():
    chain = [Said(OFFICER, MAY, leader_due=True), Said(HEAD, MAY)]

    assert validity.next_in_chain(chain[:1], "proactive") == HEAD
    assert validity.next_in_chain(chain, "proactive") == LEADER
    assert not validity.chain_is_favourable(chain, "proactive")
    assert validity.chain_is_favourable([*chain, Said(LEADER, MAY)], "proactive")
    assert validity.next_in_chain(chain, "withheld") is None


@pytest.mark.rule(18)
@pytest.mark.parametrize("attribute", ["proactive", "withheld"])
def test_a_leader_in_doubt_is_asked_again(attribute):
    chain = [Said(OFFICER, MAY, leader_due=True), Said(HEAD, MAY), Said(LEADER, DOUBT)]

    assert validity.next_in_chain(chain, attribute) == LEADER
    assert not validity.chain_is_complete(chain, attribute)


@pytest.mark.rule(18)
@pytest.mark.parametrize(
    ("officer", "head", "leader_asked"),
    [(DOUBT, MAY, False), (MAY, DOUBT, True), (DOUBT, DOUBT, True), (MAY, NOT, True), (NOT, NOT, False)],
)
def test_a_doubt_or_a_contradiction_goes_to_the_leader(officer, head, leader_asked):
    chain = [Said(OFFICER, officer), Said(HEAD, head)]

    assert validity.must_escalate(chain, "proactive") is leader_asked
