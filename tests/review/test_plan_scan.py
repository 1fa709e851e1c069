from datetime import date

import pytest

from interpretation.facts import MaterialData, PlanData, Risk
from interpretation.passages import passages_of
from review import plan_scan, rules
from review.facts import CommentFacts, PlanScanFacts

DAY = date(2026, 11, 24)
ID_NUMBER = "11010519491231002X"


@pytest.mark.rule(26)
def test_a_number_in_a_material_or_a_risk_is_found_and_shown_masked_with_its_place(db):
    risk = Risk("家长疑问", "low", f"请联系身份证号{ID_NUMBER}的当事人", "处长")
    material = MaterialData(1, "questions", "问答", f"一、为什么？\n身份证号{ID_NUMBER}。")

    found = plan_scan.scan_passages(passages_of(PlanData(risks=(risk,), materials=(material,))), DAY)

    assert [(each.where, each.label) for each in found.blocks] == [
        ("风险点1", "居民身份证号"),
        ("材料1第2段", "居民身份证号"),
    ]
    assert ID_NUMBER not in " ".join(map(str, found.found))


@pytest.mark.rule(26)
def test_a_scanner_that_fails_has_scanned_nothing(db, monkeypatch):
    def broken(_lines, _dictionary):
        raise RuntimeError

    monkeypatch.setattr(plan_scan, "scan", broken)

    assert plan_scan.scan_material(MaterialData(1, "questions", "题", "文"), DAY).failed


@pytest.mark.rule(26)
@pytest.mark.parametrize(("facts", "kept"), [
    (PlanScanFacts(matters=False, failed=True, blocks=1), True),
    (PlanScanFacts(matters=True), True),
    (PlanScanFacts(matters=True, blocks=1), False),
    (PlanScanFacts(matters=True, failed=True), False),
])  # fmt: skip
def test_a_plan_goes_on_only_scanned_and_without_what_must_be_changed(facts, kept):
    assert rules.nothing_in_the_plan_must_be_changed(facts) is kept


@pytest.mark.rule(26)
def test_the_officer_says_that_warnings_were_looked_at():
    assert not rules.warnings_in_the_plan_were_seen(PlanScanFacts(matters=True, warnings=1, seen=False))
    assert rules.warnings_in_the_plan_were_seen(PlanScanFacts(matters=True, warnings=1, seen=True))
    assert rules.warnings_in_the_plan_were_seen(PlanScanFacts(matters=True, warnings=0, seen=False))


@pytest.mark.rule(32)
def test_a_condition_says_where_and_every_comment_is_answered():
    assert not rules.a_condition_is_written_down(CommentFacts(conditional=True))
    assert rules.a_condition_is_written_down(CommentFacts(conditional=True, given=1))
    assert rules.a_condition_is_written_down(CommentFacts())
    assert not rules.every_comment_was_answered(CommentFacts(unanswered=1))
    assert rules.every_comment_was_answered(CommentFacts())
