from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.selectors import timeline
from common.digests import of_json
from common.gate import Gate
from documents.services.moves import subject_of
from interpretation import selectors, services
from interpretation.errors import PlanChanged, PlanFrozen, PlanMalformed
from interpretation.facts import MaterialData, PlanData, Risk
from interpretation.models import InterpretationPlan
from tests.publication.build import PLAN, change, refused, run, settle


def save(world, document, data=PLAN, **more):
    return services.save_plan(document=document, data=data, by=world.who["drafter"], **more)


def test_a_saved_plan_is_read_back_with_its_digest(world, noon):
    document = world.draft()

    save(world, document, at=noon)

    plan = selectors.current_plan(document.pk)
    assert plan.data() == PLAN
    material = of_json(PLAN.materials[0].as_json()).sm3
    assert plan.sm3 == of_json(PLAN.as_json() | {"materials": [material]}).sm3
    assert (plan.serial, plan.made_by, plan.made_at) == (1, world.who["drafter"], noon)


def test_the_same_content_again_is_the_same_row(world, noon):
    document = world.draft()
    first = save(world, document, at=noon)

    again = save(world, document, replace(PLAN, forms=PLAN.forms * 2), at=noon + timedelta(hours=1))

    assert again == first
    assert document.plans.count() == 1


def test_another_content_is_a_new_row_and_in_force(world, noon):
    document = world.draft()
    first = save(world, document, at=noon)

    second = save(world, document, replace(PLAN, publicity="电视专访"), at=noon)

    assert second.serial == 2
    assert second.sm3 != first.sm3
    assert selectors.current_plan(document.pk) == second
    assert [plan.serial for plan in selectors.plans_of(document.pk)] == [2, 1]


def test_what_was_saved_before_comes_back_as_a_new_row(world, noon):
    document = world.draft()
    first = save(world, document, at=noon)
    save(world, document, replace(PLAN, publicity="电视专访"), at=noon)

    third = save(world, document, at=noon)

    assert (third.serial, third.sm3) == (3, first.sm3)


def test_a_page_that_is_behind_does_not_overwrite(world, noon):
    document = world.draft()
    save(world, document, at=noon)

    with pytest.raises(PlanChanged) as refusal:
        save(world, document, replace(PLAN, publicity="旧页面"), seen=0, at=noon)

    assert "第1版" in str(refusal.value)
    assert document.plans.count() == 1


def test_only_a_draft_takes_a_plan(world, noon):
    with pytest.raises(PlanFrozen):
        save(world, world.issued(), at=noon)


@pytest.mark.parametrize(
    "wrong",
    [{"forms": ("dance",)}, {"channels": ("rumour",)}, {"risks": (Risk("点", "certain", "应对", "人"),)}],
)
def test_codes_outside_the_lists_are_refused(world, noon, wrong):
    with pytest.raises(PlanMalformed):
        save(world, world.draft(), replace(PLAN, **wrong), at=noon)


def test_the_journal_names_the_plan_and_both_people(world, noon):
    document = world.draft()

    save(world, document, on_behalf_of=world.who["head"], at=noon)

    last = timeline(f"document:{document.pk}")[-1]
    assert last.verb == "interpretation.save_plan"
    assert "人员drafter（代人员head） 保存第1版解读方案" in last.sentence


@pytest.mark.rule(12)
def test_an_erased_plan_keeps_the_fact_and_loses_every_word(world, noon):
    document = world.draft()
    save(world, document, at=noon)

    services.erase(document=document, at=noon)

    row = InterpretationPlan.objects.get()
    gone = MaterialData(1, "questions", "")
    assert row.data() == PlanData(materials=(gone,))
    assert (row.erased_at, row.serial) == (noon, 1)
    assert len(row.sm3) == 64
    assert selectors.current_plan(document.pk) is None


def test_the_gate_of_submission_lists_each_missing_part_with_rule_and_field(world, noon):
    document = world.draft(is_policy=True)
    save(world, document, replace(PLAN, publicity=" ", materials=()), at=noon)

    gate = Gate("submit", "送审", subject_of(document, world.who["drafter"], None, noon))

    missing = {(each.number, each.field) for each in gate.unmet if each.number in {32, 34}}
    assert missing == {(34, "publicity"), (34, "materials")}


def test_a_document_that_needs_no_plan_costs_no_query(world, noon, django_assert_num_queries):
    document = world.draft()
    subject = subject_of(document, None, None, noon)

    with django_assert_num_queries(0):
        assert not selectors.plan_facts(subject).is_due


def test_the_plan_in_force_is_one_query_and_its_materials_another(world, noon, django_assert_num_queries):
    document = world.draft(is_policy=True)
    save(world, document, at=noon)
    subject = subject_of(document, None, None, noon)

    with django_assert_num_queries(2):
        assert selectors.plan_facts(subject).has_material
        assert selectors.plan_of(subject).made_by.full_name


@pytest.mark.parametrize(
    "statement",
    [
        "update interpretation_interpretationplan set publicity = 'x'",
        "update interpretation_interpretationplan set sm3 = repeat('0', 64)",
        "update interpretation_interpretationplan set erased_at = now()",
        "delete from interpretation_interpretationplan",
        "truncate interpretation_interpretationplan cascade",
    ],
)
def test_a_plan_never_changes(world, noon, statement):
    save(world, world.draft(), at=noon)
    settle()

    with refused("不得修改或删除"):
        run(statement)


def test_an_erased_plan_cannot_be_filled_again(world, noon):
    document = world.draft()
    save(world, document, at=noon)
    services.erase(document=document, at=noon)

    with refused("解读方案不得修改或删除"):
        run("update interpretation_interpretationplan set erased_at = null")


def test_a_status_beyond_draft_is_asked_again_at_the_moment_of_saving(world, noon):
    document = world.draft()
    change(document, status="in_review")
    document = type(document).objects.whole().get(pk=document.pk)

    with pytest.raises(PlanFrozen):
        save(world, document, at=noon)


def test_two_plans_never_share_a_serial(world, noon):
    plan = save(world, world.draft(), at=noon)
    plan.pk = None

    with pytest.raises(IntegrityError, match="plan_serial_once"), transaction.atomic():
        plan.save(force_insert=True)
