"""Where a consultation stands: what was said counts, and silence only where the law says so."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from review import consultation_rules as rules
from review.choices import Consulted, ConsultStep
from review.consulting import SETTLED, Asked, Standing, is_told, standing_of, steps_open
from review.facts import ConfirmationFacts, ConsultationFacts

DUE = date(2026, 12, 15)
OPENED = SimpleNamespace(kind="opened", outcome="", due_on=None)
RECEIVED = SimpleNamespace(kind="received", outcome="", due_on=DUE)
IN_TIME, LATE = DUE, DUE + timedelta(days=1)


def step(kind, outcome=""):
    return SimpleNamespace(kind=kind, outcome=outcome, due_on=None)


CONSENT, OBJECTION = step("answered", "consents"), step("answered", "objects")


def stands(kind, *steps, day=IN_TIME):
    return standing_of(kind, [OPENED, RECEIVED, *steps], day)


@pytest.mark.parametrize("kind", Consulted.values)
def test_no_clock_runs_before_the_letter_was_received(kind):
    assert standing_of(kind, [OPENED], LATE) is Standing.PREPARED


@pytest.mark.rule(29)
@pytest.mark.rule(71)
def test_a_third_party_that_is_silent_has_not_consented():
    assert stands("third_party") is Standing.WAITING
    assert stands("third_party", day=LATE) is Standing.SILENT
    assert Standing.SILENT not in SETTLED


@pytest.mark.rule(71)
def test_a_co_producer_that_is_silent_for_15_working_days_consents():
    assert stands("co_producer") is Standing.WAITING
    assert stands("co_producer", day=LATE) is Standing.TAKEN_AS_CONSENT


@pytest.mark.rule(25)
def test_another_agency_that_is_silent_is_neither_settled_nor_taken_as_agreeing():
    assert stands("other_agency", day=LATE) is Standing.UNANSWERED
    assert Standing.UNANSWERED not in SETTLED


@pytest.mark.parametrize("kind", Consulted.values)
@pytest.mark.parametrize("day", [IN_TIME, LATE])
def test_what_was_said_counts_more_than_the_clock(kind, day):
    assert stands(kind, CONSENT, day=day) is Standing.CONSENTED
    assert stands(kind, OBJECTION, day=day) is Standing.OBJECTED


def test_a_late_objection_opens_a_decision_again():
    decided = step("decided", "publish")

    assert stands("third_party", decided) is Standing.PUBLISH
    assert stands("third_party", decided, OBJECTION) is Standing.OBJECTED


def test_a_wrong_day_of_receipt_is_entered_again():
    again = replace_due(DUE + timedelta(days=7))

    assert stands("third_party", again, day=LATE) is Standing.WAITING


def replace_due(due):
    return SimpleNamespace(kind="received", outcome="", due_on=due)


@pytest.mark.rule(29)
@pytest.mark.parametrize(
    ("kind", "steps", "day", "open_steps"),
    [
        ("third_party", [], IN_TIME, ["received", "answered", "cancelled"]),
        ("third_party", [], LATE, ["answered", "decided"]),
        ("third_party", [OBJECTION], IN_TIME, ["answered", "decided"]),
        ("third_party", [CONSENT], IN_TIME, ["answered"]),
        ("third_party", [step("decided", "publish")], LATE, ["answered", "decided", "told"]),
        ("third_party", [step("cancelled")], LATE, []),
        ("co_producer", [], LATE, ["answered"]),
        ("co_producer", [OBJECTION], LATE, ["answered", "decided"]),
        ("other_agency", [], LATE, ["answered", "waived"]),
        ("other_agency", [step("waived")], LATE, []),
    ],
)
def test_each_standing_lets_happen_what_may_follow_and_nothing_else(kind, steps, day, open_steps):
    whole = [OPENED, RECEIVED, *steps]
    asked = Asked(kind, standing_of(kind, whole, day), whole)

    assert [each.value for each in steps_open(asked)] == open_steps


def test_only_the_last_decision_has_been_told():
    first, told, second = step("decided", "withhold"), step("told"), step("decided", "publish")

    assert is_told([OPENED, first, told])
    assert not is_told([OPENED, first, told, second])
    assert not is_told([OPENED])


def test_every_step_but_the_first_has_a_condition():
    from review.consulting import FITS

    assert set(FITS) == set(ConsultStep) - {ConsultStep.OPENED}


# --- the rules ------------------------------------------------------------------------------------------

SOUND = ConsultationFacts(is_proactive=True)


@pytest.mark.rule(7)
def test_withholding_what_is_due_is_confirmed_by_the_disclosure_desk_too():
    assert not rules.withholding_is_confirmed_by_another(ConfirmationFacts(due=True, confirmed=False))
    assert rules.withholding_is_confirmed_by_another(ConfirmationFacts(due=True, confirmed=True))
    assert rules.withholding_is_confirmed_by_another(ConfirmationFacts(due=False, confirmed=False))


@pytest.mark.rule(25)
def test_agencies_that_did_not_answer_are_pointed_out():
    assert rules.other_agencies_were_consulted(SOUND)
    assert not rules.other_agencies_were_consulted(replace(SOUND, others_open=1))


@pytest.mark.rule(25)
def test_agencies_that_the_text_concerns_and_nobody_considered_are_pointed_out():
    assert rules.named_agencies_were_considered(SOUND)
    assert not rules.named_agencies_were_considered(replace(SOUND, unasked=1))


@pytest.mark.rule(29)
def test_a_third_party_without_consent_or_decision_stops_publication_only():
    assert rules.third_parties_agree_or_were_overruled(SOUND)
    assert not rules.third_parties_agree_or_were_overruled(replace(SOUND, third_parties_open=1))
    assert rules.third_parties_agree_or_were_overruled(replace(SOUND, is_proactive=False, third_parties_open=1))


@pytest.mark.rule(29)
def test_an_overruled_third_party_that_was_not_told_is_pointed_out():
    assert rules.overruled_third_parties_were_told(SOUND)
    assert not rules.overruled_third_parties_were_told(replace(SOUND, untold=1))
