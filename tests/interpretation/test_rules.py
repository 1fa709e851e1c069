from dataclasses import replace

import pytest

from common.rules import rules_of
from interpretation import rules
from interpretation.facts import LaterFacts, PlanFacts

WHOLE = PlanFacts(
    is_due=True,
    has_plan=True,
    has_people=True,
    has_points=True,
    has_forms=True,
    has_schedule=True,
    has_channels=True,
    has_publicity=True,
    risks=1,
    risks_assessed=1,
    has_material=True,
)
PARTS = [
    (rules.names_who_interprets, {"has_people": False}),
    (rules.states_the_points, {"has_points": False}),
    (rules.has_a_form, {"has_forms": False}),
    (rules.has_a_schedule, {"has_schedule": False}),
    (rules.has_a_channel, {"has_channels": False}),
    (rules.has_publicity_considerations, {"has_publicity": False}),
    (rules.has_a_risk_assessment, {"risks": 0, "risks_assessed": 0}),
    (rules.every_risk_is_assessed, {"risks": 2}),
    (rules.has_material, {"has_material": False}),
    (rules.every_phase_is_scheduled, {"phases": 2, "phases_scheduled": 1}),
    (rules.materials_are_whole, {"materials_whole": False}),
    (rules.no_material_is_as_generated, {"drafts": 1}),
]


def broken(plan):
    """Return the names of the rules of 送审 that the plan breaks."""
    asked = [rule for rule in rules_of("submit") if rule.facts is PlanFacts]
    return {rule.check.__name__ for rule in asked if not rule.check(plan)}


@pytest.mark.rule(34)
def test_a_whole_plan_breaks_no_rule():
    assert broken(WHOLE) == set()


@pytest.mark.rule(34)
@pytest.mark.parametrize(("check", "missing"), PARTS, ids=lambda each: getattr(each, "__name__", ""))
def test_each_missing_part_is_named_by_its_own_rule(check, missing):
    assert broken(replace(WHOLE, **missing)) == {check.__name__}


@pytest.mark.rule(34)
def test_a_missing_plan_is_named_once():
    assert broken(PlanFacts(is_due=True)) == {"has_a_plan"}


@pytest.mark.rule(34)
def test_a_stated_reason_stands_for_an_assessment_without_risks():
    plan = replace(WHOLE, risks=0, risks_assessed=0, states_no_risk=True)

    assert broken(plan) == set()


@pytest.mark.rule(34)
def test_nothing_is_asked_of_a_document_that_needs_no_interpretation():
    assert broken(PlanFacts(is_due=False)) == set()


@pytest.mark.rule(32)
@pytest.mark.parametrize("missing", [{"has_plan": False}, {"has_material": False}, {"drafts": 1}])
def test_a_policy_document_is_not_signed_without_plan_and_material(missing):
    assert rules.plan_goes_with_the_document(WHOLE)
    assert not rules.plan_goes_with_the_document(replace(WHOLE, **missing))
    assert rules.plan_goes_with_the_document(PlanFacts(is_due=False))


@pytest.mark.rule(32)
def test_following_up_reminds_of_phases_that_are_not_public():
    assert rules.later_phases_were_published(LaterFacts(2, 2))
    assert not rules.later_phases_were_published(LaterFacts(2, 1))
